using System.Text.Json;
using Commissioner.App.Features.Deliveries;
using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Rehearsals;

/// <summary>What one would be told.</summary>
/// <param name="To">Whom, by name.</param>
/// <param name="Unit">Its enterprise or department.</param>
/// <param name="By">The channels beside the inbox.</param>
/// <param name="Text">In exactly these words.</param>
/// <param name="From">Not before this.</param>
public sealed record ToldLine(string To, string Unit, IReadOnlyList<Channel> By, string Text, DateTimeOffset From);

/// <summary>Thrown when a move was only rehearsed: nothing has happened, and this is what would be told.</summary>
public sealed class Rehearsed(IReadOnlyList<ToldLine> told) : Exception("This was a rehearsal: nothing has happened.")
{
    /// <summary>What enterprises and departments would be told.</summary>
    public IReadOnlyList<ToldLine> Told { get; } = told;
}

/// <summary>
/// Reads out what would be told of a move that is made within a transaction which is taken back: the move's own consequences, in the words
/// that would go out. Only what enterprises and departments would be told is read out, and only to who sees cases whole.
/// </summary>
public sealed class Rehearsal(CommissionerDb db, IEnumerable<IReaction> reactions, ToldBook book, WaysTo ways, Wording wording)
{
    /// <summary>Who may rehearse.</summary>
    public static readonly IReadOnlyList<Role> For = [Role.Commissioner, Role.TriageDesk, Role.Supervisor];

    /// <summary>What would be told of what was stored in this transaction.</summary>
    public async Task<IReadOnlyList<ToldLine>> TellAsync(CancellationToken cancellationToken)
    {
        var entries = db.ChangeTracker.Entries<TimelineEntry>().Select(e => e.Entity).OrderBy(e => e.Id).ToList();
        foreach (var reaction in reactions)
        {
            await reaction.PlanAsync(entries, db, cancellationToken);
        }

        var notices = db.ChangeTracker.Entries<Notice>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).ToList();
        var ids = notices.Select(n => n.PersonId).Distinct().ToList();
        var people = await (
            from p in db.People.AsNoTracking().Where(p => ids.Contains(p.Id) && (p.EnterpriseId != null || p.DepartmentId != null))
            join e in db.Enterprises on p.EnterpriseId equals e.Id into enterprises
            from e in enterprises.DefaultIfEmpty()
            join d in db.Departments on p.DepartmentId equals d.Id into departments
            from d in departments.DefaultIfEmpty()
            join c in db.ToldChoices on p.Id equals c.PersonId into choices
            from c in choices.DefaultIfEmpty()
            select new
            {
                p.Id,
                p.Name,
                Unit = e.Name ?? d.Name,
                Culture = c.Culture,
            }
        ).ToDictionaryAsync(p => p.Id, cancellationToken);
        var by = await book.ReadAsync(cancellationToken);
        var reach = await ways.OfAsync(ids, cancellationToken);
        var keys = notices.Select(n => n.Text).Distinct().ToList();
        var own = (await db.ToldWords.AsNoTracking().Where(w => keys.Contains(w.Key)).ToListAsync(cancellationToken))
            .GroupBy(w => (w.Key, w.Culture))
            .ToDictionary(g => g.Key, g => g.MaxBy(w => w.Version)!.Body);
        return
        [
            .. notices
                .Where(n => people.ContainsKey(n.PersonId))
                .OrderBy(n => n.ShowAt)
                .Select(n =>
                {
                    var (person, rule) = (people[n.PersonId], by(n.Text));
                    var culture = person.Culture ?? ToldBook.Cultures[0];
                    return new ToldLine(
                        person.Name,
                        person.Unit,
                        reach.GetValueOrDefault(n.PersonId) is { } its ? First(rule, its) : [],
                        wording.Say(n.Text, own.GetValueOrDefault((n.Text, culture)), n.Facts, culture),
                        n.ShowAt
                    );
                }),
        ];
    }

    private static IReadOnlyList<Channel> First(ToldBy rule, Reach reach)
    {
        var phone = reach.Addresses.Where(a => a.Channel is Channel.WeChat or Channel.Sms).Select(a => a.Channel).Take(1);
        var mail = reach.Addresses.Where(a => a.Channel == Channel.Email).Select(a => a.Channel);
        return [.. rule.Phone ? phone : [], .. rule.Email ? mail : []];
    }
}
