using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Commissioner.App.Tests.Features.SingleSignOn;

/// <summary>Whom the provider vouches for next.</summary>
internal sealed record Vouched(string Subject, string? UserName = null, string? Name = null)
{
    public string[] Groups { get; init; } = [];

    public string? Department { get; init; }

    public string[] Ways { get; init; } = ["pwd"];
}

/// <summary>A real provider of identities on the loopback: OpenIddict without a database, which lets in whom a test says.</summary>
internal sealed class Provider : IAsyncDisposable
{
    public const string Client = "commissioner";
    public const string Secret = "shili-secret-9f27";

    private static readonly RsaSecurityKey Key = new(RSA.Create(2048)) { KeyId = "provider" };
    private static readonly RsaSecurityKey Strangers = new(RSA.Create(2048)) { KeyId = "provider" };

    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, byte> _used = new();

    private Provider(WebApplication server) => _server = server;

    public string Address => _server.Urls.Single();

    public Vouched Who { get; set; } = new("nobody");

    /// <summary>What becomes of its token before it is answered; nothing without it.</summary>
    public Action<Dictionary<string, object>>? Forges { get; set; }

    /// <summary>Somebody else signs the token.</summary>
    public bool SignedByAStranger { get; set; }

    /// <summary>It answers no code.</summary>
    public bool IsDown { get; set; }

    /// <summary>Tokens and codes that it gave: none may be found in a log.</summary>
    public ConcurrentQueue<string> Given { get; } = [];

    public static async Task<Provider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        Provider? its = null;
        builder
            .Services.AddOpenIddict()
            .AddServer(o =>
            {
                o.EnableDegradedMode()
                    .SetAuthorizationEndpointUris("/authorize")
                    .SetTokenEndpointUris("/token")
                    .AllowAuthorizationCodeFlow()
                    .RequireProofKeyForCodeExchange()
                    .RegisterScopes("profile")
                    .AddSigningKey(Key)
                    .AddEphemeralEncryptionKey();
                o.UseAspNetCore().DisableTransportSecurityRequirement();
                o.AddEventHandler<ValidateAuthorizationRequestContext>(b =>
                    b.UseInlineHandler(c =>
                    {
                        if (c.ClientId != Client || c.RedirectUri?.StartsWith("http://localhost/", StringComparison.Ordinal) != true)
                        {
                            c.Reject(OpenIddictConstants.Errors.InvalidClient);
                        }

                        return default;
                    })
                );
                o.AddEventHandler<ValidateTokenRequestContext>(b =>
                    b.UseInlineHandler(c =>
                    {
                        if (c.ClientId != Client || c.ClientSecret != Secret || !its!._used.TryAdd(c.Request.Code ?? "", 0))
                        {
                            c.Reject(OpenIddictConstants.Errors.InvalidGrant);
                        }

                        return default;
                    })
                );
                o.AddEventHandler<HandleAuthorizationRequestContext>(b =>
                    b.UseInlineHandler(c =>
                    {
                        c.SignIn(Principal(its!.Who));
                        return default;
                    })
                );
                o.AddEventHandler<ApplyTokenResponseContext>(b =>
                    b.UseInlineHandler(c =>
                        {
                            if (c.Response.IdToken is { } token)
                            {
                                c.Response.IdToken = its!.Change(token);
                                its.Given.Enqueue(c.Response.IdToken);
                            }

                            return default;
                        })
                        .SetOrder(int.MinValue + 1000)
                );
            });
        var server = builder.Build();
        its = new(server);
        server.Use(
            (context, next) =>
            {
                if (!its.IsDown || context.Request.Path != "/token")
                {
                    return next(context);
                }

                context.Abort();
                return Task.CompletedTask;
            }
        );
        server.UseAuthentication();
        await server.StartAsync();
        return its;
    }

    /// <summary>What an installation says to use it.</summary>
    public Dictionary<string, string> Settings(params (string Name, string Value)[] more)
    {
        Dictionary<string, string> said = new()
        {
            ["Commissioner:PublicAddress"] = "http://localhost",
            // A machine that runs all tests at once may be slow.
            ["Commissioner:GatewayTimeLimit"] = "00:01:00",
            ["Commissioner:SingleSignOn:OpenIdConnect:Authority"] = Address,
            ["Commissioner:SingleSignOn:OpenIdConnect:ClientId"] = Client,
            ["Commissioner:SingleSignOn:OpenIdConnect:ClientSecret"] = Secret,
            ["Commissioner:SingleSignOn:OpenIdConnect:Names:zh-CN"] = "示例园区统一门户",
        };
        foreach (var (name, value) in more)
        {
            said[$"Commissioner:SingleSignOn:OpenIdConnect:{name}"] = value;
        }

        return said;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        await _server.DisposeAsync();
    }

    private static ClaimsPrincipal Principal(Vouched who)
    {
        var identity = new ClaimsIdentity("provider");
        identity.SetClaim(OpenIddictConstants.Claims.Subject, who.Subject);
        identity.SetClaim("preferred_username", who.UserName);
        identity.SetClaim("name", who.Name);
        identity.SetClaim("department", who.Department);
        identity.SetClaims("groups", [.. who.Groups]);
        identity.SetClaims("amr", [.. who.Ways]);
        identity.SetScopes("openid", "profile");
        identity.SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken]);
        return new(identity);
    }

    private string Change(string token)
    {
        if (Forges is null && !SignedByAStranger)
        {
            return token;
        }

        var read = new JsonWebToken(token);
        var claims = read.Claims.GroupBy(c => c.Type).ToDictionary(g => g.Key, object (g) => Value(g.ToList()));
        Forges?.Invoke(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Claims = claims,
                SigningCredentials = new(SignedByAStranger ? Strangers : Key, SecurityAlgorithms.RsaSha256),
            }
        );

        static object Value(List<Claim> its) =>
            its.Count > 1 ? its.ConvertAll(c => c.Value)
            : its[0].ValueType.Contains("integer", StringComparison.Ordinal)
                ? long.Parse(its[0].Value, System.Globalization.CultureInfo.InvariantCulture)
            : its[0].Value;
    }
}
