using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Satisfaction;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Appraisals;

/// <summary>One unit's scores and what stands behind them, for who appraises.</summary>
[Allow(Permission.Appraise)]
public sealed class UnitModel(IMediator mediator) : PageModel
{
    /// <summary>The unit.</summary>
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>What kind of unit.</summary>
    [BindProperty(SupportsGet = true)]
    public UnitKind Kind { get; set; }

    /// <summary>The quarter's first day.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The scores.</summary>
    public ScoreList List { get; private set; } = null!;

    /// <summary>What stands behind them.</summary>
    public Page<FactLine> Facts { get; private set; } = new([], null);

    /// <summary>What a thing says that counts.</summary>
    public static string ValueKey(FactLine fact) => fact.Kind switch
    {
        FactKind.FirstContact or FactKind.CheckIn or FactKind.LegResult => fact.Value > 0 ? "scores.kept" : "scores.broken",
        FactKind.Settle => (fact.Value & 1) > 0 ? "scores.kept" : (fact.Value & 4) > 0 ? "scores.brokenByOthers" : "scores.broken",
        FactKind.Outcome or FactKind.PartOutcome when fact.Why != LeftOut.Counted => $"leftOut.{fact.Why}",
        FactKind.Outcome or FactKind.PartOutcome => fact.Value switch { 2 => "outcome.Resolved", 1 => "outcome.Partly", _ => "outcome.NotResolved" },
        FactKind.Lateness => "scores.minutes",
        FactKind.Rated or FactKind.PartRated => fact.Value > 0 ? $"level.{(Level)fact.Value}" : "scores.noLevel",
        _ => "scores.filed",
    };

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        List = await mediator.Send(new ListScores(Kind, From, null, Id), cancellationToken);
        if (List.Items.Count == 0)
        {
            throw new NotFound();
        }

        Facts = await mediator.Send(new ListFacts(Kind, Id, List.From, List.To, 30, After), cancellationToken);
    }
}
