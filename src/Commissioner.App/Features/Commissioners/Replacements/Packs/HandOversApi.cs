using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Replacements;
using MediatR;

namespace Commissioner.App.Features.Replacements.Packs;

internal sealed class HandOversApi : IApi
{
    internal sealed record Note(string? Text);

    internal sealed record Reveal(RevealPurpose? Purpose);

    public static void Map(RouteGroupBuilder api)
    {
        var packs = api.MapGroup("/replacements").WithTags("Hand-overs");
        packs
            .MapGet(
                "/packs",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new { items = await mediator.Send(new ListPacks(), cancelled), next = (string?)null })
            )
            .Allow(Permission.ReadHandOvers)
            .Says<ListPacks, Page<PackLine>>(200, "Hand-overs in which something is still to be done.", 401, 403);
        packs
            .MapGet(
                "/{id}/pack",
                async (Id<Replacement> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowPack(id), cancelled))
            )
            .Allow(Permission.ReadHandOvers)
            .Says<ShowPack, PackSheet>(200, "The hand-over pack: what was open when the post changed hands.", 401, 403, 404);
        packs
            .MapPost(
                "/{id}/notes",
                async (Id<Replacement> id, Note note, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(await mediator.Send(new WriteHandOverNote(id, note.Text), cancelled), mediator, cancelled)
            )
            .Allow(Permission.HandleCase)
            .Says<WriteHandOverNote, PackSheet>(201, "Whoever goes writes what not to do.", 401, 403, 404, 409, 422)
            .Example("""{"text":"企业周一上午开例会，不要在这个时间打电话"}""");
        packs
            .MapPost(
                "/{id}/signatures",
                async (Id<Replacement> id, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(await mediator.Send(new SignHandOver(id), cancelled), mediator, cancelled)
            )
            .Allow(Permission.HandleCase)
            .Says<SignHandOver, PackSheet>(
                201,
                "Whoever goes, or the successor, signs the pack; to whoever went it answers nothing once both have.",
                401,
                403,
                404,
                409
            );
        packs
            .MapPost(
                "/{id}/contact-reveals",
                async (Id<Replacement> id, Reveal reveal, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new RevealPackContact(id, reveal.Purpose), cancelled))
            )
            .Allow(Permission.HandleCase)
            .Says<RevealPackContact, PackContact>(
                200,
                "Name and number of the enterprise's contact, for a purpose that the enterprise will read.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"purpose":"Contact"}""");
    }

    // With the last signature whoever went no longer sees the pack: the answer is then empty.
    private static async Task<IResult> Shown(Id<Replacement> id, IMediator mediator, CancellationToken cancelled)
    {
        try
        {
            return Results.Created($"/api/v1/replacements/{id}/pack", await mediator.Send(new ShowPack(id), cancelled));
        }
        catch (NotFound)
        {
            return Results.Created((string?)null, null);
        }
    }
}
