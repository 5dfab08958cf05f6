using System.Security.Cryptography;
using System.Text;
using Commissioner.App.Features.Staff;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.SingleSignOn;

/// <summary>
/// Who is known by a sign-in elsewhere. Kept is a keyed hash of who vouches and of what it calls the person: by it a person is found, and
/// nothing
/// else is to be known of it.
/// </summary>
internal sealed class ExternalBook(
    CommissionerDb db,
    Seals seals,
    Settings settings,
    RoleBook roles,
    Texts texts,
    DatabaseClock clock,
    TimeProvider trade
)
{
    private OpenIdConnectSettings Provider => settings.SingleSignOn.OpenIdConnect;

    /// <summary>The mark of an identity.</summary>
    public async Task<string> MarkAsync(ExternalIdentity identity, CancellationToken cancellationToken) =>
        Convert.ToHexString(
            HMACSHA256.HashData(
                await seals.KeyAsync(Seals.SignIn, cancellationToken),
                Encoding.UTF8.GetBytes($"external:{identity.Way}:{identity.Issuer}\n{identity.Subject}")
            )
        );

    /// <summary>Whose identity this is; a newcomer is taken in where the settings say so.</summary>
    /// <exception cref="RuleBroken">It is nobody's here.</exception>
    public async Task<ExternalLogin> FindAsync(ExternalIdentity identity, CancellationToken cancellationToken)
    {
        var mark = await MarkAsync(identity, cancellationToken);
        var known = await db.ExternalLogins.Where(l => l.Mark == mark).ToListAsync(cancellationToken);
        return known.Find(l => l.EndedAt is null)
            // Whoever was here and has left, or has unbound itself, is no newcomer.
            ?? (
                known.Count == 0 && identity.Way == ExternalWay.OpenIdConnect && Provider.JustInTime
                    ? await TakeInAsync(identity, mark, cancellationToken)
                    : throw new RuleBroken(ExternalLoginRules.ExternalLoginUnbound)
            );
    }

    /// <summary>Gives and takes what the provider gives and withdraws; of somebody whom the park itself took in, nothing.</summary>
    public async Task FollowAsync(ExternalLogin login, ExternalIdentity identity, Person person, CancellationToken cancellationToken)
    {
        if (!login.GrantsRoles)
        {
            return;
        }

        // What changed there changes here: what the park has taken from somebody does not come back by the next sign-in.
        var said = Provider.RolesOf(identity.Groups);
        await ChangeAsync(person, [.. said.Except(login.Given)], [.. login.Given.Except(said)], identity, cancellationToken);
        login.Given = said;
    }

    private async Task<ExternalLogin> TakeInAsync(ExternalIdentity identity, string mark, CancellationToken cancellationToken)
    {
        var said = Provider.RolesOf(identity.Groups);
        Demand(said.Count > 0, ExternalLoginRules.NoRoleByProvider);
        var userName = (identity.UserName ?? "").Split('@')[0].Trim().ToLowerInvariant();
        Demand(AccountRules.IsUserName(userName), AccountRules.UserNameUnfit);
        var normalized = Account.Normalized(userName);
        if (await db.Accounts.AnyAsync(a => a.NormalizedUserName == normalized, cancellationToken))
        {
            // Who has that name binds itself, since a name alone proves nothing; but it may be this very newcomer, who came twice at once.
            return await db.ExternalLogins.SingleOrDefaultAsync(l => l.Mark == mark && l.EndedAt == null, cancellationToken)
                ?? throw new RuleBroken(AccountRules.UserNameTaken);
        }

        var now = clock.GetUtcNow();
        var name = TypedText.Clean(identity.Name ?? "", lines: false).Trim();
        var person = Person.Register(
            Id<Person>.New(trade.GetUtcNow()),
            name.Length is >= 1 and <= RoleChange.LongestName ? name : userName,
            []
        );
        db.People.Add(person);
        db.Accounts.Add(
            new()
            {
                Id = person.Id.Value,
                UserName = userName,
                NormalizedUserName = normalized,
                SecurityStamp = RandomNumberGenerator.GetHexString(32),
            }
        );
        await ChangeAsync(person, said, [], identity, cancellationToken);
        var login = new ExternalLogin
        {
            Id = Id<ExternalLogin>.New(now),
            PersonId = person.Id,
            Way = identity.Way,
            Mark = mark,
            BoundAt = now,
            GrantsRoles = true,
            Given = said,
        };
        db.ExternalLogins.Add(login);
        return login;
    }

    private async Task ChangeAsync(
        Person person,
        IReadOnlyList<Role> given,
        IReadOnlyList<Role> taken,
        ExternalIdentity identity,
        CancellationToken cancellationToken
    )
    {
        Id<Department>? department = identity.Department is { Length: > 0 } code
            ? (await db.Departments.AsNoTracking().SingleOrDefaultAsync(d => d.Code == code, cancellationToken))?.Id
            : null;
        if (RoleChange.ByProvider(person, given, taken, department, texts.In("zh-CN", "external.reason"), trade.GetUtcNow()) is { } change)
        {
            await roles.DemandSpareableAsync(change, cancellationToken);
            db.RoleChanges.Add(change);
        }
    }

    private static void Demand(bool holds, Rule rule)
    {
        if (!holds)
        {
            throw new RuleBroken(rule);
        }
    }
}

/// <summary>Ends what lets somebody in by another's word.</summary>
internal static class ExternalLoginEnds
{
    /// <summary>Nobody comes in as this person by a sign-in elsewhere any more; it counts once it is saved.</summary>
    public static async Task EndExternalLoginsAsync(
        this CommissionerDb db,
        Id<Person> person,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        foreach (var login in await db.ExternalLogins.Where(l => l.PersonId == person && l.EndedAt == null).ToListAsync(cancellationToken))
        {
            login.EndedAt = at;
        }
    }
}
