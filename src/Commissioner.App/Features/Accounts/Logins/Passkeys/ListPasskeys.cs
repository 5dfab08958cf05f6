using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Logins.Passkeys;

/// <summary>One's own passkeys, the newest first, and what is asked before they change.</summary>
[Allow(Permission.KeepOwnAccount)]
public sealed record ListPasskeys : IQuery<OwnPasskeys>;

/// <summary>One's own passkeys.</summary>
/// <param name="Offered">Browsers make passkeys for this installation.</param>
/// <param name="Proof">What is to be brought before one is made or removed.</param>
/// <param name="Most">How many one has at the most.</param>
/// <param name="RecoveryCodes">How many recovery codes are left.</param>
/// <param name="Items">They themselves.</param>
public sealed record OwnPasskeys(bool Offered, PasskeyProof Proof, int Most, int RecoveryCodes, IReadOnlyList<PasskeyLine> Items);

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">The passkey.</param>
/// <param name="Name">What it is called.</param>
/// <param name="MadeAt">Since when there is it.</param>
/// <param name="SeenAt">When somebody last signed in by it; null while nobody has.</param>
/// <param name="IsBackedUp">Its owner's other devices have it, too; else it is lost with its one device.</param>
public sealed record PasskeyLine(Id<Passkey> Id, string Name, DateTimeOffset MadeAt, DateTimeOffset? SeenAt, bool IsBackedUp);

internal sealed class ListPasskeysHandler(CommissionerDb db, PasskeyBook book, RelyingParty site, Actor actor)
    : IRequestHandler<ListPasskeys, OwnPasskeys>
{
    public async Task<OwnPasskeys> Handle(ListPasskeys query, CancellationToken cancellationToken)
    {
        var id = actor.Id.Value;
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellationToken) ?? throw new NotFound();
        return new(
            site.IsThere,
            await book.ProofOfAsync(account, cancellationToken),
            PasskeyBook.Most,
            await db.RecoveryCodes.CountAsync(c => c.AccountId == id, cancellationToken),
            await db
                .Passkeys.AsNoTracking()
                .Where(p => p.AccountId == id)
                .OrderByDescending(p => p.MadeAt)
                .ThenBy(p => p.Id)
                .Take(PasskeyBook.Most)
                .Select(p => new PasskeyLine(p.Id, p.Name, p.MadeAt, p.SeenAt, p.IsBackedUp))
                .ToListAsync(cancellationToken)
        );
    }
}
