using Commissioner.App.Features.Cases;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Questions;

internal sealed class QuestionsApi : IApi
{
    internal sealed record Question(string? Text);

    internal sealed record Reply(string? Text, IReadOnlyList<Id<Attachment>>? AttachmentIds, Spoken? Spoken) : ISpoken;

    public static void Map(RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases/{id}").WithTags("Questions");
        cases
            .MapPost(
                "/questions",
                async (Id<Case> id, Question b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new AskEnterprise(id, b.Text), cancelled), cancelled)
            )
            .Allow(Permission.ServeCase)
            .Says<AskEnterprise, CaseSheet>(
                201,
                "Who deals with a case asks its enterprise; the clock stands still meanwhile.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"text":"请补充厂房平面图和用电清单"}""");
        cases
            .MapPost(
                "/answers",
                async (Id<Case> id, Reply b, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new AnswerQuestion(id, b.Text, b.AttachmentIds), cancelled), cancelled)
            )
            .Allow(Permission.AnswerForEnterprise)
            .Says<AnswerQuestion, CaseSheet>(
                201,
                "The enterprise answers, or supplies what was missing, with files if it likes.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"text":"平面图已附上，用电清单如下","attachmentIds":[]}""");
    }
}
