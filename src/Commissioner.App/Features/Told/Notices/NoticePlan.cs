using System.Text.Json;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Notices;

/// <summary>The notices that follow from a batch of entries: gathered, then planned once, whoever asks how often.</summary>
internal sealed class NoticePlan(CommissionerDb db, WorkingCalendar? calendar = null)
{
    // A digest names at most so many case numbers.
    private const int Named = 5;

    private readonly Dictionary<(long, Id<Person>, string), Notice> _notices = [];
    private readonly Dictionary<long, Guid> _about = [];

    /// <summary>Tells somebody.</summary>
    /// <param name="person">Whom.</param>
    /// <param name="because">What it follows from.</param>
    /// <param name="text">Behind <c>notice.</c> the key of its text.</param>
    /// <param name="facts">Values for the text's named places.</param>
    /// <param name="link">Where it leads; null for nowhere.</param>
    /// <param name="waits">It waits for the calendar's working time.</param>
    /// <param name="notBefore">It is not shown before this, and stands there in the list; null for at once.</param>
    public void Tell(
        Id<Person> person,
        TimelineEntry because,
        string text,
        object facts,
        string? link = null,
        bool waits = false,
        DateTimeOffset? notBefore = null
    )
    {
        _about[because.Id] = because.SubjectId;
        _notices.TryAdd(
            (because.Id, person, text),
            new Notice
            {
                Id = Id<Notice>.New(notBefore ?? because.At),
                PersonId = person,
                Text = text,
                Facts = JsonSerializer.Serialize(facts, RecordEvents.Json),
                Link = link,
                EntryId = because.Id,
                At = notBefore ?? because.At,
                ShowAt = notBefore ?? (waits && calendar is not null ? calendar.NextOpening(because.At) : because.At),
            }
        );
    }

    /// <summary>Tells somebody else what another person was to be told.</summary>
    public void HandOn(Notice notice, Id<Person> person) =>
        _notices.TryAdd(
            (notice.EntryId, person, notice.Text),
            new Notice
            {
                Id = Id<Notice>.New(notice.At),
                PersonId = person,
                Text = notice.Text,
                Facts = notice.Facts,
                Link = notice.Link,
                EntryId = notice.EntryId,
                At = notice.At,
                ShowAt = notice.ShowAt,
            }
        );

    /// <summary>Takes back what nobody has been told yet.</summary>
    /// <param name="person">Who would have been told.</param>
    /// <param name="because">The key of the entry that it follows from.</param>
    /// <param name="text">Behind <c>notice.</c> the key of its text.</param>
    /// <param name="now">What is shown from later on has not been told.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>There was something to take back.</returns>
    public async Task<bool> TakeBackAsync(
        Id<Person> person,
        long because,
        string text,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (_notices.TryGetValue((because, person, text), out var planned) && planned.ShowAt > now)
        {
            return _notices.Remove((because, person, text));
        }

        return await db
                .Notices.Where(n => n.EntryId == because && n.PersonId == person && n.Text == text && n.ShowAt > now)
                .ExecuteDeleteAsync(cancellationToken) > 0;
    }

    /// <summary>Tells several.</summary>
    public void Tell(
        IEnumerable<Id<Person>> people,
        TimelineEntry because,
        string text,
        object facts,
        string? link = null,
        bool waits = false
    )
    {
        foreach (var person in people)
        {
            Tell(person, because, text, facts, link, waits);
        }
    }

    /// <summary>Adds a case to each person's one digest of what the system was late with.</summary>
    /// <param name="people">Whom.</param>
    /// <param name="since">Since when the system stood: the digest's key.</param>
    /// <param name="number">The case's number.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task DigestAsync(IEnumerable<Id<Person>> people, DateTimeOffset since, string? number, CancellationToken cancellationToken)
    {
        // A digest follows from no entry, so its key is negative: entries have positive ones.
        var key = -since.ToUnixTimeMilliseconds();
        foreach (var person in people)
        {
            var digest =
                db.Notices.Local.FirstOrDefault(n => n.EntryId == key && n.PersonId == person)
                ?? await db.Notices.SingleOrDefaultAsync(
                    n => n.EntryId == key && n.PersonId == person && n.Text == "CaughtUp",
                    cancellationToken
                );
            if (digest is null)
            {
                digest = new Notice
                {
                    Id = Id<Notice>.New(since),
                    PersonId = person,
                    Text = "CaughtUp",
                    EntryId = key,
                    At = since,
                    ShowAt = since,
                    Link = "/cases/all",
                };
                db.Notices.Add(digest);
            }

            var before = JsonSerializer.Deserialize<Digest>(digest.Facts, RecordEvents.Json)!;
            var numbers = before.Numbers ?? "";
            digest.Facts = JsonSerializer.Serialize(
                new Digest(
                    before.Count + 1,
                    before.Count < Named && !numbers.Contains(number ?? "", StringComparison.Ordinal)
                        ? $"{numbers} {number}".Trim()
                        : numbers,
                    since
                ),
                RecordEvents.Json
            );
        }
    }

    /// <summary>Adds what is not planned yet.</summary>
    public async Task AddAsync(CancellationToken cancellationToken)
    {
        if (_notices.Count == 0)
        {
            return;
        }

        await KeepConfidenceAsync(cancellationToken);
        var entries = _notices.Keys.Select(k => k.Item1).Distinct().ToList();
        var before = await db
            .Notices.Where(n => entries.Contains(n.EntryId))
            .Select(n => new
            {
                n.EntryId,
                n.PersonId,
                n.Text,
            })
            .ToListAsync(cancellationToken);
        before.ForEach(n => _notices.Remove((n.EntryId, n.PersonId, n.Text)));
        db.Notices.AddRange(_notices.Values);
    }

    // Of a confidential case only supervision is told, in the place of whoever would deal with another; and of the enterprise only who filed it
    // and the owner. It is kept here, where all notices come by, and not by each that tells.
    private async Task KeepConfidenceAsync(CancellationToken cancellationToken)
    {
        var cases = _about.Values.Distinct().Select(k => new Id<Case>(k)).ToList();
        var confidential = (
            await db
                .Cases.Where(c => cases.Contains(c.Id) && c.Confidential)
                .Select(c => new
                {
                    c.Id,
                    c.EnterpriseId,
                    c.SubmittedById,
                })
                .ToListAsync(cancellationToken)
        ).ToDictionary(c => c.Id.Value);
        if (confidential.Count == 0)
        {
            return;
        }

        var supervision = await db.WithAsync(Role.Supervisor, cancellationToken);
        var enterprises = confidential.Values.Select(c => c.EnterpriseId).ToList();
        var own = await db
            .People.Where(p => p.EnterpriseId != null && enterprises.Contains(p.EnterpriseId.Value))
            .Select(p => new { p.Id, p.Roles })
            .ToDictionaryAsync(p => p.Id, p => p.Roles, cancellationToken);
        foreach (var ((entry, person, text), notice) in _notices.ToList())
        {
            if (
                !_about.TryGetValue(entry, out var about)
                || !confidential.TryGetValue(about, out var its)
                || supervision.Contains(person)
                || person == its.SubmittedById
            )
            {
                continue;
            }

            if (own.TryGetValue(person, out var roles))
            {
                if (!roles.Contains(Role.EnterpriseOwner))
                {
                    _notices.Remove((entry, person, text));
                }

                continue;
            }

            _notices.Remove((entry, person, text));
            foreach (var supervisor in supervision)
            {
                HandOn(notice, supervisor);
            }
        }
    }

    private sealed record Digest(int Count, string? Numbers, DateTimeOffset Since);
}

/// <summary>Whom a notice may go to, each for a whole batch in one query.</summary>
internal static class Recipients
{
    public static async Task<ILookup<Id<Department>, Id<Person>>> OfDepartmentsAsync(
        this CommissionerDb db,
        IEnumerable<Id<Department>> departments,
        CancellationToken cancellationToken
    )
    {
        var ids = departments.Distinct().ToList();
        var found =
            ids.Count == 0
                ? []
                : await db
                    .People.Where(p => p.DepartmentId != null && ids.Contains(p.DepartmentId.Value))
                    .Select(p => new { p.Id, DepartmentId = p.DepartmentId!.Value })
                    .ToListAsync(cancellationToken);
        return found.ToLookup(p => p.DepartmentId, p => p.Id);
    }

    public static async Task<ILookup<Id<Enterprise>, Id<Person>>> OfEnterprisesAsync(
        this CommissionerDb db,
        IEnumerable<Id<Enterprise>> enterprises,
        CancellationToken cancellationToken
    )
    {
        var ids = enterprises.Distinct().ToList();
        var found =
            ids.Count == 0
                ? []
                : await db
                    .People.Where(p => p.LeftAt == null && p.EnterpriseId != null && ids.Contains(p.EnterpriseId.Value))
                    .Select(p => new { p.Id, EnterpriseId = p.EnterpriseId!.Value })
                    .ToListAsync(cancellationToken);
        return found.ToLookup(p => p.EnterpriseId, p => p.Id);
    }

    // Roles are stored as one text, so the role's name is searched in it.
    public static async Task<IReadOnlyList<Id<Person>>> WithAsync(this CommissionerDb db, Role role, CancellationToken cancellationToken)
    {
        var name = role.ToString();
        return await db
            .People.Where(p => p.EnterpriseId == null && p.DepartmentId == null && ((string)(object)p.Roles).Contains(name))
            .Select(p => p.Id)
            .ToListAsync(cancellationToken);
    }

    public static async Task<IReadOnlyDictionary<Guid, CaseInHand>> CasesOfAsync(
        this CommissionerDb db,
        IEnumerable<TimelineEntry> entries,
        CancellationToken cancellationToken
    )
    {
        var ids = entries.Select(e => new Id<Case>(e.SubjectId)).Distinct().ToList();
        return ids.Count == 0
            ? new Dictionary<Guid, CaseInHand>()
            : await db
                .Cases.Where(c => ids.Contains(c.Id))
                .Select(c => new CaseInHand(
                    c.Id,
                    c.Number,
                    c.Title,
                    c.Urgency,
                    c.EnterpriseId,
                    c.Enterprise.Name,
                    c.AboutOfficials ? null : c.Enterprise.ActiveId,
                    c.AboutOfficials,
                    c.Confidential
                ))
                .ToDictionaryAsync(c => c.Id.Value, cancellationToken);
    }
}

/// <summary>A case with who deals with it now; a null commissioner is the duty desk.</summary>
internal sealed record CaseInHand(
    Id<Case> Id,
    string? Number,
    string Title,
    Urgency Urgency,
    Id<Enterprise> EnterpriseId,
    string EnterpriseName,
    Id<Person>? CommissionerId,
    bool AboutOfficials,
    bool Confidential
)
{
    public string Link => $"/cases/show/{Id}";
}
