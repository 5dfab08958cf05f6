using System.ComponentModel;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;

namespace Commissioner.App.Features.Archive;

internal sealed class ArchiveApi : IApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var archive = api.MapGroup("/archive").WithTags("Supervision");
        archive
            .MapGet(
                "",
                async (
                    [Description("Packages of the case with this number; all where it is left out.")] string? number,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListArchive(number, take ?? 50, after), cancelled))
            )
            .Allow(Permission.ReadArchive)
            .Says<ListArchive, Page<ArchiveLine>>(200, "Sealed packages of closed cases, newest first.", 401, 403, 422);
        archive
            .MapGet(
                "/{id}/package",
                async (Id<ArchivePackage> id, IMediator mediator, CancellationToken cancelled) =>
                {
                    var taken = await mediator.Send(new TakeArchive(id), cancelled);
                    return Results.File(taken.Content, TakenArchive.MediaType, taken.FileName);
                }
            )
            .Allow(Permission.ReadArchive)
            .Says<TakeArchive, byte[]>(
                200,
                "A sealed package: a ZIP with a signed manifest, which `commissioner archive verify` checks without a database.",
                401,
                403,
                404,
                429,
                503
            );
    }
}
