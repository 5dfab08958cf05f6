using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Phrases;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Primitives;

namespace Commissioner.App.Features.Phrases;

/// <summary>One's own phrases and the shared ones: written, changed and taken away.</summary>
[Allow(Permission.UsePhrases)]
public sealed class IndexModel(IMediator mediator, Actor actor, Drafts drafts, Dues dues, DepartmentNames departments, TimeProvider clock)
    : PageModel,
        IShows
{
    /// <summary>Only those for this.</summary>
    [BindProperty(SupportsGet = true)]
    public PhraseUse? Use { get; set; }

    /// <summary>The one that is changed; null for a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Phrase>? Of { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    /// <summary>A new one is shared.</summary>
    [BindProperty]
    public bool Shared { get; set; }

    [BindProperty]
    public Id<Department>? DepartmentId { get; set; }

    public IReadOnlyList<PhraseLine> Phrases { get; private set; } = [];

    public IReadOnlyDictionary<Id<Department>, string> Departments { get; private set; } = new Dictionary<Id<Department>, string>();

    /// <summary>This person keeps the shared ones.</summary>
    public bool Keeps => Permissions.Holds(actor, Permission.SharePhrases);

    /// <summary>What this person writes phrases for.</summary>
    public IEnumerable<PhraseUse> Uses =>
        Enum.GetValues<PhraseUse>().Where(u => Keeps || (u == PhraseUse.Report) == (actor.SeesFor() is not null));

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (Phrases.FirstOrDefault(p => p.Id == Of && p.MayChange) is { } changed)
        {
            (Use, Title, Text, DepartmentId) = (changed.Use, changed.Title, changed.Text, changed.DepartmentId);
        }
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Phrases = await mediator.Send(new ListPhrases(), cancellationToken);
        if (Keeps)
        {
            Departments = await departments.AllAsync(cancellationToken);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new KeepPhrase(Of, Use, Title, Text, Shared, DepartmentId), cancellationToken);
        return LocalRedirect("/phrases");
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new RemovePhrase(Of ?? default), cancellationToken);
        return LocalRedirect("/phrases");
    }

    /// <summary>
    /// Without the script: what was typed elsewhere is kept as its draft, with the phrase behind it, and its page gives it back.
    /// </summary>
    public async Task<IActionResult> OnPostInsertAsync(CancellationToken cancellationToken)
    {
        var form = await Request.ReadFormAsync(cancellationToken);
        var (back, field) = (form["phrase-back"].ToString(), form["phrase-into"].ToString());
        if (!Url.IsLocalUrl(back))
        {
            throw new NotFound();
        }

        var fields = form.Where(f => !f.Key.StartsWith("phrase", StringComparison.Ordinal)).ToDictionary(f => f.Key, f => f.Value);
        fields[Drafts.Of] = back;
        if (
            Id<Phrase>.TryParse(form["phrase"], null, out var chosen)
            && Id<Case>.TryParse(form["phrase-case"], null, out var about)
            && (await mediator.Send(new ListPhrases(), cancellationToken)).FirstOrDefault(p => p.Id == chosen) is { } phrase
        )
        {
            var sheet = await mediator.Send(new ShowCase(about, 1), cancellationToken);
            var said = new PhraseOffer(phrase.Use, field, sheet).Fill(phrase.Text, dues, clock.GetUtcNow());
            var typed = form[field].ToString();
            fields[field] = new StringValues(typed.Trim().Length == 0 ? said : $"{typed.TrimEnd()}\n{said}");
        }

        await drafts.KeepOwnAsync(actor.Id, new FormCollection(fields), cancellationToken);
        return LocalRedirect(Url.Content("~" + back));
    }
}
