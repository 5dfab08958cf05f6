using System.Security.Claims;
using System.Text.Json;
using System.Text.RegularExpressions;
using Commissioner.App.Channels;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Commissioner.App.Features.SingleSignOn;

/// <summary>
/// The park's provider of identities: authorization code with PKCE, its answer in the query, so that the cookies of state and nonce are
/// <c>SameSite=Lax</c>. The framework checks state, nonce, signature, issuer, audience and time; whoever passes is handed to
/// <see cref="Arrivals"/>, and nothing of the token is kept.
/// </summary>
internal static partial class OpenIdConnectScheme
{
    public const string Name = "SingleSignOn";

    /// <summary>Where the provider sends people back.</summary>
    public const string Arrived = "/single-sign-on/oidc/arrived";

    private const string Kept = "errand";

    private static readonly TimeSpan Good = TimeSpan.FromMinutes(10);

    // By so much the provider's clock may differ.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    public static void Add(IServiceCollection services, Settings settings, ChannelSettings channels)
    {
        var its = settings.SingleSignOn.OpenIdConnect;
        services.AddAuthentication().AddOpenIdConnect(Name, o => Configure(o, its, settings.PublicAddress.TrimEnd('/'), channels));
        // Whether a token is still good is said by the clock that all nodes share.
        services
            .AddOptions<OpenIdConnectOptions>(Name)
            .Configure<DatabaseClock>(
                (o, clock) =>
                {
                    o.TimeProvider = clock;
                    o.TokenValidationParameters.LifetimeValidator = (begins, ends, _, _) =>
                        clock.GetUtcNow().UtcDateTime is var now && (begins is null || begins <= now + Skew) && ends > now - Skew;
                }
            );
    }

    /// <summary>Sends a browser there.</summary>
    /// <returns>False where the provider does not answer.</returns>
    public static async Task<bool> ChallengeAsync(HttpContext context, Errand errand)
    {
        try
        {
            var properties = new AuthenticationProperties { RedirectUri = "/" };
            properties.Items[Kept] = JsonSerializer.Serialize(errand);
            await context.ChallengeAsync(Name, properties);
            return true;
        }
        catch (Exception failed) when (IsAway(failed, context))
        {
            Log(context).LogWarning("The provider of identities is away: {Error}", Code(failed));
            return false;
        }
    }

    private static void Configure(OpenIdConnectOptions o, OpenIdConnectSettings its, string publicAddress, ChannelSettings channels)
    {
        (o.Authority, o.ClientId, o.ClientSecret) = (its.Authority, its.ClientId, its.ClientSecret);
        (o.ResponseType, o.ResponseMode, o.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
        // Settings take plain HTTP on the loopback alone.
        o.RequireHttpsMetadata = !its.Authority.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        (o.CallbackPath, o.RemoteSignOutPath, o.SignedOutCallbackPath) = (Arrived, default, default);
        (o.SignInScheme, o.SaveTokens, o.MapInboundClaims) = (Sessions.Cookie, false, false);
        o.RemoteAuthenticationTimeout = Good;
        // The state's time is by the clock that all nodes share; the nonce's would be by each machine's own.
        (o.ProtocolValidator.RequireTimeStampInNonce, o.ProtocolValidator.NonceLifetime) = (false, Good);
        o.BackchannelTimeout = channels.GatewayTimeLimit;
        o.GetClaimsFromUserInfoEndpoint = its.AsksForClaims;
        // Who vouches, and how it has asked, is read; the framework would leave it out.
        o.ClaimActions.Clear();
        foreach (var claim in new[] { its.AccountClaim, its.RoleClaim, its.DepartmentClaim, "name" }.Where(c => c.Length > 0).Distinct())
        {
            o.ClaimActions.MapJsonKey(claim, claim);
        }

        o.Scope.Clear();
        foreach (var scope in its.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend("openid").Distinct())
        {
            o.Scope.Add(scope);
        }

        foreach (var cookie in new[] { o.CorrelationCookie, o.NonceCookie })
        {
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        }

        o.CorrelationCookie.Name = "commissioner-state.";
        o.NonceCookie.Name = "commissioner-nonce.";
        o.Events.OnRedirectToIdentityProvider = c =>
        {
            // Not what the caller says that we are called.
            c.ProtocolMessage.RedirectUri = publicAddress + Arrived;
            return Task.CompletedTask;
        };
        o.Events.OnTicketReceived = async c =>
        {
            c.HandleResponse();
            await GoAsync(c.HttpContext, Read(c.Principal!, its), Of(c.Properties), isAway: false);
        };
        o.Events.OnRemoteFailure = async c =>
        {
            c.HandleResponse();
            Log(c.HttpContext).LogWarning("A sign-in by the provider of identities is not taken: {Error}", Code(c.Failure));
            await GoAsync(c.HttpContext, null, Of(c.Properties), IsAway(c.Failure, c.HttpContext));
        };
    }

    private static async Task GoAsync(HttpContext context, ExternalIdentity? identity, Errand? errand, bool isAway) =>
        context.Response.Redirect(
            await context.RequestServices.GetRequiredService<Arrivals>().TakeAsync(context, identity, errand, isAway)
        );

    private static Errand? Of(AuthenticationProperties? properties) =>
        properties?.Items.TryGetValue(Kept, out var kept) == true && kept is not null ? JsonSerializer.Deserialize<Errand>(kept) : null;

    private static ExternalIdentity? Read(ClaimsPrincipal principal, OpenIdConnectSettings its)
    {
        var ways = principal.FindAll("amr").Concat(principal.FindAll("acr")).Select(c => c.Value);
        return
            principal.FindFirstValue("iss") is not { Length: > 0 } issuer || principal.FindFirstValue("sub") is not { Length: > 0 } subject
            ? null
            : new(ExternalWay.OpenIdConnect, issuer, subject)
            {
                IsStrong = ways.Any(its.SecondFactorValues.Contains),
                UserName = principal.FindFirstValue(its.AccountClaim),
                Name = principal.FindFirstValue("name"),
                Groups = [.. principal.FindAll(its.RoleClaim).Select(c => c.Value)],
                Department = its.DepartmentClaim.Length > 0 ? principal.FindFirstValue(its.DepartmentClaim) : null,
            };
    }

    private static bool IsAway(Exception? failure, HttpContext context) =>
        failure switch
        {
            null => false,
            OperationCanceledException => !context.RequestAborted.IsCancellationRequested,
            HttpRequestException or IOException or TimeoutException => true,
            _ => Settingless().IsMatch(failure.Message) || IsAway(failure.InnerException, context),
        };

    // What was thrown and the library's number of the message; the message may hold what came.
    private static string Code(Exception? failure) =>
        failure is null ? "" : $"{failure.GetType().Name} {Number().Match(failure.Message).Value}".TrimEnd();

    private static ILogger Log(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OpenIdConnectScheme));

    // Its description could not be read.
    [GeneratedRegex("IDX2080[3-7]")]
    private static partial Regex Settingless();

    [GeneratedRegex(@"IDX\d{5}")]
    private static partial Regex Number();
}
