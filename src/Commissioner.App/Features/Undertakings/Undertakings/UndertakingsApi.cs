using System.ComponentModel;
using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Undertakings;
using MediatR;

namespace Commissioner.App.Features.Undertakings;

internal sealed class UndertakingsApi : IApi
{
    internal sealed record EntrustmentBody(string? Title, string? What, string? TemplateCode, IReadOnlyList<Authority>? Authority);

    internal sealed record AgentsBody(Id<Person>? AgentId, Id<Person>? ColleagueId);

    internal sealed record GreenLaneBody(string? Decision);

    internal sealed record NodeMoveBody(NodeMove? Move, string? Words, SuspensionCause? Cause, DateOnly? Until);

    internal sealed record NodeCaseBody(string? Title, string? Description, Urgency Urgency);

    internal sealed record UndertakingRatingBody(Level? Level, string? Reason);

    private const string Agents =
        """{"agentId":"0193b0a0-0000-7000-8000-000000000001","colleagueId":"0193b0a0-0000-7000-8000-000000000002"}""";

    public static void Map(RouteGroupBuilder api)
    {
        var all = api.MapGroup("/undertakings").WithTags("Undertakings");
        all.MapGet(
                "",
                async (
                    [Description("Only those in this state.")] UndertakingStatus? status,
                    [Description("Only those with a late node.")] bool? late,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListUndertakings(status, late ?? false, take ?? 50, after), cancelled))
            )
            .Allow(Permission.ReadUndertakings)
            .Says<ListUndertakings, Page<UndertakingRow>>(200, "Undertakings that one may see, the newest first.", 401, 403, 422);
        all.MapGet(
                "/nodes",
                async (int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListNodes(take ?? 50, after), cancelled))
            )
            .Allow(Permission.WorkNodes)
            .Says<ListNodes, Page<NodeRow>>(200, "Open nodes that are one's own, what is due first first.", 401, 403, 422);
        all.MapPost(
                "",
                async (EntrustmentBody e, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(
                        mediator,
                        await mediator.Send(new EntrustUndertaking(e.Title, e.What, e.TemplateCode, e.Authority), cancelled),
                        cancelled
                    )
            )
            .Allow(Permission.EntrustProjects)
            .Says<EntrustUndertaking, UndertakingSheet>(
                201,
                "The owner of an enterprise entrusts a project: what it is, by which template, and what the agent may do in its place.",
                401,
                403,
                409,
                422
            )
            .Example("""{"title":"示例厂房项目","what":"从立项到证照全程代办","templateCode":"AGENCY","authority":["Ask","Submit"]}""");
        all.MapGet(
                "/{id}",
                async (Id<Undertaking> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowUndertaking(id), cancelled))
            )
            .Allow(Permission.ReadUndertakings)
            .Says<ShowUndertaking, UndertakingSheet>(
                200,
                "One undertaking: its nodes with dates computed to this instant, whose the time was, what is saved, and its history.",
                401,
                403,
                404
            );
        all.MapPost(
                "/{id}/revocations",
                async (Id<Undertaking> id, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(mediator, await mediator.Send(new RevokeEntrustment(id), cancelled), cancelled)
            )
            .Allow(Permission.EntrustProjects)
            .Says<RevokeEntrustment, UndertakingSheet>(
                201,
                "The enterprise's owner revokes the entrustment: nobody works on.",
                401,
                403,
                404,
                409,
                422
            );
        all.MapPost(
                "/{id}/starts",
                async (Id<Undertaking> id, AgentsBody a, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(mediator, await mediator.Send(new StartUndertaking(id, a.AgentId, a.ColleagueId), cancelled), cancelled)
            )
            .Allow(Permission.StartUndertakings)
            .Says<StartUndertaking, UndertakingSheet>(
                201,
                "The office begins it and names an agent and a colleague.",
                401,
                403,
                404,
                409,
                422
            )
            .Example(Agents);
        all.MapPost(
                "/{id}/agents",
                async (Id<Undertaking> id, AgentsBody a, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(mediator, await mediator.Send(new NameAgents(id, a.AgentId, a.ColleagueId), cancelled), cancelled)
            )
            .Allow(Permission.StartUndertakings)
            .Says<NameAgents, UndertakingSheet>(201, "Others go on as agent and colleague.", 401, 403, 404, 409, 422)
            .Example(Agents);
        all.MapPost(
                "/{id}/green-lanes",
                async (Id<Undertaking> id, GreenLaneBody g, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(mediator, await mediator.Send(new GrantGreenLane(id, g.Decision), cancelled), cancelled)
            )
            .Allow(Permission.GrantGreenLane)
            .Says<GrantGreenLane, UndertakingSheet>(
                201,
                "The green lane's shorter limits hold from here on, by a decision.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"decision":"示例〔2026〕1 号"}""");
        all.MapPost(
                "/{id}/ratings",
                async (Id<Undertaking> id, UndertakingRatingBody r, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(mediator, await mediator.Send(new RateUndertaking(id, r.Level, r.Reason), cancelled), cancelled)
            )
            .Allow(Permission.RateUndertakings)
            .Says<RateUndertaking, UndertakingSheet>(201, "The enterprise rates what was done for it, once.", 401, 403, 404, 409, 422)
            .Example("""{"level":"Satisfied","reason":"示例"}""");
        all.MapPost(
                "/{id}/nodes/{code}/moves",
                async (
                    Id<Undertaking> id,
                    [Description("The node's code, such as LAND.")] string code,
                    NodeMoveBody m,
                    IMediator mediator,
                    CancellationToken cancelled
                ) =>
                    await Shown(
                        mediator,
                        await mediator.Send(new MoveNode(id, code, m.Move, m.Words, m.Cause, m.Until), cancelled),
                        cancelled
                    )
            )
            .Allow(Permission.WorkNodes)
            .Says<MoveNode, UndertakingSheet>(201, "Whoever has a node moves it.", 401, 403, 404, 409, 422)
            .Example("""{"move":"Return","words":"缺勘测定界报告、缺法人签字"}""");
        all.MapPost(
                "/{id}/nodes/{code}/cases",
                async (
                    Id<Undertaking> id,
                    [Description("The node's code, such as LAND.")] string code,
                    NodeCaseBody c,
                    IMediator mediator,
                    CancellationToken cancelled
                ) =>
                    await mediator.Shown(
                        await mediator.Send(new OpenNodeCase(id, code, c.Title, c.Description, c.Urgency), cancelled),
                        cancelled
                    )
            )
            .Allow(Permission.OpenNodeCases)
            .Says<OpenNodeCase, CaseSheet>(201, "A matter of a node becomes a case of the enterprise.", 401, 403, 404, 409, 422)
            .Example("""{"title":"用地红线与管线冲突","description":"示例情况","urgency":"Ordinary"}""");
        all.MapGet(
                "/{id}/nodes/{code}/due",
                async (
                    Id<Undertaking> id,
                    [Description("The node's code, such as LAND.")] string code,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ExplainNode(id, code), cancelled))
            )
            .Allow(Permission.ReadUndertakings)
            .Says<ExplainNode, NodeDue>(200, "Why what is owed of a node is due when it is, day by day.", 401, 403, 404);
        api.MapGet(
                "/cases/{id}/undertakings",
                async (Id<Case> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Page<CaseOrigin>(await mediator.Send(new UndertakingOfCase(id), cancelled), null))
            )
            .Allow(Permission.ReadUndertakings)
            .WithTags("Undertakings")
            .Says<UndertakingOfCase, Page<CaseOrigin>>(200, "The node that a case came from, if it came from one.", 401, 403, 404);
    }

    // Whoever moved it sees it still: no move takes an undertaking out of sight.
    private static async Task<IResult> Shown(IMediator mediator, Id<Undertaking> id, CancellationToken cancelled) =>
        Results.Created($"/api/v1/undertakings/{id}", await mediator.Send(new ShowUndertaking(id), cancelled));
}
