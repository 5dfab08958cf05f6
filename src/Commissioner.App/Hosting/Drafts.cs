using System.Security.Cryptography;
using System.Text.Json;
using Commissioner.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Hosting;

/// <summary>
/// Keeps what somebody typed into a form whose session had ended, until it has signed in again: encrypted, for a day, for the browser that it
/// was typed in, and given back once.
/// </summary>
public sealed class Drafts(CommissionerDb db, IDataProtectionProvider protection, TimeProvider clock)
{
    private const int Most = 100_000;
    private const int KeyLength = 32;
    private const string Cookie = "commissioner-draft";

    // Posting needs no session, so the number of kept forms a minute is bounded: nobody can fill the database with them.
    private const int MostAMinute = 300;
    private readonly IDataProtector _protector = protection.CreateProtector("Drafts");

    /// <summary>Keeps a form's text fields.</summary>
    /// <returns>The key that gives them back; null when there was nothing to keep.</returns>
    public async Task<string?> KeepAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            return null;
        }

        var form = await request.ReadFormAsync(cancellationToken);
        var fields = form.Where(f =>
                !f.Key.StartsWith("__", StringComparison.Ordinal) && f.Key is not ("form-key" or "version" or "Password")
            )
            .ToDictionary(f => f.Key, f => f.Value.ToArray());
        var browser = Browser(request.HttpContext) ?? Convert.ToHexString(RandomNumberGenerator.GetBytes(KeyLength / 2));
        var content = JsonSerializer.Serialize(new Kept(request.Path, browser, fields), RecordEvents.Json);
        if (fields.Count == 0 || content.Length > Most)
        {
            return null;
        }

        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(KeyLength / 2));
        var now = clock.GetUtcNow();
        if (await db.Drafts.CountAsync(d => d.At > now.AddMinutes(-1), cancellationToken) >= MostAMinute)
        {
            return null;
        }

        await db.Drafts.Where(d => d.At < now.AddDays(-1)).ExecuteDeleteAsync(cancellationToken);
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

        var draft = await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.Key == key, cancellationToken);
        try
        {
            var kept = draft is null ? null : JsonSerializer.Deserialize<Kept>(_protector.Unprotect(draft.Content), RecordEvents.Json);
            if (
                kept is null
                || kept.Browser != Browser(context)
                || !string.Equals(kept.Path, context.Request.Path, StringComparison.OrdinalIgnoreCase)
            )
            {
                return new Dictionary<string, string?[]>();
            }

            await db.Drafts.Where(d => d.Key == key).ExecuteDeleteAsync(cancellationToken);
            return kept.Fields;
        }
        catch (CryptographicException)
        {
            // Encrypted with a key that no longer exists: the draft is lost, and the form opens empty.
            return new Dictionary<string, string?[]>();
        }
    }

    private static string? Browser(HttpContext context) =>
        context.Request.Cookies[Cookie] is { Length: KeyLength } browser ? browser : null;

    private sealed record Kept(string Path, string Browser, Dictionary<string, string?[]> Fields);
}
