using System.Globalization;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Bulk;

/// <summary>One of many cases: what would become of it, or what became of it.</summary>
/// <param name="Case">The case.</param>
/// <param name="Outcome">What would or did happen; null where a word is still missing.</param>
/// <param name="Line">What is sent to do it: its key, the version that was looked at, and the key under which it is done once.</param>
public sealed record BulkLine(ChosenCase Case, BulkOutcome? Outcome, string? Line);

/// <summary>One move for many cases: first what would become of each and who would be told, then all that are allowed.</summary>
[Allow(Permission.AcceptCase)]
public sealed class IndexModel(IMediator mediator, OneByOne one, Actor actor) : PageModel
{
    [BindProperty]
    public BulkMove? Move { get; set; }

    /// <summary>One word for all, where the move says something.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The cases that were ticked.</summary>
    [BindProperty]
    public List<string> Cases { get; set; } = [];

    /// <summary>All cases of the page that they were ticked on.</summary>
    [BindProperty]
    public List<string> Shown { get; set; } = [];

    /// <summary>All of the page are meant.</summary>
    [BindProperty]
    public bool All { get; set; }

    /// <summary>The list that they come from.</summary>
    [BindProperty]
    public string? From { get; set; }

    /// <summary>What was looked at and is to be done.</summary>
    [BindProperty]
    public List<string> Lines { get; set; } = [];

    /// <summary>What would become of each; empty before anything was chosen.</summary>
    public IReadOnlyList<BulkLine> Plan { get; private set; } = [];

    /// <summary>What became of each; null before anything was done.</summary>
    public IReadOnlyList<BulkLine>? Results { get; private set; }

    /// <summary>The moves of this person.</summary>
    public IReadOnlyList<BulkMove> Moves => BulkMoves.For(actor);

    /// <summary>A word is still missing.</summary>
    public bool Lacks => Move is { } move && BulkMoves.Says(move) && string.IsNullOrWhiteSpace(Reason);

    /// <summary>Where the list is that they come from.</summary>
    public string Back => Url.IsLocalUrl(From) ? From! : "/cases/queue";

    public void OnGet() { }

    /// <summary>Shows what would become of each.</summary>
    public async Task OnPostAsync(CancellationToken cancellationToken)
    {
        var move = Demanded();
        List<Id<Case>> ids = [.. (All ? Shown : Cases).Select(Key).OfType<Id<Case>>().Distinct()];
        if (ids.Count == 0)
        {
            throw new RuleBroken(BulkRules.NothingChosen);
        }

        if (ids.Count > BulkMoves.Most)
        {
            throw new RuleBroken(BulkRules.TooManyChosen, BulkMoves.Most);
        }

        List<BulkLine> plan = [];
        foreach (var chosen in await mediator.Send(new ListChosen(ids), cancellationToken))
        {
            var outcome = Lacks ? null : await one.RehearseAsync(BulkMoves.Of(move, chosen, Word), chosen.Version, cancellationToken);
            plan.Add(new(chosen, outcome, outcome?.Done == true ? LineOf(chosen) : null));
        }

        Plan = plan;
    }

    /// <summary>Does all that were allowed, one after the other; whoever goes away stops it between two.</summary>
    public async Task OnPostRunAsync(CancellationToken cancellationToken)
    {
        var move = Demanded();
        var lines = Lines.Take(BulkMoves.Most).Select(Read).OfType<(Id<Case> Id, int Version, string Key)>().ToList();
        var known = (await mediator.Send(new ListChosen([.. lines.Select(l => l.Id).Distinct()]), cancellationToken)).ToDictionary(c =>
            c.Id
        );
        List<BulkLine> results = [];
        foreach (var (id, version, key) in lines)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                break;
            }

            if (known.TryGetValue(id, out var chosen))
            {
                results.Add(
                    new(chosen, await one.DoAsync(BulkMoves.Of(move, chosen, Word), version, "bulk:" + key, cancellationToken), null)
                );
            }
        }

        Results = results;
    }

    /// <summary>Does one of them, for a browser that shows how far it has come.</summary>
    public async Task<IActionResult> OnPostOneAsync(CancellationToken cancellationToken)
    {
        var move = Demanded();
        if (Lines is not [var only] || Read(only) is not var (id, version, key))
        {
            throw new RuleBroken(BulkRules.NothingChosen);
        }

        if (await mediator.Send(new ListChosen([id]), cancellationToken) is not [var chosen])
        {
            throw new NotFound();
        }

        var outcome = await one.DoAsync(BulkMoves.Of(move, chosen, Word), version, "bulk:" + key, cancellationToken);
        return new JsonResult(
            new
            {
                done = outcome.Done,
                why = outcome.Why,
                later = outcome.Later,
            }
        );
    }

    private string? Word => Reason?.ReplaceLineEndings("\n");

    private BulkMove Demanded() =>
        Move is { } move && Moves.Contains(move) ? move : throw new RuleBroken(BulkRules.BulkMoveMissing) { Field = "move" };

    private static Id<Case>? Key(string text) => Id<Case>.TryParse(text, null, out var id) ? id : null;

    private static string LineOf(ChosenCase of) =>
        string.Create(CultureInfo.InvariantCulture, $"{of.Id}:{of.Version}:{Id<BulkLine>.New()}");

    private static (Id<Case> Id, int Version, string Key)? Read(string line) =>
        line.Split(':') is [var id, var version, var key]
        && Key(id) is { } @case
        && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && Guid.TryParse(key, out var once)
            ? (@case, number, once.ToString())
            : null;
}
