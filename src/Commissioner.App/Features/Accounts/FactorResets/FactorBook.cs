using System.Buffers.Binary;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.FactorResets;

/// <summary>What the reset of a lost second factor needs, and what follows from it.</summary>
internal sealed class FactorBook(CommissionerDb db, SecondFactor second, SessionBook sessions)
{
    /// <summary>Somebody of the staff, and the account that has a second factor.</summary>
    /// <exception cref="NotFound">There is nobody like that; people of enterprises are nobody here.</exception>
    /// <exception cref="RuleBroken"><see cref="FactorResetRules.NoFactorToReset"/>.</exception>
    public async Task<(Person Person, Account Account)> OfAsync(Id<Person> id, CancellationToken cancellationToken)
    {
        var person =
            await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.EnterpriseId == null, cancellationToken)
            ?? throw new NotFound();
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == id.Value, cancellationToken) ?? throw new NotFound();
        return account.TotpKey is null && !await second.IsAskedAsync(account, cancellationToken)
            ? throw new RuleBroken(FactorResetRules.NoFactorToReset)
            : (person, account);
    }

    /// <summary>Carries out a reset that is done: nothing that was had counts, all sessions and keys end, and the person is told.</summary>
    /// <param name="reset">What was asked and agreed.</param>
    /// <param name="account">Whose second factor it is.</param>
    /// <param name="half">The first half of the code, as it was kept; null where it is told whole.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The code for once, or its second half.</returns>
    public async Task<string> FollowAsync(FactorReset reset, Account account, string? half, CancellationToken cancellationToken)
    {
        var at = reset.DecidedAt!.Value;
        var code = await second.ResetAsync(account, half, cancellationToken);
        db.Notices.Add(
            new Notice
            {
                Id = Id<Notice>.New(at),
                PersonId = reset.PersonId,
                Text = "SecondFactorReset",
                Link = "/logins/second-factor",
                // It follows from no entry: a negative number of its own stands in the place, and meets no entry's.
                EntryId = BinaryPrimitives.ReadInt64BigEndian(reset.Id.Value.ToByteArray(bigEndian: true).AsSpan(8)) | long.MinValue,
                At = at,
                ShowAt = at,
            }
        );
        // Together: nobody comes in by the old one after the sessions have ended.
        await using var transaction = await db.BeginAsync(cancellationToken);
        await db.StoreAsync(cancellationToken);
        await sessions.EndAllAsync(reset.PersonId, null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return code;
    }
}

/// <summary>A reset, and whether it is done or waits for a second person.</summary>
/// <param name="Id">The reset.</param>
/// <param name="State">How it stands.</param>
/// <param name="Code">
/// By which the person signs in once, told this one time: whole where one alone resets it, and else who asks is told the first five characters and
/// who agrees the others.
/// </param>
public sealed record FactorResetMade(Id<FactorReset> Id, FactorResetState State, string? Code);
