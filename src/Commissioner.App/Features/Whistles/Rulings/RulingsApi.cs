using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Whistles;
using MediatR;

namespace Commissioner.App.Features.Rulings;

internal sealed class RulingsApi : IApi
{
    internal sealed record ObjectionBody(string? Reason, string? DutyBasis, Id<Department>? CompetentDepartmentId, bool? HeadConsented);

    internal sealed record RulingBody(RulingDecision? Decision, string? Reason, Id<Department>? DepartmentId);

    public static void Map(RouteGroupBuilder api)
    {
        var legs = api.MapGroup("/whistles/{id}/legs/{legId}").WithTags("Whistles");
        legs.MapPost(
                "/objections",
                async (Id<Whistle> id, Id<Leg> legId, ObjectionBody b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(
                        await mediator.Send(
                            new ObjectToCall(id, legId, b.Reason, b.DutyBasis, b.CompetentDepartmentId, b.HeadConsented == true),
                            cancelled
                        ),
                        cancelled
                    )
            )
            .Allow(Permission.WorkLegs)
            .Says<ObjectToCall, CaseSheet>(
                201,
                "A called department says that it was called in error, and who is competent: once, within one working day, with its head's consent.",
                401,
                403,
                404,
                409,
                422
            )
            .Example(
                """{"reason":"该地块绿化由市政道路处养护","dutyBasis":"示例部门职责规定第三条","competentDepartmentId":"0193b0a0-0000-7000-8000-000000000004","headConsented":true}"""
            );
        legs.MapPost(
                "/rulings",
                async (Id<Whistle> id, Id<Leg> legId, RulingBody b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(
                        await mediator.Send(new RuleOnObjection(id, legId, b.Decision, b.Reason, b.DepartmentId), cancelled),
                        cancelled
                    )
            )
            .Allow(Permission.RuleOnObjections)
            .Says<RuleOnObjection, CaseSheet>(
                201,
                "The service office keeps the call for good, calls another department instead, or lets a conference decide.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"decision":"Reassign","reason":"职责依据成立","departmentId":"0193b0a0-0000-7000-8000-000000000004"}""");
        api.MapGet(
                "/objections",
                async (int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListObjections(take ?? 50, after), cancelled))
            )
            .Allow(Permission.RuleOnObjections)
            .WithTags("Whistles")
            .Says<ListObjections, Page<ObjectionRow>>(
                200,
                "Objections that wait for a ruling or a conference, what is due first first.",
                401,
                403,
                422
            );
    }
}
