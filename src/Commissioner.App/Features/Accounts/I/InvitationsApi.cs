using Commissioner.App.Features.Accounts;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.Options;

namespace Commissioner.App.Features.I;

internal sealed class InvitationsApi : IApi
{
    internal sealed record Asked(string? Token, string? Phone);

    internal sealed record Taken(string? Token, string? Phone, string? Code);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost(
                "/sign-in/invitations/codes",
                async (Asked asked, IMediator mediator, CodeCarrier carrier, CancellationToken cancelled) =>
                {
                    carrier.Send(await mediator.Send(new SendInvitationCode(asked.Token, asked.Phone), cancelled));
                    return Results.Accepted();
                }
            )
            .AllowAnonymous()
            .RequireRateLimiting("sign-in")
            .WithTags("People")
            .Says<SendInvitationCode, object>(
                202,
                "Sends a code to the number that an invitation went to. The same answer where the invitation is no longer good or the number is another; limits are those of sign-in codes.",
                422,
                429
            )
            .Example("""{"token":"kq2n…","phone":"13800000000"}""");
        api.MapPost(
                "/sign-in/invitations",
                async (
                    Taken taken,
                    IMediator mediator,
                    IOptionsMonitor<BearerTokenOptions> bearer,
                    Texts texts,
                    HttpContext http,
                    CancellationToken cancelled
                ) =>
                {
                    try
                    {
                        var person = await mediator.Send(new AcceptInvitation(taken.Token, taken.Phone, taken.Code), cancelled);
                        return Results.Ok(await PeopleApi.BeginAsync(http, person, bearer, byCode: true));
                    }
                    catch (SignInRefused)
                    {
                        return await PeopleApi.RefuseAsync(http, 401, "SignInRefused", texts["invitations.refused"]);
                    }
                }
            )
            .AllowAnonymous()
            .RequireRateLimiting("sign-in")
            .WithTags("People")
            .Says<PeopleApi.Session>(
                200,
                "Takes an invitation by its link's token, the invited number and the code that was sent there: from then on a person of that enterprise, signed in. Whatever is wrong, the same refusal.",
                401,
                429
            )
            .WithName("acceptInvitation")
            .Example("""{"token":"kq2n…","phone":"13800000000","code":"246810"}""");
    }
}
