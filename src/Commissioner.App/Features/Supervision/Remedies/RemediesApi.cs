using System.ComponentModel;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Remedies;
using MediatR;

namespace Commissioner.App.Features.Remedies;

internal sealed class RemediesApi : IApi
{
    internal sealed record RemedyMade(Id<Remedy> Id);

    internal sealed record RemedyAnswer(Id<RemedyCase> Id);

    internal sealed record RemedySuggestions(IReadOnlyList<RemedySuggestion> Items);

    internal sealed record Account(string? Done);

    internal sealed record CallOffBody(string? Because);

    internal sealed record RemedyCaseBody(Id<Case> CaseId);

    internal sealed record Said(bool? Helped, string? Words);

    public static void Map(RouteGroupBuilder api)
    {
        var remedies = api.MapGroup("/remedies").WithTags("Remedies");
        remedies
            .MapGet(
                "",
                async (
                    [Description("Only those that are owed")] bool? open,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListRemedies(open ?? false, take ?? 50, after), cancelled))
            )
            .Allow(Permission.ReadRemedies)
            .Says<ListRemedies, Page<RemedyRow>>(200, "Remedies that one may see, the newest first.", 401, 403, 422);
        remedies
            .MapGet(
                "/suggestions",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new RemedySuggestions(await mediator.Send(new SuggestRemedies(), cancelled)))
            )
            .Allow(Permission.StartRemedies)
            .Says<SuggestRemedies, RemedySuggestions>(200, "Like requests of several enterprises for which there is no remedy.", 401, 403);
        remedies
            .MapGet(
                "/mine",
                async (int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListOwnRemedies(null, take ?? 20, after), cancelled))
            )
            .Allow(Permission.AnswerRemedies)
            .Says<ListOwnRemedies, Page<OwnRemedy>>(
                200,
                "Remedies that stand for one's own enterprise's cases, each by the own case alone.",
                401,
                403,
                422
            );
        remedies
            .MapPost(
                "/mine/{lineId}/answers",
                async (Id<RemedyCase> lineId, Said b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new RemedyAnswer(await mediator.Send(new AnswerRemedy(lineId, b.Helped, b.Words), cancelled)))
            )
            .Allow(Permission.AnswerRemedies)
            .Says<AnswerRemedy, RemedyAnswer>(200, "Says of the own case whether the remedy helped.", 401, 403, 404, 409, 422)
            .Example("""{"helped":true,"words":"示例：气价降了"}""");
        remedies
            .MapGet(
                "/{id}",
                async (Id<Remedy> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowRemedy(id), cancelled))
            )
            .Allow(Permission.ReadRemedies)
            .Says<ShowRemedy, RemedySheet>(200, "One remedy, with the cases of it that one may see.", 401, 403, 404);
        Moves(remedies);
        var cases = api.MapGroup("/cases").WithTags("Remedies");
        cases
            .MapGet(
                "/{id}/remedies",
                async (Id<Case> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Page<RemedyOfCase>(await mediator.Send(new RemediesOfCase(id), cancelled), null))
            )
            .Allow(Permission.ReadRemedies)
            .Says<RemediesOfCase, Page<RemedyOfCase>>(200, "The remedies that stand for a case.", 401, 403, 404);
        cases
            .MapGet(
                "/{id}/remedy-candidates",
                async (Id<Case> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new LikeForRemedy(id), cancelled))
            )
            .Allow(Permission.StartRemedies)
            .Says<LikeForRemedy, RemedyCandidates>(200, "Requests of all enterprises that are like this one.", 401, 403, 404);
    }

    private static void Moves(RouteGroupBuilder remedies)
    {
        remedies
            .MapPost(
                "",
                async (StartRemedy command, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, new RemedyMade(await mediator.Send(command, cancelled)))
            )
            .Allow(Permission.StartRemedies)
            .Says<StartRemedy, RemedyMade>(
                201,
                "Gives like cases one remedy. It is owed within so many working days, until a day, or by the policy's limit.",
                401,
                403,
                404,
                409,
                422
            )
            .Example(
                """{"title":"示例：园区用气集中议价","category":"Utilities","place":"示例东园","measures":"与燃气公司统一谈价","days":20,"caseIds":["019400f0-0000-7000-8000-000000000001"]}"""
            );
        remedies
            .MapPost(
                "/{id}/cases",
                async (Id<Remedy> id, RemedyCaseBody b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new RemedyMade(await mediator.Send(new AddToRemedy(id, b.CaseId), cancelled)))
            )
            .Allow(Permission.StartRemedies)
            .Says<AddToRemedy, RemedyMade>(200, "The remedy stands for one case more.", 401, 403, 404, 409, 422)
            .Example("""{"caseId":"019400f0-0000-7000-8000-000000000001"}""");
        remedies
            .MapDelete(
                "/{id}/cases/{lineId}",
                async (Id<Remedy> id, Id<RemedyCase> lineId, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new TakeFromRemedy(id, lineId), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.StartRemedies)
            .Says<TakeFromRemedy, object>(204, "A case is no like one: the remedy no longer stands for it.", 401, 403, 404, 409, 422);
        remedies
            .MapPost(
                "/{id}/reports",
                async (Id<Remedy> id, Account b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new RemedyMade(await mediator.Send(new ReportRemedy(id, b.Done), cancelled)))
            )
            .Allow(Permission.ReportRemedies)
            .Says<ReportRemedy, RemedyMade>(
                200,
                "Says what was done; the enterprises are asked whether it helped.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"done":"示例：已与燃气公司签订统一气价"}""");
        remedies
            .MapPost(
                "/{id}/cancellations",
                async (Id<Remedy> id, CallOffBody b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new RemedyMade(await mediator.Send(new CallOffRemedy(id, b.Because), cancelled)))
            )
            .Allow(Permission.StartRemedies)
            .Says<CallOffRemedy, RemedyMade>(200, "The remedy is not owed any more.", 401, 403, 404, 409, 422)
            .Example("""{"because":"示例：各企业原因不同"}""");
    }
}
