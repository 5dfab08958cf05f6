using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Security;

/// <summary>Finds the case that a leg belongs to, if the actor may see it.</summary>
internal static class LegInSight
{
    /// <summary>The whole case, among what may be seen, and the name of the leg's department.</summary>
    public static async Task<(Case Case, string DepartmentName)> CaseOfLeg(
        this CommissionerDb db,
        Id<Whistle> whistle,
        Id<Leg> leg,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        var found =
            await (
                from l in db.Legs
                join d in db.Departments on l.DepartmentId equals d.Id
                where l.Id == leg && l.WhistleId == whistle
                select new { l.CaseId, d.Name }
            ).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFound();
        return (await db.Cases.Whole().VisibleTo(actor).One(found.CaseId, cancellationToken), found.Name);
    }
}
