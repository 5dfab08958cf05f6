using Commissioner.App.Hosting;
using Commissioner.App.Security;
using MediatR;

namespace Commissioner.App.Features.Privacy;

internal sealed class PrivacyApi : IApi
{
    internal sealed record Accepting(int? Version);

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
    }
}
