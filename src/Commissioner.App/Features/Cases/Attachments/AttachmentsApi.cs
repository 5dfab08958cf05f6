using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;

namespace Commissioner.App.Features.Attachments;

internal sealed class AttachmentsApi : IApi
{
    internal sealed record Uploaded(Id<Attachment> Id);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost(
                "/attachments",
                async (IFormFile file, IMediator mediator, CancellationToken cancelled) =>
                {
                    await using var content = file.OpenReadStream();
                    return Results.Created(
                        (string?)null,
                        new Uploaded(await mediator.Send(new UploadAttachment(file.FileName, content), cancelled))
                    );
                }
            )
            .Allow(Permission.UploadFiles)
            .DisableAntiforgery()
            .WithTags("Attachments")
            .Says<UploadAttachment, Uploaded>(
                201,
                "A file of up to 20 MB; its id goes into attachmentIds of a request.",
                401,
                403,
                413,
                415,
                422
            );

        api.MapGet(
                "/attachments/{id}",
                async (Id<Attachment> id, IMediator mediator, CancellationToken cancelled) =>
                    Hand(await mediator.Send(new ReadAttachment(id), cancelled))
            )
            .Allow(Permission.ReadCases)
            .WithTags("Attachments")
            .Says<ReadAttachment, byte[]>(200, "A file, for who may see its case.", 401, 403, 404);
    }

    /// <summary>Always as an attachment: nothing that was uploaded is shown by a browser as a page of ours.</summary>
    internal static IResult Hand(AttachedFile file) => Results.File(file.Content, file.MediaType, file.FileName);
}
