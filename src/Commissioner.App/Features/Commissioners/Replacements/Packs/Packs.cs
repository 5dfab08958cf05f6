using Commissioner.Data;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;

namespace Commissioner.App.Features.Replacements.Packs;

/// <summary>
/// Whose business a hand-over is: whoever goes until it is signed, whoever came as long as it serves, the service office and supervision.
/// </summary>
internal static class Packs
{
    public static IQueryable<Replacement> PacksOf(this CommissionerDb db, Actor actor)
    {
        if (actor.Is(Role.TriageDesk, Role.Supervisor))
        {
            return db.Replacements;
        }

        var me = actor.Id;
        return from r in db.Replacements
            join e in db.Enterprises on r.EnterpriseId equals e.Id
            where
                (
                    r.OutgoingId == me
                    && r.Status != ReplacementStatus.Kept
                    && !(
                        r.OutgoingSignedAt != null
                        && (
                            r.SuccessorSignedAt != null
                            || r.Status == ReplacementStatus.Overtaken
                            || (r.Status == ReplacementStatus.Appointed && e.ActiveId != r.SuccessorId)
                        )
                    )
                )
                || (
                    r.Status != ReplacementStatus.Kept
                    && (r.ActingId == me || r.SuccessorId == me)
                    && (e.ActiveId == me || e.BackupId == me)
                )
            select r;
    }
}
