using System.ComponentModel;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Visits;
using MediatR;

namespace Commissioner.App.Features.Visits;

internal sealed class VisitsApi : IApi
{
    internal sealed record VisitMade(Id<Visit> Id);

    internal sealed record VisitCounts(IReadOnlyList<VisitQuarter> Items);

    internal sealed record Decision(bool Allowed, string? Because);

    internal sealed record Time(DateTimeOffset? At);

    internal sealed record Account(string? Note, IReadOnlyList<string?>? Findings);

    internal sealed record Said(Level? Level, string? Words);

    public static void Map(RouteGroupBuilder api)
    {
        var visits = api.MapGroup("/visits").WithTags("Visits");
        visits
            .MapGet(
                "",
                async (
                    [Description("Only those that are not over")] bool? open,
                    [Description("Only those that stand so")] VisitState? state,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListVisits(open ?? false, state, take ?? 50, after), cancelled))
            )
            .Allow(Permission.ReadVisits)
            .Says<ListVisits, Page<VisitLine>>(200, "Visits that one may see, the latest first.", 401, 403, 422);
        visits
            .MapGet(
                "/budget",
                async ([Description("The enterprise's credit code")] string? creditCode, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowBudget(creditCode), cancelled))
            )
            .Allow(Permission.PlanVisits)
            .Says<ShowBudget, VisitBudget>(200, "What is planned at an enterprise already, and what one may join.", 401, 403, 422);
        visits
            .MapGet(
                "/counts",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new VisitCounts(await mediator.Send(new CountVisits(), cancelled)))
            )
            .Allow(Permission.CountVisits)
            .Says<CountVisits, VisitCounts>(200, "Visits of the last eight quarters: asked for against planned.", 401, 403);
        visits
            .MapGet(
                "/{id}",
                async (Id<Visit> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowVisit(id), cancelled))
            )
            .Allow(Permission.ReadVisits)
            .Says<ShowVisit, VisitSheet>(200, "One visit, with what may be done about it now.", 401, 403, 404);
        visits
            .MapPost(
                "",
                async (PlanVisit command, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, new VisitMade(await mediator.Send(command, cancelled)))
            )
            .Allow(Permission.PlanVisits)
            .Says<PlanVisit, VisitMade>(
                201,
                "Plans a visit. Beyond the enterprise's budget of the quarter it needs a reason, and the service office decides.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"creditCode":"91500000MA0000001X","purpose":"了解扩产用地","at":"2026-12-10T10:00:00+08:00"}""");
        visits
            .MapPost(
                "/requests",
                async (AskForVisit command, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, new VisitMade(await mediator.Send(command, cancelled)))
            )
            .Allow(Permission.HostVisits)
            .Says<AskForVisit, VisitMade>(201, "An enterprise asks to be visited; that counts in no budget.", 401, 403, 422)
            .Example("""{"purpose":"请来看看新车间的供电","at":"2026-12-10T10:00:00+08:00"}""");
        Moves(visits);
    }

    private static void Moves(RouteGroupBuilder visits)
    {
        visits
            .MapPost(
                "/{id}/decision",
                async (Id<Visit> id, Decision b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new VisitMade(await mediator.Send(new DecideVisit(id, b.Allowed, b.Because), cancelled)))
            )
            .Allow(Permission.DecideVisits)
            .Says<DecideVisit, VisitMade>(200, "Decides whether there is one visit more than the budget.", 401, 403, 404, 409, 422)
            .Example("""{"allowed":true,"because":"安全生产专项，企业已知情"}""");
        visits
            .MapPost(
                "/{id}/agreement",
                async (Id<Visit> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new VisitMade(await mediator.Send(new AgreeToVisit(id), cancelled)))
            )
            .Allow(Permission.ReadVisits)
            .Says<AgreeToVisit, VisitMade>(200, "Agrees to the time that the other side has named.", 401, 403, 404, 409);
        visits
            .MapPost(
                "/{id}/time",
                async (Id<Visit> id, Time b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new VisitMade(await mediator.Send(new MoveVisit(id, b.At), cancelled)))
            )
            .Allow(Permission.ReadVisits)
            .Says<MoveVisit, VisitMade>(200, "Names another time; the other side is asked anew.", 401, 403, 404, 409, 422)
            .Example("""{"at":"2026-12-11T15:00:00+08:00"}""");
        visits
            .MapPost(
                "/{id}/refusal",
                async (Id<Visit> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new VisitMade(await mediator.Send(new DeclineVisit(id), cancelled)))
            )
            .Allow(Permission.HostVisits)
            .Says<DeclineVisit, VisitMade>(200, "Declines a visit; nobody asks why.", 401, 403, 404, 409);
        visits
            .MapPost(
                "/{id}/joining",
                async (Id<Visit> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new VisitMade(await mediator.Send(new JoinVisit(id), cancelled)))
            )
            .Allow(Permission.PlanVisits)
            .Says<JoinVisit, VisitMade>(200, "One's department comes along, instead of a visit of its own.", 401, 403, 404, 409);
        visits
            .MapDelete(
                "/{id}",
                async (Id<Visit> id, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new CallOffVisit(id), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.PlanVisits)
            .Says<CallOffVisit, object>(204, "Calls off a visit that one planned.", 401, 403, 404, 409);
        visits
            .MapPost(
                "/{id}/note",
                async (Id<Visit> id, Account b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new VisitMade(await mediator.Send(new HoldVisit(id, b.Note, b.Findings), cancelled)))
            )
            .Allow(Permission.PlanVisits)
            .Says<HoldVisit, VisitMade>(200, "Writes down that it took place, and what it found.", 401, 403, 404, 409, 422)
            .Example("""{"note":"示例：看了新车间","findings":["示例：车间门口路灯不亮"]}""");
        visits
            .MapPost(
                "/{id}/rating",
                async (Id<Visit> id, Said b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new VisitMade(await mediator.Send(new RateVisit(id, b.Level, b.Words), cancelled)))
            )
            .Allow(Permission.HostVisits)
            .Says<RateVisit, VisitMade>(200, "Says how a visit was.", 401, 403, 404, 409, 422)
            .Example("""{"level":"VerySatisfied"}""");
    }
}
