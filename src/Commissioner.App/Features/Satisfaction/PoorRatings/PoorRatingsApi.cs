using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using MediatR;

namespace Commissioner.App.Features.PoorRatings;

internal sealed class PoorRatingsApi : IApi
{
    internal sealed record Assignment(Id<Person>? PersonId);

    internal sealed record Contact(DateTimeOffset? At, string? Outcome);

    internal sealed record Finding(Verification? Verification, string? Text, DateTimeOffset? CorrectBy);

    internal sealed record PutRight(string? Correction, string? Reply);

    internal sealed record Handled(Id<PoorRating> Id);

    public static void Map(RouteGroupBuilder api)
    {
        var poor = api.MapGroup("/poor-ratings").WithTags("PoorRatings");
        poor.MapGet(
                "",
                async (int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListPoorRatings(take ?? 50, after), cancelled))
            )
            .Allow(Permission.ReadPoorRatings)
            .Says<ListPoorRatings, Page<PoorRatingLine>>(
                200,
                "Poor ratings on their way, newest first; the one rated does not see them.",
                401,
                403,
                422
            );
        poor.MapPost(
                "/{id}/assignments",
                (Id<PoorRating> id, Assignment b, IMediator mediator, CancellationToken cancelled) =>
                    Do(new(id, PoorRatingStep.Assign, b.PersonId), mediator, cancelled)
            )
            .Allow(Permission.HearPoorRatings)
            .Says<HandlePoorRating, Handled>(
                201,
                "Somebody of the service office, and not the one rated, takes it.",
                401,
                403,
                404,
                409,
                422
            )
            .WithName("assignPoorRating")
            .Example("""{"personId":"0193b0a0-0000-7000-8000-000000000002"}""");
        poor.MapPost(
                "/{id}/contacts",
                (Id<PoorRating> id, Contact b, IMediator mediator, CancellationToken cancelled) =>
                    Do(new(id, PoorRatingStep.Contact, At: b.At, Text: b.Outcome), mediator, cancelled)
            )
            .Allow(Permission.HearPoorRatings)
            .Says<HandlePoorRating, Handled>(201, "The enterprise was heard.", 401, 403, 404, 409, 422)
            .WithName("hearPoorRating")
            .Example("""{"at":"2026-11-20T10:00:00+08:00","outcome":"企业反映等得太久"}""");
        poor.MapPost(
                "/{id}/verifications",
                (Id<PoorRating> id, Finding b, IMediator mediator, CancellationToken cancelled) =>
                    Do(
                        new(id, PoorRatingStep.Verify, Text: b.Text, Verification: b.Verification, CorrectBy: b.CorrectBy),
                        mediator,
                        cancelled
                    )
            )
            .Allow(Permission.HearPoorRatings)
            .Says<HandlePoorRating, Handled>(
                201,
                "Whether it is so, and until when it is put right; the rating stays what it is.",
                401,
                403,
                404,
                409,
                422
            )
            .WithName("verifyPoorRating")
            .Example("""{"verification":"Partly","text":"材料退回过一次"}""");
        poor.MapPost(
                "/{id}/corrections",
                (Id<PoorRating> id, PutRight b, IMediator mediator, CancellationToken cancelled) =>
                    Do(new(id, PoorRatingStep.Correct, Text: b.Correction, Reply: b.Reply), mediator, cancelled)
            )
            .Allow(Permission.HearPoorRatings)
            .Says<HandlePoorRating, Handled>(
                201,
                "What was put right, and the reply that the enterprise reads; then it is called back.",
                401,
                403,
                404,
                409,
                422
            )
            .WithName("correctPoorRating")
            .Example("""{"correction":"已重新办理","reply":"您反映的问题已重新办理，抱歉让您久等"}""");
    }

    private static async Task<IResult> Do(HandlePoorRating step, IMediator mediator, CancellationToken cancelled) =>
        Results.Created((string?)null, new Handled(await mediator.Send(step, cancelled)));
}
