using System.Globalization;
using System.Security.Cryptography;
using Commissioner.App.Jobs;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Microsoft.AspNetCore.DataProtection;

namespace Commissioner.App.Features.SingleSignOn;

/// <summary>
/// What somebody who has signed in elsewhere may bind its account to: good for the session that it set out from, for ten minutes.
/// </summary>
internal sealed class BindingOffers(IDataProtectionProvider protection, DatabaseClock clock)
{
    private static readonly TimeSpan Good = TimeSpan.FromMinutes(10);

    private readonly IDataProtector _protector = protection.CreateProtector("binding-offer");

    /// <summary>Makes one.</summary>
    /// <param name="whose">The person and the session that set out, as an errand holds them.</param>
    /// <param name="way">How it signed in.</param>
    /// <param name="mark">The identity's mark.</param>
    public string Make(string whose, ExternalWay way, string mark) =>
        _protector.Protect(
            string.Create(CultureInfo.InvariantCulture, $"{whose} {way} {mark} {(clock.GetUtcNow() + Good).ToUnixTimeSeconds()}")
        );

    /// <summary>Whose it is, as an errand holds it.</summary>
    public static string Whose(Id<Person> person, Id<Session> session) => $"{person} {session}";

    /// <summary>Opens one; null where it is not this person's in this session, or too old.</summary>
    public (ExternalWay Way, string Mark)? Open(string? offer, Id<Person> person, Id<Session>? session)
    {
        try
        {
            return
                session is { } its
                && _protector.Unprotect(offer ?? "").Split(' ') is [var whose, var where, var way, var mark, var until]
                && long.Parse(until, CultureInfo.InvariantCulture) > clock.GetUtcNow().ToUnixTimeSeconds()
                && $"{whose} {where}" == Whose(person, its)
                ? (Enum.Parse<ExternalWay>(way), mark)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
