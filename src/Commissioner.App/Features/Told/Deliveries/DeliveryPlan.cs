using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Deliveries;

/// <summary>
/// Plans by which channels notices go out: one row a recipient, channel and message. Whom no channel reaches, and who has to hear of it, a
/// seat of the hotline calls.
/// </summary>
public sealed class DeliveryPlan(CommissionerDb db, WaysTo ways, Groups groups, ToldBook book, Promises promises)
{
    // Enterprises are told between these hours of any day, staff in working time.
    private static readonly TimeOnly Morning = new(8, 0);
    private static readonly TimeOnly Evening = new(21, 0);

    // How long one channel is tried before the next has its turn.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);
    private static readonly TimeSpan PatienceInNeed = TimeSpan.FromMinutes(10);

    // A digest of what was late tells how much by then.
    private static readonly TimeSpan UntilCounted = TimeSpan.FromMinutes(1);

    private static readonly Channel[] Phones = [Channel.WeChat, Channel.Sms, Channel.Voice];

    /// <summary>Plans these notices; they are written down as planned with what is planned of them.</summary>
    public async Task AddAsync(IReadOnlyList<Notice> notices, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var by = await book.ReadAsync(cancellationToken);
        var people = await ways.OfAsync([.. notices.Select(n => n.PersonId).Distinct()], cancellationToken);
        var cases = await CasesAsync(notices, cancellationToken);
        var robots = await groups.OfAsync([.. people.Keys], cancellationToken);
        var said = await SaidAsync(notices, cancellationToken);
        Dictionary<string, Reach> callers = [];
        foreach (var notice in notices)
        {
            notice.PlannedAt = now;
            var rule = by(notice.Text);
            var its = cases.GetValueOrDefault(notice.EntryId);
            var worthUntil = notice.ShowAt + TimeSpan.FromHours(rule.WorthHours);
            if (worthUntil <= now || !people.TryGetValue(notice.PersonId, out var reach))
            {
                continue;
            }

            var urgent = rule.Urgent || its?.Urgency == Urgency.Emergency;
            Add(Told(notice, its?.Id, notice.PersonId, urgent), rule, reach, worthUntil, now);

            // A group is told once, whoever of it is. What is said of officials is said in no group: one of them may be in it.
            foreach (var robot in rule.Robot && its?.AboutOfficials != true ? robots[notice.PersonId] : [])
            {
                if (said.Add((notice.EntryId, notice.Text, robot)))
                {
                    var dueAt = urgent ? now : Quiet(reach, now);
                    var message = Told(notice, its?.Id, null, urgent);
                    db.Deliveries.Add(Delivery.Plan(message, [(Channel.Robot, robot)], dueAt, Patience, worthUntil, now));
                }
            }

            // Whoever rang and has no account here is told, too, of what its enterprise is told.
            if (reach.IsEnterprise && its?.ContactPhone is { Length: > 0 } phone)
            {
                var caller = callers.GetValueOrDefault(phone) ?? (callers[phone] = await ways.OfAsync(phone, cancellationToken));
                if (
                    caller.Addresses is [var (_, to), ..]
                    && !people.Values.Any(p => p.IsEnterprise && p.Addresses.Intersect(caller.Addresses).Any())
                    && said.Add((notice.EntryId, notice.Text, to))
                )
                {
                    Add(Told(notice, its.Id, null, urgent), rule with { Compulsory = false }, caller, worthUntil, now);
                }
            }
        }
    }

    /// <summary>The next channel has its turn with what did not arrive by this one.</summary>
    public async Task GoOnAsync(Delivery failed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(failed);
        // What was sent again and failed again has had its next channel already.
        if (
            failed.Then.Count == 0
            || failed.WorthUntil <= now
            || await db.Deliveries.AnyAsync(
                d =>
                    d.EntryId == failed.EntryId
                    && d.Text == failed.Text
                    && d.PersonId == failed.PersonId
                    && failed.Then.Contains(d.Channel),
                cancellationToken
            )
        )
        {
            return;
        }

        var reach = failed.PersonId is { } person
            ? (await ways.OfAsync([person], cancellationToken)).GetValueOrDefault(person)
            : await ways.OfAsync(failed.To, cancellationToken);
        var left = failed
            .Then.Select(c => c == Channel.Hotline ? (c, "") : (reach?.Addresses.FirstOrDefault(a => a.Channel == c) ?? (c, null!)))
            .Where(w => w.Item2 is not null)
            .ToList();
        if (left.Count > 0)
        {
            var message = new Message(
                failed.PersonId,
                failed.CaseId,
                failed.EntryId,
                failed.Text,
                failed.Facts,
                failed.Link,
                failed.Urgent
            );
            db.Deliveries.Add(Delivery.Plan(message, left, now, failed.Urgent ? PatienceInNeed : Patience, failed.WorthUntil, now));
        }
    }

    private static Message Told(Notice notice, Id<Case>? @case, Id<Person>? person, bool urgent) =>
        new(person, @case, notice.EntryId, notice.Text, notice.Facts, notice.Link, urgent);

    private void Add(Message message, ToldBy rule, Reach reach, DateTimeOffset worthUntil, DateTimeOffset now)
    {
        var mayPause = !rule.Compulsory && !message.Urgent;
        if (mayPause && reach.PausedUntil > now)
        {
            return;
        }

        var wanted = reach.Addresses.Where(a => !(mayPause && reach.Without.Contains(a.Channel))).ToList();
        var dueAt = (message.EntryId < 0 ? now + UntilCounted : now) is var soon && message.Urgent ? soon : Quiet(reach, soon);
        var patience = message.Urgent ? PatienceInNeed : Patience;
        if (rule.Phone)
        {
            // A call that reads every little thing out is a nuisance: it is for what must be heard.
            List<(Channel, string)> chain = [.. wanted.Where(a => Phones.Contains(a.Channel) && (a.Channel != Channel.Voice || !mayPause))];
            if (rule.Compulsory && reach.IsEnterprise)
            {
                chain.Add((Channel.Hotline, ""));
            }

            if (chain.Count > 0)
            {
                db.Deliveries.Add(Delivery.Plan(message, chain, dueAt, patience, worthUntil, now));
            }
        }

        if (rule.Email && wanted.Find(a => a.Channel == Channel.Email) is { To: { } address })
        {
            db.Deliveries.Add(Delivery.Plan(message, [(Channel.Email, address)], dueAt, patience, worthUntil, now));
        }
    }

    private DateTimeOffset Quiet(Reach reach, DateTimeOffset at)
    {
        if (!reach.IsEnterprise)
        {
            return promises.Calendar.NextOpening(at);
        }

        var local = Features.Shared.Moments.Local(at);
        var time = TimeOnly.FromDateTime(local.DateTime);
        var day = DateOnly.FromDateTime(local.DateTime);
        return time < Morning ? Features.Shared.Moments.FromLocal(day.ToDateTime(Morning))
            : time >= Evening ? Features.Shared.Moments.FromLocal(day.AddDays(1).ToDateTime(Morning))
            : at;
    }

    // Groups and callers that were told already, with an earlier batch: they are no account by which the notice would be known.
    private async Task<HashSet<(long, string, string)>> SaidAsync(IReadOnlyList<Notice> notices, CancellationToken cancellationToken)
    {
        var entries = notices.Select(n => n.EntryId).Distinct().ToList();
        return entries.Count == 0
            ? []
            :
            [
                .. (
                    await db
                        .Deliveries.Where(d => d.PersonId == null && entries.Contains(d.EntryId))
                        .Select(d => new
                        {
                            d.EntryId,
                            d.Text,
                            d.To,
                        })
                        .ToListAsync(cancellationToken)
                ).Select(d => (d.EntryId, d.Text, d.To)),
            ];
    }

    private async Task<Dictionary<long, CaseTold>> CasesAsync(IReadOnlyList<Notice> notices, CancellationToken cancellationToken)
    {
        var entries = notices.Select(n => n.EntryId).Where(e => e > 0).Distinct().ToList();
        var found = await (
            from e in db.Timeline.AsNoTracking().Where(e => entries.Contains(e.Id))
            join c in db.Cases on e.SubjectId equals (Guid)(object)c.Id
            select new
            {
                Entry = e.Id,
                c.Id,
                c.Urgency,
                c.ContactPhone,
                c.AboutOfficials,
            }
        ).ToListAsync(cancellationToken);
        return found.ToDictionary(f => f.Entry, f => new CaseTold(f.Id, f.Urgency, f.ContactPhone, f.AboutOfficials));
    }

    private sealed record CaseTold(Id<Case> Id, Urgency Urgency, string? ContactPhone, bool AboutOfficials);
}
