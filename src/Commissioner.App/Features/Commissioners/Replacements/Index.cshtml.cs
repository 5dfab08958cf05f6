using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Replacements;

/// <summary>Replacements at the service office: those that owe a successor first; what began them is not told.</summary>
[Allow(Permission.AppointSuccessor)]
public sealed class IndexModel(IMediator mediator, TimeProvider clock) : PageModel, IShows
{
    /// <summary>The replacement in which a successor is appointed.</summary>
    [BindProperty]
    public Id<Replacement> ReplacementId { get; set; }

    /// <summary>Who is appointed.</summary>
    [BindProperty]
    public Id<Person> PersonId { get; set; }

    /// <summary>Who was appointed just now, and where.</summary>
    [TempData]
    public string? Done { get; set; }

    /// <summary>Those that owe a successor, by due time.</summary>
    public IReadOnlyList<(ReplacementSheet Sheet, Succession? Succession)> Ongoing { get; private set; } = [];

    /// <summary>The latest that have ended.</summary>
    public IReadOnlyList<ReplacementSheet> Ended { get; private set; } = [];

    /// <summary>Now, UTC.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        var successions = (await mediator.Send(new ListCandidates(), cancellationToken)).ToDictionary(s => s.EnterpriseId);
        Ongoing =
        [
            .. (await mediator.Send(new ListReplacements(ReplacementStatus.Acting, 200), cancellationToken))
                .Items.OrderBy(r => r.DueAt)
                .Select(r => (r, successions.GetValueOrDefault(r.EnterpriseId))),
        ];
        Ended =
        [
            .. (await mediator.Send(new ListReplacements(), cancellationToken)).Items.Where(r => r.Status != ReplacementStatus.Acting),
        ];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new AppointSuccessor(ReplacementId, PersonId), cancellationToken);
        Done = (await mediator.Send(new ShowReplacement(ReplacementId), cancellationToken)) is { } sheet
            ? $"{sheet.EnterpriseName}：{sheet.Successor}"
            : null;
        return RedirectToPage();
    }
}
