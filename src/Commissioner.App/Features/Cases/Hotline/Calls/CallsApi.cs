using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using MediatR;

namespace Commissioner.App.Features.Hotline.Calls;

internal sealed class CallsApi : IApi
{
    internal sealed record Answering(Id<Enterprise>? EnterpriseId);

    internal sealed record Transfer(Id<Person>? PersonId);

    internal sealed record Returned(ReturnOutcome? Outcome, string? Note);

    internal sealed record Told(bool Heard);

    public static void Map(RouteGroupBuilder api)
    {
        var calls = api.MapGroup("/calls").WithTags("Hotline");
        calls
            .MapGet(
                "/to-make",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Page<CallToMake>(await mediator.Send(new ListCallsToMake(), cancelled), null))
            )
            .Allow(Permission.AnswerCalls)
            .Says<ListCallsToMake, Page<CallToMake>>(
                200,
                "Whom the hotline has to call: who was missed, and whom no message reached.",
                401,
                403
            );
        calls
            .MapPost(
                "/{id}/answers",
                async (Id<Call> id, Answering a, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new AnswerCall(id, a.EnterpriseId), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.AnswerCalls)
            .Says<AnswerCall, object>(204, "A seat takes a call, and says which enterprise rings.", 401, 403, 404, 409)
            .Example("""{"enterpriseId":"0193b0a0-0000-7000-8000-000000000003"}""");
        calls
            .MapPost(
                "/{id}/transfers",
                async (Id<Call> id, Transfer t, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new TransferCall(id, t.PersonId), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.AnswerCalls)
            .Says<TransferCall, object>(204, "A seat notes to whom it handed its caller over.", 401, 403, 404, 422)
            .Example("""{"personId":"0193b0a0-0000-7000-8000-000000000002"}""");
        calls
            .MapPost(
                "/{id}/return-takings",
                async (Id<Call> id, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new TakeReturn(id), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.AnswerCalls)
            .Says<TakeReturn, object>(204, "A seat takes it upon itself to call back.", 401, 403, 404, 409);
        calls
            .MapPost(
                "/{id}/returns",
                async (Id<Call> id, Returned r, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new RecordReturn(id, r.Outcome, r.Note), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.AnswerCalls)
            .Says<RecordReturn, object>(
                204,
                "What came of calling back; not reached, it is due again in half an hour.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"outcome":"Reached"}""");
        api.MapPost(
                "/deliveries/{id}/calls",
                async (Id<Delivery> id, Told t, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new TellByPhone(id, t.Heard), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.AnswerCalls)
            .WithTags("Hotline")
            .Says<TellByPhone, object>(204, "A seat called whom no message had reached, and says whether it heard.", 401, 403, 404, 422)
            .Example("""{"heard":true}""");
    }
}
