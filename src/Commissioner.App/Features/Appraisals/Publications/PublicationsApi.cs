using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using MediatR;

namespace Commissioner.App.Features.Publications;

internal sealed class PublicationsApi : IApi
{
    internal sealed record PublicationBody(DateOnly? From, string? Reason);

    public static void Map(RouteGroupBuilder api)
    {
        var publications = api.MapGroup("/publications").WithTags("Scores");
        publications
            .MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowPublications(), cancelled))
            )
            .Allow(Permission.ReadPublications)
            .Says<ShowPublications, PublicationSheet>(
                200,
                "What was published of the latest quarter, and the list of all publications.",
                401,
                403
            )
            .WithName("listPublications");
        publications
            .MapGet(
                "/{id}",
                async (Id<Publication> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowPublications(id), cancelled))
            )
            .Allow(Permission.ReadPublications)
            .Says<ShowPublications, PublicationSheet>(200, "One publication with its figures.", 401, 403, 404)
            .WithName("showPublication");
        publications
            .MapPost(
                "",
                async (PublicationBody b, IMediator mediator, CancellationToken cancelled) =>
                {
                    var id = await mediator.Send(new PublishScores(b.From, b.Reason), cancelled);
                    return Results.Created($"/api/v1/publications/{id}", await mediator.Send(new ShowPublications(id), cancelled));
                }
            )
            .Allow(Permission.PublishScores)
            .Says<PublishScores, PublicationSheet>(
                201,
                "Appraisal publishes a quarter that is over; anew only with a reason, and what was published before stays.",
                401,
                403,
                409,
                422
            )
            .Example("""{"from":"2026-07-01"}""");
    }
}
