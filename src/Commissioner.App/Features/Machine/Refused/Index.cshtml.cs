using Commissioner.App.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Refused;

/// <summary>Says that something is not there, is not for this person, or failed.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class IndexModel : PageModel
{
    private const int Most = 100_000;

    /// <summary>The HTTP status: 403, 404, 413, 429, 503, or 400 and 500 for the others of their kind.</summary>
    [BindProperty(SupportsGet = true)]
    public int Code { get; set; }

    /// <summary>The fields of a form that may not have arrived, to be sent again as they are; none where it can't be.</summary>
    public IReadOnlyList<(string Name, string Value)> Sent { get; private set; } = [];

    /// <summary>Where it was sent.</summary>
    public string SentTo { get; private set; } = "";

    /// <summary>Shows it.</summary>
    public void OnGet() =>
        Code = Code switch
        {
            403 or 404 or 413 or 429 or 503 => Code,
            >= 400 and < 500 => 400,
            _ => 500,
        };

    /// <summary>A refused post is shown the same way; what was typed is kept where it was refused for the moment alone.</summary>
    public async Task OnPostAsync(CancellationToken cancellationToken)
    {
        OnGet();
        if (
            Code == 503
            && Request.HasFormContentType
            && HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } refused
            && refused.OriginalPathBase + refused.OriginalPath + refused.OriginalQueryString is var address
            && Url.IsLocalUrl(address)
        )
        {
            (SentTo, Sent) = (address, await FieldsAsync(cancellationToken));
        }
    }

    // Browsers keep nothing of a page that is not to be stored, so going back would find the form empty. Its own key makes it one form
    // however often it is sent. Files can't be put into a page, and without them it would be another form; passwords don't belong there.
    private async Task<IReadOnlyList<(string Name, string Value)>> FieldsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var form = await Request.ReadFormAsync(cancellationToken);
            return
                form.Keys.Any(k => k.EndsWith("Password", StringComparison.OrdinalIgnoreCase))
                || !form.ContainsKey(FormKeyTagHelper.Field)
                || form.Files.Any(f => f.Length > 0)
                || form.Sum(f => f.Value.Sum(v => v?.Length ?? 0)) > Most
                ? []
                : [.. form.SelectMany(f => f.Value.Select(v => (f.Key, v ?? "")))];
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException)
        {
            return [];
        }
    }
}
