using System.ComponentModel;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Hotline.Recordings;

internal sealed class RecordingsApi : IApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(
                "/recordings",
                async (
                    [Description("The call.")] [FromQuery] Id<Call>? callId,
                    [Description("In place of the call its reference or the recording's, as a case's timeline names it.")]
                    [FromQuery]
                        string? reference,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ShowRecordings(callId, reference), cancelled))
            )
            .Allow(Permission.HearRecordings)
            .WithTags("Hotline")
            .Says<ShowRecordings, CallsRecordings>(
                200,
                "What there is to hear of a call, and until when; what is deleted says so.",
                401,
                403,
                404
            );
        api.MapPost(
                "/calls/{id}/recording-openings",
                async (Id<Call> id, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new OpenRecordings(id), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.HearRecordings)
            .WithTags("Hotline")
            .Says<OpenRecordings, object>(204, "Opens a call's recordings for two hours; its timeline says who did.", 401, 403, 404);
        api.MapGet(
                "/recordings/{id}",
                async (Id<CallRecording> id, HttpResponse response, IMediator mediator, CancellationToken cancelled) =>
                {
                    var file = (await mediator.Send(new PlayRecording(id), cancelled)).Sealed(response);
                    return Results.File(file.Content, file.MediaType, file.FileName, enableRangeProcessing: true);
                }
            )
            .Allow(Permission.HearRecordings)
            .WithTags("Hotline")
            .Says<PlayRecording, byte[]>(200, "A recording as MP3, for who had it opened within two hours.", 401, 403, 404, 503);
    }
}
