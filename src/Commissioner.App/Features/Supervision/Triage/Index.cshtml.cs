using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Triage;

/// <summary>The service office's board.</summary>
[Allow(Permission.DecideCase)]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    public TriageBoard Board { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Board = await mediator.Send(new ShowTriageBoard(), cancellationToken);

    /// <summary>Where one of them is decided.</summary>
    public static string Place(TriageRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Work switch
        {
            TriageWork.Objection when row.Conferred => $"~/conferences/{row.CaseId}",
            TriageWork.Objection => $"~/rulings/rule/{row.CaseId}/{row.LegId}",
            TriageWork.Extension => $"~/extensions/extend/{row.CaseId}",
            TriageWork.Explanation => $"~/explanations/explain/{row.CaseId}",
            _ => $"~/cases/show/{row.CaseId}",
        };
    }

    /// <summary>Where all of a kind are listed; null where this board is all there is.</summary>
    public static string? All(TriageWork work) =>
        work switch
        {
            TriageWork.Objection => "~/rulings",
            TriageWork.Closure => "~/closures/review",
            _ => null,
        };
}
