using Commissioner.App.Features.Attachments.Kinds;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;

namespace Commissioner.App.Features.Attachments;

internal sealed class AttachmentsApi : IApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost(
                "/attachments",
                async (IFormFile file, IMediator mediator, CancellationToken cancelled) =>
                {
                    await using var content = file.OpenReadStream();
                    return Results.Created((string?)null, await mediator.Send(new UploadAttachment(file.FileName, content), cancelled));
                }
            )
            .Allow(Permission.UploadFiles)
            .DisableAntiforgery()
            .WithTags("Attachments")
            .Says<UploadAttachment, TakenIn>(
                201,
                $"A file of up to {FileContent.LargestMegabytes} MB; its id goes into attachmentIds of a request.",
                401,
                403,
                413,
                415,
                422,
                503
            )
            .WithDescription(
                $"Its kind is found by its content and its ending corrected; {string.Join(", ", FileKind.All.Where(k => k.Becomes is not null))} become {FileKind.Jpeg}. Taken are {FileKind.Listed}. The answer says what it has become."
            );

        api.MapGet(
                "/attachments/{id}",
                async (Id<Attachment> id, HttpResponse response, IMediator mediator, CancellationToken cancelled) =>
                    Hand((await mediator.Send(new ReadAttachment(id), cancelled)).Sealed(response))
            )
            .Allow(Permission.ReadCases)
            .WithTags("Attachments")
            .Says<ReadAttachment, byte[]>(200, "A file, for who may see it in its case.", 401, 403, 404, 503);
        api.MapGet(
                "/attachments/{id}/preview",
                async (Id<Attachment> id, HttpResponse response, IMediator mediator, CancellationToken cancelled) =>
                    Hand((await mediator.Send(new PreviewAttachment(id), cancelled)).Sealed(response))
            )
            .Allow(Permission.ReadCases)
            .WithTags("Attachments")
            .Says<PreviewAttachment, byte[]>(
                200,
                "What a page shows of a file: a picture small, a PDF itself; of other kinds there is none.",
                401,
                403,
                404,
                503
            );
    }

    /// <summary>Always as an attachment: nothing that was uploaded is shown by a browser as a page of ours.</summary>
    private static IResult Hand(AttachedFile file) => Results.File(file.Content, file.MediaType, file.FileName);
}
