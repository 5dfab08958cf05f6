using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Hosting;

/// <summary>
/// Keeps what somebody types into a form, encrypted, until it is sent: for a person by the form's address, for a week; for a form whose
/// session had ended, for a day and for the browser that it was typed in. Each is given back once, and the page that got it keeps it anew.
/// </summary>
public sealed class Drafts(CommissionerDb db, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>So many of one person's are kept at once; the oldest goes first.</summary>
    public const int MostOfOne = 50;

    /// <summary>For so long a person's are kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    /// <summary>The field that names the address of the form.</summary>
    public const string Of = "draft-of";

    private const int Most = 100_000;
    private const int KeyLength = 32;
    private const string Cookie = "commissioner-draft";

    // Posting needs no session, so the number of kept forms a minute is bounded: nobody can fill the database with them.
    private const int MostAMinute = 300;
    private readonly IDataProtector _protector = protection.CreateProtector("Drafts");

    /// <summary>Keeps a form's text fields, of somebody whose session has ended.</summary>
    /// <returns>The key that gives them back; null when there was nothing to keep.</returns>
    public async Task<string?> KeepAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            return null;
        }

        var fields = Fields(await request.ReadFormAsync(cancellationToken));
        var browser = Browser(request.HttpContext) ?? Convert.ToHexString(RandomNumberGenerator.GetBytes(KeyLength / 2));
        var content = JsonSerializer.Serialize(new Kept(request.Path, browser, fields), RecordEvents.Json);
        if (fields.Count == 0 || content.Length > Most)
        {
            return null;
        }

        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(KeyLength / 2));
        var now = clock.GetUtcNow();
        if (await db.Drafts.CountAsync(d => d.OwnerId == null && d.At > now.AddMinutes(-1), cancellationToken) >= MostAMinute)
        {
            return null;
        }

        await db.Drafts.Where(d => d.OwnerId == null && d.At < now.AddDays(-1)).ExecuteDeleteAsync(cancellationToken);
        db.Drafts.Add(
            new Draft
            {
                Key = key,
                Content = _protector.Protect(content),
                At = now,
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        request.HttpContext.Response.Cookies.Append(
            Cookie,
            browser,
            new()
            {
                HttpOnly = true,
                Secure = request.IsHttps,
                SameSite = SameSiteMode.Lax,
                MaxAge = TimeSpan.FromDays(1),
                IsEssential = true,
            }
        );
        return key;
    }

    /// <summary>Gives kept fields back to the page that they were typed on; empty when there are none.</summary>
    public async Task<IReadOnlyDictionary<string, string?[]>> TakeAsync(
        string key,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        if (key.Length != KeyLength || !key.All(char.IsAsciiHexDigit))
        {
            return new Dictionary<string, string?[]>();
        }

        var draft = await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.Key == key && d.OwnerId == null, cancellationToken);
        if (
            Opened(draft) is not { } kept
            || kept.Browser != Browser(context)
            || !string.Equals(kept.Path, context.Request.Path, StringComparison.OrdinalIgnoreCase)
        )
        {
            return new Dictionary<string, string?[]>();
        }

        await db.Drafts.Where(d => d.Key == key).ExecuteDeleteAsync(cancellationToken);
        return kept.Fields;
    }

    /// <summary>The address of a page's form: its path, and of the query what says which form it is.</summary>
    public static string Address(HttpRequest request) =>
        request.Path + QueryString.Create(request.Query.Where(q => q.Key is not ("culture" or "draft" or "handler")));

    /// <summary>Keeps what somebody is typing, in the place of what was kept before; nothing typed is nothing kept.</summary>
    public async Task KeepOwnAsync(Id<Person> owner, IFormCollection form, CancellationToken cancellationToken)
    {
        var address = form[Of].ToString();
        var sent = "form:" + form[FormKeyTagHelper.Field];
        var fields = Fields(form);
        var content = JsonSerializer.Serialize(new Kept(address, "", fields), RecordEvents.Json);
        // What comes in after the form itself was carried out is no draft any more.
        if (
            !address.StartsWith('/')
            || content.Length > Most
            || await db.CarriedOut.AnyAsync(c => c.PersonId == owner && c.Key == sent, cancellationToken)
        )
        {
            return;
        }

        var (key, now) = (KeyOf(owner, address), clock.GetUtcNow());
        var draft = await db.Drafts.SingleOrDefaultAsync(d => d.Key == key, cancellationToken);
        if (draft is null)
        {
            var others = db.Drafts.Where(d => d.OwnerId == owner);
            await others.Where(d => d.At < now - KeptFor).ExecuteDeleteAsync(cancellationToken);
            var kept = await others.OrderByDescending(d => d.At).Select(d => d.Key).ToListAsync(cancellationToken);
            var old = kept.Skip(MostOfOne - 1).ToList();
            await others.Where(d => old.Contains(d.Key)).ExecuteDeleteAsync(cancellationToken);
            db.Drafts.Add(draft = new Draft { Key = key, OwnerId = owner });
        }

        (draft.Content, draft.At) = (_protector.Protect(content), now);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two windows keep the same form at the same instant: one of them is kept.
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Gives back what a person typed at this address, once; empty when there is nothing.</summary>
    public async Task<IReadOnlyDictionary<string, string?[]>> TakeOwnAsync(
        Id<Person> owner,
        string address,
        CancellationToken cancellationToken
    )
    {
        var (key, since) = (KeyOf(owner, address), clock.GetUtcNow() - KeptFor);
        var draft = await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.Key == key && d.At >= since, cancellationToken);
        if (Opened(draft) is not { } kept)
        {
            return new Dictionary<string, string?[]>();
        }

        await ForgetAsync(owner, address, cancellationToken);
        return kept.Fields;
    }

    /// <summary>Forgets what a person typed at this address: it was sent.</summary>
    public Task ForgetAsync(Id<Person> owner, string address, CancellationToken cancellationToken)
    {
        var key = KeyOf(owner, address);
        return db.Drafts.Where(d => d.Key == key).ExecuteDeleteAsync(cancellationToken);
    }

    private static Dictionary<string, string?[]> Fields(IFormCollection form) =>
        form.Where(f =>
                !f.Key.StartsWith("__", StringComparison.Ordinal)
                && !f.Key.EndsWith("Password", StringComparison.OrdinalIgnoreCase)
                && f.Key is not (FormKeyTagHelper.Field or Of or "version")
            )
            .ToDictionary(f => f.Key, f => f.Value.ToArray());

    private static string KeyOf(Id<Person> owner, string address) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{owner} {address.ToUpperInvariant()}")))[..KeyLength];

    private static string? Browser(HttpContext context) =>
        context.Request.Cookies[Cookie] is { Length: KeyLength } browser ? browser : null;

    // Null also where it was encrypted with a key that no longer exists: the draft is lost, and the form opens empty.
    private Kept? Opened(Draft? draft)
    {
        try
        {
            return draft is null ? null : JsonSerializer.Deserialize<Kept>(_protector.Unprotect(draft.Content), RecordEvents.Json);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Kept(string Path, string Browser, Dictionary<string, string?[]> Fields);
}

/// <summary>Where pages send what is being typed.</summary>
internal static class DraftsRoute
{
    public const string Path = "/drafts";

    public static void MapDrafts(this WebApplication app) =>
        app.MapPost(
                Path,
                async (HttpContext context, IAntiforgery antiforgery, Drafts drafts, CurrentActor who, CancellationToken cancelled) =>
                {
                    if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context))
                    {
                        return Results.BadRequest();
                    }

                    await drafts.KeepOwnAsync(who.Actor.Id, await context.Request.ReadFormAsync(cancelled), cancelled);
                    return Results.NoContent();
                }
            )
            .DisableAntiforgery()
            .Allow(Permission.SignedIn)
            .ExcludeFromDescription();
}
