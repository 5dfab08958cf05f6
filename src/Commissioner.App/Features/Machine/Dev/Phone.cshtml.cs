using Commissioner.App.Channels;
using Commissioner.App.Features.Receipts;
using Commissioner.Domain;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Commissioner.App.Features.Dev;

/// <summary>What would have reached each phone; in Development alone.</summary>
[AllowAnonymous]
public sealed class PhoneModel(
    IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json,
    AnswersByText answers,
    TimeProvider clock,
    DevPhones? phones = null
) : PageModel
{
    /// <summary>Whose; null for everybody's.</summary>
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    public IReadOnlyList<OnPhone> Messages { get; private set; } = [];

    /// <summary>As a page, or as JSON to who asks for no page: scripts play the loop without a browser.</summary>
    public IActionResult OnGet()
    {
        Messages = [.. (phones?.All ?? []).Where(m => string.IsNullOrEmpty(To) || m.Message.To == To).Take(100)];
        return Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? Page()
            : new JsonResult(
                new
                {
                    messages = Messages.Select(m => new
                    {
                        m.Message.Id,
                        m.At,
                        m.Channel,
                        m.Message.To,
                        m.Message.Text,
                        m.Message.Link,
                    }),
                },
                json.Value.SerializerOptions
            );
    }

    /// <summary>What was said to the last answer from here.</summary>
    [TempData]
    public string? AnsweredWith { get; set; }

    /// <summary>Answers by text message from a number, as if it came through a gateway.</summary>
    public async Task<IActionResult> OnPostAsync(string? from, string? text, CancellationToken cancellationToken)
    {
        if (phones is null || string.IsNullOrWhiteSpace(from) || string.IsNullOrWhiteSpace(text) || text.Length > 200)
        {
            return NotFound();
        }

        (_, AnsweredWith) = await answers.TakeAsync("dev", Id<DevPhones>.New(clock.GetUtcNow()).ToString(), from, text, cancellationToken);
        return RedirectToPage(new { To = from });
    }
}
