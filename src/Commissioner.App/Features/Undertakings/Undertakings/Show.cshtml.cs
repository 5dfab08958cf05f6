using System.Globalization;
using Commissioner.App.Features.Commissioners;
using Commissioner.App.Features.Packages;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Undertakings;

/// <summary>One undertaking, on both faces: chart, nodes, moves, whose the time was, history.</summary>
[Allow(Permission.ReadUndertakings)]
[ShowsContacts]
public sealed class ShowModel(IMediator mediator, Actor actor, Texts texts, TimeProvider clock) : PageModel, IShows
{
    [FromRoute]
    public Id<Undertaking> Id { get; set; }

    /// <summary>The node that is moved.</summary>
    [BindProperty]
    public string? NodeCode { get; set; }

    [BindProperty]
    public NodeMove? Move { get; set; }

    /// <summary>What is said with a move.</summary>
    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public SuspensionCause? Cause { get; set; }

    [BindProperty]
    public DateOnly? Until { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Description { get; set; }

    [BindProperty]
    public Id<Person>? AgentId { get; set; }

    [BindProperty]
    public Id<Person>? ColleagueId { get; set; }

    /// <summary>What allows the green lane.</summary>
    [BindProperty]
    public string? Decision { get; set; }

    [BindProperty]
    public Level? Level { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>It as this person sees it.</summary>
    public UndertakingSheet Sheet { get; private set; } = null!;

    /// <summary>Who may be named.</summary>
    public IReadOnlyList<ServingLine> Agents { get; private set; } = [];

    /// <summary>On the enterprise's phone.</summary>
    public bool Phone => actor.EnterpriseId is not null;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>A part of a whole, for a chart.</summary>
    public static string Percent(double part, double whole) => (100 * part / whole).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>A limit in words.</summary>
    public string Say(string limit) =>
        WorkingTime.Parse(limit) is { Unit: TimeUnit.WorkingDays, Amount: var days }
            ? texts["undertakings.days", days]
            : texts["undertakings.hours", WorkingTime.Parse(limit).Amount];

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Sheet = await mediator.Send(new ShowUndertaking(Id), cancellationToken);
        if (Sheet.May.Contains(UndertakingMove.Start) || Sheet.May.Contains(UndertakingMove.NameAgents))
        {
            Agents = (await mediator.Send(new ListServing(Take: 200), cancellationToken)).Items;
        }
    }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    // Of a package the enterprise hands its matters in itself.
    public Task<IActionResult> OnPostMoveAsync(CancellationToken cancellationToken) =>
        DoAsync(
            Phone && Move == NodeMove.Submit ? new HandInAnew(Id, NodeCode) : new MoveNode(Id, NodeCode, Move, Words, Cause, Until),
            cancellationToken,
            $"#node-{NodeCode}"
        );

    /// <summary>Asks for all that is missing, and waits for no other unit.</summary>
    public Task<IActionResult> OnPostAskAsync(CancellationToken cancellationToken) => DoAsync(new AskForAll(Id), cancellationToken);

    /// <summary>Has a matter of a node become a case.</summary>
    public async Task<IActionResult> OnPostCaseAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new OpenNodeCase(Id, NodeCode, Title, Description, Urgency.Ordinary), cancellationToken);
        return LocalRedirect($"/undertakings/show/{Id}#node-{Uri.EscapeDataString(NodeCode ?? "")}");
    }

    public Task<IActionResult> OnPostStartAsync(CancellationToken cancellationToken) =>
        DoAsync(new StartUndertaking(Id, AgentId, ColleagueId), cancellationToken);

    /// <summary>Names others as agents.</summary>
    public Task<IActionResult> OnPostAgentsAsync(CancellationToken cancellationToken) =>
        DoAsync(new NameAgents(Id, AgentId, ColleagueId), cancellationToken);

    public Task<IActionResult> OnPostGreenAsync(CancellationToken cancellationToken) =>
        DoAsync(new GrantGreenLane(Id, Decision), cancellationToken);

    public Task<IActionResult> OnPostRateAsync(CancellationToken cancellationToken) =>
        DoAsync(new RateUndertaking(Id, Level, Reason), cancellationToken);

    public Task<IActionResult> OnPostRevokeAsync(CancellationToken cancellationToken) =>
        DoAsync(new RevokeEntrustment(Id), cancellationToken);

    private async Task<IActionResult> DoAsync(
        Pipeline.ICommand<Id<Undertaking>> command,
        CancellationToken cancellationToken,
        string place = ""
    )
    {
        await mediator.Send(command, cancellationToken);
        return LocalRedirect($"/undertakings/show/{Id}{place}");
    }
}
