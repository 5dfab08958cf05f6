using Commissioner.App.Channels;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Deliveries;

/// <summary>How somebody is reached, and how it wants to be.</summary>
/// <param name="PersonId">Who; null of a number without an account.</param>
/// <param name="IsEnterprise">An enterprise's person, or the caller of a case.</param>
/// <param name="Addresses">By channel, those that work here and that it did not decline, in the order of trying.</param>
/// <param name="Without">What it does not want, unless it is compulsory.</param>
/// <param name="PausedUntil">Until then only what is compulsory.</param>
public sealed record Reach(
    Id<Person>? PersonId,
    bool IsEnterprise,
    IReadOnlyList<(Channel Channel, string To)> Addresses,
    IReadOnlyList<Channel> Without,
    DateTimeOffset? PausedUntil
);

/// <summary>
/// Finds how people are reached. The order of trying is WeChat, a text message, a call; e-mail goes beside. Who said stop at an address is
/// sent nothing there, compulsory or not: the next way has its turn.
/// </summary>
public sealed class WaysTo(CommissionerDb db, IEnumerable<IChannel> channels)
{
    private readonly HashSet<Channel> _here = [.. channels.Select(c => c.Kind)];

    /// <summary>How these people are reached.</summary>
    public async Task<IReadOnlyDictionary<Id<Person>, Reach>> OfAsync(
        IReadOnlyCollection<Id<Person>> people,
        CancellationToken cancellationToken
    )
    {
        var rows = await RowsAsync(people, cancellationToken);
        var found = rows.Select(r => (Row: r, Ways: Addresses(r.Phone, r.Account, r.Email, r.Choice?.WeChat))).ToList();
        var stopped = await StoppedAsync(found.SelectMany(f => f.Ways), cancellationToken);
        return found.ToDictionary(
            f => f.Row.Id,
            f => new Reach(
                f.Row.Id,
                f.Row.IsEnterprise,
                [.. f.Ways.Where(w => !stopped.Contains(w))],
                f.Row.Choice?.Without ?? [],
                f.Row.Choice?.PausedUntil
            )
        );
    }

    /// <summary>All ways to somebody that work here, also those at which it said stop.</summary>
    public async Task<IReadOnlyList<(Channel Channel, string To, bool Stopped)>> AllOfAsync(
        Id<Person> person,
        CancellationToken cancellationToken
    )
    {
        var rows = await RowsAsync([person], cancellationToken);
        var all = rows.SelectMany(r => Addresses(r.Phone, r.Account, r.Email, r.Choice?.WeChat)).ToList();
        var stopped = await StoppedAsync(all, cancellationToken);
        return [.. all.Select(w => (w.Channel, w.To, stopped.Contains(w)))];
    }

    /// <summary>How a caller without an account is reached, by the number that it gave.</summary>
    public async Task<Reach> OfAsync(string phones, CancellationToken cancellationToken)
    {
        var ways = Addresses(phones, null, null, null);
        var stopped = await StoppedAsync(ways, cancellationToken);
        return new(null, true, [.. ways.Where(w => !stopped.Contains(w))], [], null);
    }

    private Task<List<Row>> RowsAsync(IReadOnlyCollection<Id<Person>> people, CancellationToken cancellationToken) =>
        (
            from p in db.People.AsNoTracking().Where(p => people.Contains(p.Id))
            join a in db.Accounts on (Guid)(object)p.Id equals a.Id into accounts
            from a in accounts.DefaultIfEmpty()
            join c in db.ToldChoices on p.Id equals c.PersonId into choices
            from c in choices.DefaultIfEmpty()
            select new Row(p.Id, p.EnterpriseId != null, p.Phone, a.PhoneNumber, a.Email, c)
        ).ToListAsync(cancellationToken);

    private List<(Channel Channel, string To)> Addresses(string? phones, string? account, string? email, string? weChat)
    {
        var ways = ContactWays.Stored(phones);
        var texts = (ways.ForTexts ?? ContactWays.Stored(account).ForTexts)?.ToString();
        var calls = ways.First?.ToString() ?? texts;
        (Channel, string?)[] all = [(Channel.WeChat, weChat), (Channel.Sms, texts), (Channel.Voice, calls), (Channel.Email, email)];
        return [.. all.Where(w => w.Item2 is { Length: > 0 } && _here.Contains(w.Item1)).Select(w => (w.Item1, w.Item2!))];
    }

    private async Task<HashSet<(Channel, string)>> StoppedAsync(
        IEnumerable<(Channel Channel, string To)> ways,
        CancellationToken cancellationToken
    )
    {
        var to = ways.Select(w => w.To).Distinct().ToList();
        if (to.Count == 0)
        {
            return [];
        }

        var said = await db
            .Consents.AsNoTracking()
            .Where(c => to.Contains(c.To))
            .Select(c => new
            {
                c.Channel,
                c.To,
                c.Given,
                c.At,
            })
            .ToListAsync(cancellationToken);
        return [.. said.GroupBy(c => (c.Channel, c.To)).Where(g => !g.MaxBy(c => c.At)!.Given).Select(g => (g.Key.Channel, g.Key.To))];
    }

    private sealed record Row(Id<Person> Id, bool IsEnterprise, string Phone, string? Account, string? Email, ToldChoice? Choice);
}
