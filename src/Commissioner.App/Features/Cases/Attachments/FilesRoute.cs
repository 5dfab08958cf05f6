using Commissioner.App.Hosting;
using Commissioner.App.Hosting.Files;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;

namespace Commissioner.App.Features.Attachments;

/// <summary>
/// Where a page brings one file at a time, before its form is sent: what fails is brought again alone, and under one key it is kept once.
/// </summary>
internal static class FilesRoute
{
    public static void MapFiles(this WebApplication app) =>
        app.MapPost(
                OutboxRoute.Files,
                async (
                    IFormFile? file,
                    HttpContext context,
                    IAntiforgery antiforgery,
                    Envelope envelope,
                    Refusals refusals,
                    IMediator mediator,
                    CancellationToken cancelled
                ) =>
                {
                    if (file is null || !await antiforgery.IsRequestValidAsync(context))
                    {
                        return Results.BadRequest();
                    }

                    envelope.Key = context.Request.Headers["Idempotency-Key"] is [{ Length: > 0 and <= 80 } key] ? "file:" + key : null;
                    try
                    {
                        await using var content = file.OpenReadStream();
                        return Results.Json(await mediator.Send(new UploadAttachment(file.FileName, content), cancelled));
                    }
                    catch (Exception refused) when (refused is RuleBroken or FilesAway)
                    {
                        var refusal = (await refusals.OfAsync(refused, cancelled))!;
                        return Results.Json(new { refusal.Title }, statusCode: refusal.Status);
                    }
                }
            )
            .DisableAntiforgery()
            .Allow(Permission.UploadFiles)
            .ExcludeFromDescription();
}
