using System.Security.Cryptography;
using System.Text;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;

namespace Commissioner.App.Hosting;

/// <summary>
/// What a page needs that keeps on the phone what was written without a line: whose it is, and, once the line is back, a token for its forms.
/// </summary>
public sealed class Outbox(CurrentActor who)
{
    /// <summary>Changes with each build, so that the script that works without a line is replaced by the one of a new release.</summary>
    public static readonly string Release = typeof(Outbox).Module.ModuleVersionId.ToString("N")[..12];

    /// <summary>A mark of who is signed in, which says nothing of it; null of nobody, and of who came by a message's link.</summary>
    public string? Who => Permissions.Holds(who.Actor, Permission.SignedIn) && who.Actor.IsKnown ? Mark(who.Actor) : null;

    private static string Mark(Actor actor) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"Outbox {actor.Id}")))[..24];
}

/// <summary>Where a phone asks before it sends what it kept.</summary>
internal static class OutboxRoute
{
    public const string Path = "/outbox";

    /// <summary>Where files are brought one by one: a script asks, and no form is kept of it.</summary>
    public const string Files = "/files";

    // Answered to everybody: nobody is told that it is nobody, and is not led to a page.
    public static void MapOutbox(this WebApplication app) =>
        app.MapGet(
                Path,
                (HttpContext context, IAntiforgery antiforgery, Outbox outbox) =>
                    Results.Json(
                        outbox.Who is { } who
                            ? new { Who = (string?)who, Token = antiforgery.GetAndStoreTokens(context).RequestToken }
                            : new { Who = (string?)null, Token = (string?)null }
                    )
            )
            .WithMetadata(new AllowAnonymousAttribute())
            .ExcludeFromDescription();
}
