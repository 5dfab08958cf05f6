using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Cases;

/// <summary>What changes of a case because those who deal with it change: no promise moves by it.</summary>
public sealed partial class Case
{
    /// <summary>Somebody else of the department deals with its leg: who did has left, or is elsewhere.</summary>
    /// <exception cref="RuleBroken"><see cref="WhistleRules.OnlyTheOfficeHandsOver"/>, <see cref="WhistleRules.LegOutOfOrder"/>, <see
    /// cref="WhistleRules.HandlerMissing"/>, <see cref="PhoneNumberRules"/>.</exception>
    public void HandLegOver(Id<Leg> leg, string departmentName, string handlerName, string handlerPhone, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        var role = by.First([Role.TriageDesk]) ?? throw new RuleBroken(WhistleRules.OnlyTheOfficeHandsOver) { Could = [Role.TriageDesk] };
        var (_, its) = FindLeg(leg);
        its.HandOver(handlerName, handlerPhone);
        Record(by, role, now, new LegHandedOver(leg, its.DepartmentId, departmentName, its.HandlerName!));
    }

    /// <summary>
    /// A department closes: what it owes here its successor owes, by the same time. What it did stays under its own name.
    /// </summary>
    /// <exception cref="RuleBroken"><see cref="WhistleRules.OnlyTheOfficeHandsOver"/>, <see
    /// cref="WhistleRules.OneOpenLegPerDepartment"/>.</exception>
    public void GoOnWith(Department successor, Department closing, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(successor);
        ArgumentNullException.ThrowIfNull(closing);
        ArgumentNullException.ThrowIfNull(by);
        var role = by.First([Role.TriageDesk]) ?? throw new RuleBroken(WhistleRules.OnlyTheOfficeHandsOver) { Could = [Role.TriageDesk] };
        var its = Legs.Where(l => l.IsOpen && l.DepartmentId == closing.Id).ToList();
        if (its.Count > 0 && Legs.Any(l => l.IsOpen && l.DepartmentId == successor.Id))
        {
            throw new RuleBroken(WhistleRules.OneOpenLegPerDepartment);
        }

        foreach (var leg in its)
        {
            leg.GoOnWith(successor.Id);
            Record(by, role, now, new LegGoesOn(leg.Id, closing.Name, successor.Id, successor.Name));
        }

        foreach (var order in _orders.Where(o => o.DepartmentId == closing.Id && o.Status is OrderStatus.Issued or OrderStatus.Answered))
        {
            order.GoOnWith(successor.Id);
        }

        Settle();
    }

    /// <summary>
    /// Its enterprise merged into another: the case is that one's, and its commissioner's, from now on, by the same times. What was done for it
    /// stays as it was recorded, and whose it was when it was filed stays known.
    /// </summary>
    /// <exception cref="RuleBroken"><see cref="EnterpriseRules.OnlyTheOfficeMoves"/>, <see
    /// cref="EnterpriseRules.MergesIntoAnother"/>.</exception>
    public void GoOnWith(Enterprise successor, Enterprise merged, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(successor);
        ArgumentNullException.ThrowIfNull(merged);
        ArgumentNullException.ThrowIfNull(by);
        var role = by.First([Role.TriageDesk]) ?? throw new RuleBroken(EnterpriseRules.OnlyTheOfficeMoves) { Could = [Role.TriageDesk] };
        if (merged.SuccessorId != successor.Id || EnterpriseId != merged.Id)
        {
            throw new RuleBroken(EnterpriseRules.MergesIntoAnother);
        }

        (FiledForId, EnterpriseId, Enterprise) = (FiledForId ?? merged.Id, successor.Id, successor);
        Record(by, role, now, new GoesOnWithSuccessor(merged.Name, successor.Id, successor.Name));
        Settle();
    }
}
