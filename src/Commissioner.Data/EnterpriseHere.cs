using Commissioner.Domain.Enterprises;

namespace Commissioner.Data;

/// <summary>What is begun for an enterprise is begun while it is in the park.</summary>
public static class EnterpriseHere
{
    /// <summary>
    /// The save that follows is refused, and tried anew, where the enterprise merged or left since it was read: its row is written as it is, by
    /// its version, so that of the two one comes first.
    /// </summary>
    public static void DemandStays(this CommissionerDb db, Enterprise enterprise)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(enterprise);
        db.Entry(enterprise).Property(e => e.Version).IsModified = true;
    }
}
