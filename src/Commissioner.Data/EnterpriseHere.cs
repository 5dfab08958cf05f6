using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Financing;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using Commissioner.Domain.Visits;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.Data;

/// <summary>
/// What is begun for an enterprise is begun while it is in the park. Whoever begins something writes the enterprise's row as it is; whoever ends
/// the enterprise holds that row before reading what is open. So one of them comes first, and the other reads what it did.
/// </summary>
public static class EnterpriseHere
{
    /// <summary>
    /// The save that follows is refused, and tried anew, where the enterprise merged or left since it was read: its row is written by its version.
    /// </summary>
    public static void DemandStays(this CommissionerDb db, Enterprise enterprise)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(enterprise);
        db.Entry(enterprise).Property(e => e.Version).IsModified = true;
    }

    /// <summary>Holds an enterprise's row until the transaction ends, which must have begun.</summary>
    /// <returns>False where it has merged or left, or never was.</returns>
    public static async Task<bool> HoldAsync(this CommissionerDb db, Id<Enterprise> enterprise, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db
                .Enterprises.Where(e => e.Id == enterprise && e.EndedAt == null)
                .ExecuteUpdateAsync(e => e.SetProperty(x => x.Version, x => x.Version), cancellationToken) == 1;
    }

    // The enterprises for which this save begins something: those that were read must stay as they were read, the others are answered.
    internal static IReadOnlyCollection<Id<Enterprise>> DemandStay(this CommissionerDb db, IEnumerable<object> added)
    {
        var begun = added.SelectMany(For).ToHashSet();
        if (begun.Count > 0)
        {
            foreach (var read in db.ChangeTracker.Entries<Enterprise>().Where(e => begun.Remove(e.Entity.Id)).ToList())
            {
                if (read.State == EntityState.Unchanged)
                {
                    db.DemandStays(read.Entity);
                }
            }
        }

        return begun;
    }

    private static Id<Enterprise>[] For(object begun) =>
        begun switch
        {
            Case its => [its.EnterpriseId],
            Visit its => [its.EnterpriseId],
            Undertaking its => [its.EnterpriseId],
            PersonalRequest its => [its.EnterpriseId],
            Offering its => [its.EnterpriseId],
            Introduction its => [its.OffererId, its.SeekerId],
            FinancingNeed its => [its.EnterpriseId],
            FinancingPush its => [its.EnterpriseId],
            _ => [],
        };
}
