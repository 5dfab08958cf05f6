using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;

namespace Commissioner.App.Features.SingleSignOn;

internal sealed class ExternalLoginsApi : IApi
{
    internal sealed record ExternalLogins(IReadOnlyList<ExternalLoginLine> Items);

    public static void Map(RouteGroupBuilder api)
    {
        var own = api.MapGroup("/own/external-logins").WithTags("People");
        own.MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new ExternalLogins(await mediator.Send(new ListExternalLogins(), cancelled)))
            )
            .Allow(Permission.KeepOwnAccount)
            .Says<ListExternalLogins, ExternalLogins>(
                200,
                "The sign-ins elsewhere that let one in here: the park's provider of identities, WeChat, 企业微信. They are bound in a browser, at /logins.",
                401
            );
        own.MapPost(
                "/{id}/endings",
                async (Id<ExternalLogin> id, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new EndExternalLogin(id), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.KeepOwnAccount)
            .Says<EndExternalLogin, object>(
                204,
                "Unbinds one; one's other sessions end. The only way into an account is not unbound.",
                401,
                404,
                409
            );
    }
}
