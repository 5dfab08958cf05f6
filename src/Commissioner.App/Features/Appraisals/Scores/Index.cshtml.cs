using System.Globalization;
using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Scores;

/// <summary>Scores of a quarter: all units to who appraises, one's own to who is appraised.</summary>
[Allow(Permission.ReadScores)]
public sealed class IndexModel(IMediator mediator, Actor actor, Promises promises, TimeProvider clock, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public UnitKind? Kind { get; set; }

    /// <summary>The quarter's first day.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public ScoreList List { get; private set; } = null!;

    /// <summary>What a recomputation found; null where none was asked for.</summary>
    public Comparison? Comparison { get; private set; }

    /// <summary>This person appraises.</summary>
    public bool Appraises => actor.Is(Role.Supervisor, Role.Appraiser);

    /// <summary>This person reads of others.</summary>
    public bool ReadsAll => Appraises || actor.Is(Role.Leader);

    /// <summary>Quarters to choose from, the latest first.</summary>
    public IReadOnlyList<Period> Quarters
    {
        get
        {
            var now = Period.QuarterOf(promises.Calendar.DateOf(clock.GetUtcNow()));
            return [.. Enumerable.Range(Appraises ? 0 : 1, 6).Select(i => Period.QuarterOf(now.From.AddMonths(-3 * i)))];
        }
    }

    /// <summary>A quarter as people say it.</summary>
    public string Say(Period quarter) => texts["scores.quarter", quarter.From.Year, ((quarter.From.Month - 1) / 3) + 1];

    /// <summary>A share in percent, cut off after two places; a dash of nothing.</summary>
    public static string Percent(decimal? share) =>
        Rate.Percent(share) is { } percent ? percent.ToString("0.00", CultureInfo.InvariantCulture) + " %" : "–";

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        List = await mediator.Send(new ListScores(Kind, From, null, null, 200, After), cancellationToken);

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancellationToken) =>
        new FileContentResult(await mediator.Send(new ExportScores(Kind, From, null), cancellationToken), "text/csv; charset=utf-8")
        {
            FileDownloadName = texts["scores.export.file"],
        };

    /// <summary>The same as a workbook.</summary>
    public async Task<IActionResult> OnGetWorkbookAsync(CancellationToken cancellationToken) =>
        new FileContentResult(await mediator.Send(new ExportScores(Kind, From, null, true), cancellationToken), TableWriter.WorkbookType)
        {
            FileDownloadName = Path.ChangeExtension(texts["scores.export.file"], "xlsx"),
        };

    /// <summary>Computes the quarter anew from the log and says where what is kept differs.</summary>
    public async Task OnGetRecomputeAsync(CancellationToken cancellationToken)
    {
        await OnGetAsync(cancellationToken);
        Comparison = await mediator.Send(new RecomputeScores(List.From, List.To), cancellationToken);
    }
}
