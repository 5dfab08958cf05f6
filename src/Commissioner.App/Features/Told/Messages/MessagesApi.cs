using System.ComponentModel;
using Commissioner.App.Features.Deliveries;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.Told;
using MediatR;

namespace Commissioner.App.Features.Messages;

internal sealed class MessagesApi : IApi
{
    internal sealed record Words(string? Culture, string? Body);

    internal sealed record WordsAndCase(string? Culture, string? Body, string? Number);

    internal sealed record Tried(bool Taken);

    public static void Map(RouteGroupBuilder api)
    {
        var messages = api.MapGroup("/messages").WithTags("Messages");
        messages
            .MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) => Results.Ok(await mediator.Send(new ListMessages(), cancelled))
            )
            .Allow(Permission.ManageRules)
            .Says<ListMessages, Page<MessageLine>>(200, "All kinds of messages, and by what each is told.", 401, 403);
        messages
            .MapGet(
                "/{key}",
                async ([Description("The kind of message.")] string key, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowMessage(key), cancelled))
            )
            .Allow(Permission.ManageRules)
            .Says<ShowMessage, MessageSheet>(
                200,
                "A kind of message: by what it is told, its words, and the places they may have.",
                401,
                403,
                404
            );
        messages
            .MapPost(
                "/{key}/decisions",
                async ([Description("The kind of message.")] string key, ToldBy body, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new DecideMessage(key, body), cancelled);
                    return Results.Ok(await mediator.Send(new ShowMessage(key), cancelled));
                }
            )
            .Allow(Permission.ManageRules)
            .Says<DecideMessage, MessageSheet>(200, "Decides by what a kind of message is told from now on.", 401, 403, 404, 422)
            .Example("""{"phone":true,"email":false,"robot":false,"urgent":false,"compulsory":true,"worthHours":72}""");
        messages
            .MapPost(
                "/{key}/words",
                async ([Description("The kind of message.")] string key, Words body, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new WriteMessage(key, body.Culture, body.Body), cancelled);
                    return Results.Created((string?)null, await mediator.Send(new ShowMessage(key), cancelled));
                }
            )
            .Allow(Permission.ManageRules)
            .Says<WriteMessage, MessageSheet>(
                201,
                "Says a kind of message in the office's words; without any, in ours again. Unknown places, foreign links and what is too long are refused.",
                401,
                403,
                404,
                422
            )
            .Example("""{"culture":"zh-CN","body":"您的诉求 {number} 已受理，{dueAt} 前办结。"}""");
        messages
            .MapPost(
                "/{key}/previews",
                async (
                    [Description("The kind of message.")] string key,
                    WordsAndCase body,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new PreviewMessage(key, body.Culture, body.Body, body.Number), cancelled))
            )
            .Allow(Permission.ManageRules)
            .Says<PreviewMessage, MessagePreview>(200, "How a message would read, with the facts of a real case.", 401, 403, 404, 422)
            .Example("""{"culture":"zh-CN","body":"您的诉求 {number} 已受理。"}""");
        messages
            .MapPost(
                "/{key}/tests",
                async ([Description("The kind of message.")] string key, Words body, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(
                        new Tried(await mediator.Send(new TestMessage(key, body.Culture, body.Body), cancelled) == GatewayAnswer.Taken)
                    )
            )
            .Allow(Permission.ManageRules)
            .Says<TestMessage, Tried>(200, "Sends a message as it would read to one's own phone.", 401, 403, 404, 409, 422)
            .Example("""{"culture":"zh-CN"}""");
    }
}
