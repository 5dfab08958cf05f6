using System.Globalization;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Satisfaction;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Scores;

/// <summary>One unit's scores and what stands behind them, for who appraises.</summary>
[Allow(Permission.Appraise)]
public sealed class ShowModel(IMediator mediator) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public UnitKind Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    /// <summary>The last; its quarter's when nothing is said.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    /// <summary>What of it.</summary>
    [BindProperty(SupportsGet = true)]
    public FactFilter Of { get; set; } = new();

    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public ScoreList List { get; private set; } = null!;

    /// <summary>What stands behind them.</summary>
    public Page<FactLine> Facts { get; private set; } = new([], null);

    /// <summary>What a thing says that counts.</summary>
    public static string ValueKey(FactLine fact) =>
        fact.Kind switch
        {
            FactKind.FirstContact or FactKind.CheckIn or FactKind.LegResult => fact.Value > 0 ? "scores.kept" : "scores.broken",
            FactKind.Settle => (fact.Value & 1) > 0 ? "scores.kept"
            : (fact.Value & 4) > 0 ? "scores.brokenByOthers"
            : "scores.broken",
            FactKind.Outcome or FactKind.PartOutcome when fact.Why != LeftOut.Counted => $"leftOut.{fact.Why}",
            FactKind.Outcome or FactKind.PartOutcome => fact.Value switch
            {
                2 => "outcome.Resolved",
                1 => "outcome.Partly",
                _ => "outcome.NotResolved",
            },
            FactKind.Lateness => "scores.minutes",
            FactKind.Replacement => fact.Value > 0 ? "scores.takenBack" : "scores.replaced",
            FactKind.Objection => fact.Value > 0 ? "scores.upheld" : "scores.dismissed",
            FactKind.Rated or FactKind.PartRated => fact.Value > 0 ? $"level.{(Level)fact.Value}" : "scores.noLevel",
            _ => "scores.filed",
        };

    /// <summary>What is asked for, in words.</summary>
    public IEnumerable<string> Asked(Texts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new[]
        {
            Of.Measure is { } measure ? texts.Name(measure) : null,
            Of.Holder is { } holder ? texts.Name(holder) : null,
            string.IsNullOrEmpty(Of.Category) ? null : texts.Find("category." + Of.Category),
            Of.Met is { } met ? texts[met ? "scores.met" : "scores.notMet"] : null,
        }
            .OfType<string>()
            .Concat(Of.Why.Select(texts.Name));
    }

    /// <summary>The address of the next page of the same.</summary>
    public string Next(string? after) =>
        QueryString
            .Create(
                new Dictionary<string, string?>
                {
                    ["kind"] = Kind.ToString(),
                    ["from"] = List.From.ToString("O", CultureInfo.InvariantCulture),
                    ["to"] = List.To.ToString("O", CultureInfo.InvariantCulture),
                    ["measure"] = Of.Measure?.ToString(),
                    ["category"] = Of.Category,
                    ["holder"] = Of.Holder?.ToString(),
                    ["met"] = Of.Met?.ToString(),
                    ["after"] = after,
                }
                    .Where(p => !string.IsNullOrEmpty(p.Value))
                    .Concat(Of.Why.Select(w => KeyValuePair.Create("why", (string?)w.ToString())))
            )
            .ToString();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        List = await mediator.Send(new ListScores(Kind, From, To, Id), cancellationToken);
        if (List.Items.Count == 0)
        {
            throw new NotFound();
        }

        Facts = await mediator.Send(new ListFacts(Kind, Id, List.From, List.To, 30, After, Of), cancellationToken);
    }
}
