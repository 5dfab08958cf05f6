using Commissioner.App.Features.Cases;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Supplements;

internal sealed class SupplementsApi : IApi
{
    internal sealed record Supplement(string? Text, IReadOnlyList<Id<Attachment>>? AttachmentIds, Spoken? Spoken) : ISpoken;

    internal sealed record Nudging(Spoken? Spoken) : ISpoken;

    public static void Map(RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases/{id}").WithTags("Questions");
        cases
            .MapPost(
                "/supplements",
                async (Id<Case> id, Supplement b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new SupplementCase(id, b.Text, b.AttachmentIds), cancelled), cancelled)
            )
            .Allow(Permission.AnswerForEnterprise)
            .Says<SupplementCase, CaseSheet>(
                201,
                "The enterprise adds words or files to its open request; no promise moves.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"text":"补充：今天上午又停了一次电","attachmentIds":[]}""");
        cases
            .MapPost(
                "/nudges",
                async (Id<Case> id, Nudging? b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new NudgeCase(id), cancelled), cancelled)
            )
            .Allow(Permission.AnswerForEnterprise)
            .Says<NudgeCase, CaseSheet>(
                201,
                "The enterprise presses for its request, once a day of the park; the timeline says who was asked, and for what by when.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("{}", "byItself")
            .Example("""{"spoken":{"words":"示例：请他们快一点","recording":"示例录音1"}}""", "bySeat");
    }
}
