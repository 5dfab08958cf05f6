using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Privacy;

internal sealed class PrivacyApi : IApi
{
    internal sealed record Accepting(int? Version);

    internal sealed record Asking(PersonalAsk? Ask, string? Text);

    internal sealed record Answering(bool? Granted, string? Answer);

    internal sealed record Asked(Id<PersonalRequest> Id);

    public static void Map(RouteGroupBuilder api)
    {
        var privacy = api.MapGroup("/privacy").WithTags("People");
        privacy
            .MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) => Results.Ok(await mediator.Send(new ShowNotice(), cancelled))
            )
            .Allow(Permission.SignedIn)
            .Says<ShowNotice, NoticeSheet>(
                200,
                "What is taken down of people, what for and for how long, and whether whoever asks accepted this version; the page /privacy says it to anybody.",
                401
            );
        privacy
            .MapPost(
                "/acceptances",
                async (Accepting body, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, await mediator.Send(new AcceptNotice(body.Version), cancelled))
            )
            .Allow(Permission.SubmitCase)
            .Says<AcceptNotice, AcceptedNotice>(
                201,
                "An enterprise's person accepts the notice of personal information, before its first request.",
                401,
                403,
                409,
                422
            )
            .Example("""{"version":1}""");
        privacy
            .MapGet(
                "/own",
                async (IMediator mediator, OwnCopy copy, CancellationToken cancelled) =>
                    (IResult)copy.Of(await mediator.Send(new TakeOwnCopy(), cancelled))
            )
            .Allow(Permission.TakeOwnCopy)
            .Says<TakeOwnCopy, byte[]>(
                200,
                "All that is kept of whoever asks and of its enterprise, as its pages show it: a ZIP of JSON, its fields explained in fields.json, hashes in manifest.json.",
                401,
                403,
                404
            );
        privacy
            .MapGet(
                "/own/requests",
                async (IMediator mediator, CancellationToken cancelled) => Results.Ok(await mediator.Send(new ListOwnRequests(), cancelled))
            )
            .Allow(Permission.TakeOwnCopy)
            .Says<ListOwnRequests, IReadOnlyList<PersonalRequestLine>>(
                200,
                "What whoever asks has asked about its personal information, newest first.",
                401,
                403
            );
        privacy
            .MapPost(
                "/own/requests",
                async (Asking body, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, new Asked(await mediator.Send(new AskAboutOwn(body.Ask, body.Text), cancelled)))
            )
            .Allow(Permission.TakeOwnCopy)
            .Says<AskAboutOwn, Asked>(
                201,
                "An enterprise's person asks to have its personal information corrected, erased or explained; answered within 15 days.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"ask":"Correct","text":"联系电话有误，应为示例号码"}""");
        privacy
            .MapGet(
                "/requests",
                async (int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListPersonalRequests(take ?? 50, after), cancelled))
            )
            .Allow(Permission.AnswerPersonalRequests)
            .Says<ListPersonalRequests, Page<PersonalRequestLine>>(
                200,
                "Requests about personal information that wait for the service office's answer, what is due first first.",
                401,
                403,
                422
            );
        privacy
            .MapPost(
                "/requests/{id}/answers",
                async (Id<PersonalRequest> id, Answering body, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created(
                        (string?)null,
                        new Asked(await mediator.Send(new AnswerAboutOwn(id, body.Granted, body.Answer), cancelled))
                    )
            )
            .Allow(Permission.AnswerPersonalRequests)
            .Says<AnswerAboutOwn, Asked>(201, "The service office answers such a request: done, or why not.", 401, 403, 404, 409, 422)
            .Example("""{"granted":true,"answer":"已更正联系电话"}""");
    }
}
