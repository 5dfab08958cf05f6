using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.Told;
using MediatR;

namespace Commissioner.App.Features.Choices;

internal sealed class ChoicesApi : IApi
{
    internal sealed record Chosen(string? Culture, Dictionary<Channel, Wanted>? Wants, int? PauseDays);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(
                "/choices",
                async (IMediator mediator, CancellationToken cancelled) => Results.Ok(await mediator.Send(new ShowChoice(), cancelled))
            )
            .Allow(Permission.SignedIn)
            .WithTags("Notices")
            .Says<ShowChoice, ChoiceSheet>(200, "How one is told: the language, by channel how much, and whether it is paused.", 401);
        api.MapPost(
                "/choices",
                async (Chosen body, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new Choose(body.Culture, body.Wants, body.PauseDays), cancelled);
                    return Results.Ok(await mediator.Send(new ShowChoice(), cancelled));
                }
            )
            .Allow(Permission.SignedIn)
            .WithTags("Notices")
            .Says<Choose, ChoiceSheet>(200, "Chooses how one is told, within what is compulsory.", 401, 422)
            .Example("""{"culture":"zh-CN","wants":{"Sms":"Compulsory"},"pauseDays":7}""");
    }
}
