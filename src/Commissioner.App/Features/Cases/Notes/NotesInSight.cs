using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Notes;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Notes;

/// <summary>Who reads the internal notes of a case: who may see it as its commissioner, as the service office or as supervision.</summary>
public static class NotesInSight
{
    /// <summary>The cases of which this person reads the notes: those that it sees by the roles that write them, and by no other.</summary>
    public static IQueryable<Case> NotedFor(this IQueryable<Case> cases, Actor actor) =>
        Permissions.Holds(actor, Permission.WriteNotes) && actor.EnterpriseId is null && actor.SeesFor() is null
            ? cases.VisibleTo(actor with { Roles = [.. actor.Roles.Where(CaseNote.Writers.Contains)] })
            : cases.Where(_ => false);

    /// <summary>Who of the staff reads the notes of a case, but for who asks.</summary>
    public static async Task<IReadOnlyList<Colleague>> ColleaguesAsync(
        this CommissionerDb db,
        Case @case,
        Actor but,
        CancellationToken cancellationToken
    )
    {
        var (office, supervision) = (nameof(Role.TriageDesk), nameof(Role.Supervisor));
        var enterprise = @case.EnterpriseId;
        var people = await db
            .People.AsNoTracking()
            .Where(p => p.LeftAt == null && p.EnterpriseId == null && p.Id != but.Id)
            .Where(p =>
                // Roles are stored as one text, so the role's name is searched in it.
                ((string)(object)p.Roles).Contains(office)
                || ((string)(object)p.Roles).Contains(supervision)
                || db.Enterprises.Any(e => e.Id == enterprise && (e.ActiveId == p.Id || e.BackupId == p.Id))
            )
            .ToListAsync(cancellationToken);
        var serving = await db
            .Enterprises.AsNoTracking()
            .Where(e => e.Id == enterprise)
            .Select(e => new { e.ActiveId, e.BackupId })
            .SingleAsync(cancellationToken);
        return
        [
            .. people
                .Where(p => Reads(p.Acting(), @case, serving.ActiveId, serving.BackupId))
                .OrderBy(p => p.Name, StringComparer.Ordinal)
                .ThenBy(p => p.Id)
                .Select(p => new Colleague(p.Id, p.Name)),
        ];
    }

    // The same as NotedFor says, of one case and of people instead of one person and of cases: a test compares the two.
    private static bool Reads(Actor person, Case @case, Id<Person>? active, Id<Person>? backup) =>
        person.SeesFor() is null
        && (
            person.Is(Role.Supervisor)
            || (
                !@case.Confidential
                && (
                    person.Is(Role.TriageDesk)
                    || (person.Is(Role.Commissioner) && !@case.AboutOfficials && (person.Id == active || person.Id == backup))
                )
            )
        );
}
