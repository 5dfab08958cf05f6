using System.Text.Json;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Notices;

/// <summary>The notices that follow from a batch of entries: gathered, then planned once, whoever asks how often.</summary>
internal sealed class NoticePlan(CommissionerDb db)
{
    private readonly Dictionary<(long, Id<Person>, string), Notice> _notices = [];

    /// <summary>Tells somebody.</summary>
    /// <param name="person">Whom.</param>
    /// <param name="because">What it follows from.</param>
    /// <param name="text">Behind <c>notice.</c> the key of its text.</param>
    /// <param name="facts">Values for the text's named places.</param>
    /// <param name="link">Where it leads; null for nowhere.</param>
    public void Tell(Id<Person> person, TimelineEntry because, string text, object facts, string? link = null) =>
        _notices.TryAdd((because.Id, person, text), new Notice
        {
            Id = Id<Notice>.New(because.At),
            PersonId = person,
            Text = text,
            Facts = JsonSerializer.Serialize(facts, RecordEvents.Json),
            Link = link,
            EntryId = because.Id,
            At = because.At,
        });

    /// <summary>Tells several.</summary>
    public void Tell(IEnumerable<Id<Person>> people, TimelineEntry because, string text, object facts, string? link = null)
    {
        foreach (var person in people)
        {
            Tell(person, because, text, facts, link);
        }
    }

    /// <summary>Adds what is not planned yet.</summary>
    public async Task AddAsync(CancellationToken cancellationToken)
    {
        if (_notices.Count == 0)
        {
            return;
        }

        var entries = _notices.Keys.Select(k => k.Item1).Distinct().ToList();
        var before = await db.Notices.Where(n => entries.Contains(n.EntryId)).Select(n => new { n.EntryId, n.PersonId, n.Text }).ToListAsync(cancellationToken);
        before.ForEach(n => _notices.Remove((n.EntryId, n.PersonId, n.Text)));
        db.Notices.AddRange(_notices.Values);
    }
}

/// <summary>Whom a notice may go to, each for a whole batch in one query.</summary>
internal static class Recipients
{
    public static async Task<ILookup<Id<Department>, Id<Person>>> OfDepartmentsAsync(this CommissionerDb db, IEnumerable<Id<Department>> departments, CancellationToken cancellationToken)
    {
        var ids = departments.Distinct().ToList();
        var found = ids.Count == 0 ? [] : await db.People.Where(p => p.DepartmentId != null && ids.Contains(p.DepartmentId.Value)).Select(p => new { p.Id, DepartmentId = p.DepartmentId!.Value }).ToListAsync(cancellationToken);
        return found.ToLookup(p => p.DepartmentId, p => p.Id);
    }

    public static async Task<ILookup<Id<Enterprise>, Id<Person>>> OfEnterprisesAsync(this CommissionerDb db, IEnumerable<Id<Enterprise>> enterprises, CancellationToken cancellationToken)
    {
        var ids = enterprises.Distinct().ToList();
        var found = ids.Count == 0 ? [] : await db.People.Where(p => p.EnterpriseId != null && ids.Contains(p.EnterpriseId.Value)).Select(p => new { p.Id, EnterpriseId = p.EnterpriseId!.Value }).ToListAsync(cancellationToken);
        return found.ToLookup(p => p.EnterpriseId, p => p.Id);
    }

    // Roles are kept as one text.
    public static async Task<IReadOnlyList<Id<Person>>> WithAsync(this CommissionerDb db, Role role, CancellationToken cancellationToken)
    {
        var name = role.ToString();
        return await db.People.Where(p => p.EnterpriseId == null && p.DepartmentId == null && ((string)(object)p.Roles).Contains(name)).Select(p => p.Id).ToListAsync(cancellationToken);
    }

    public static async Task<IReadOnlyDictionary<Guid, CaseInHand>> CasesOfAsync(this CommissionerDb db, IEnumerable<TimelineEntry> entries, CancellationToken cancellationToken)
    {
        var ids = entries.Select(e => new Id<Case>(e.SubjectId)).Distinct().ToList();
        return ids.Count == 0
            ? new Dictionary<Guid, CaseInHand>()
            : await db.Cases.Where(c => ids.Contains(c.Id))
                .Select(c => new CaseInHand(c.Id, c.Number, c.Title, c.Urgency, c.EnterpriseId, c.Enterprise.Name, c.AboutOfficials ? null : c.Enterprise.ActiveId))
                .ToDictionaryAsync(c => c.Id.Value, cancellationToken);
    }
}

/// <summary>A case with who deals with it now; a null commissioner is the duty desk.</summary>
internal sealed record CaseInHand(Id<Case> Id, string? Number, string Title, Urgency Urgency, Id<Enterprise> EnterpriseId, string EnterpriseName, Id<Person>? CommissionerId)
{
    public string Link => $"/cases/show/{Id}";
}
