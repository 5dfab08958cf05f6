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
        var role =
            by.First([Role.TriageDesk]) ?? throw new RuleBroken(WhistleRules.OnlyTheOfficeHandsOver) { Could = [Role.TriageDesk] };
        var (_, its) = FindLeg(leg);
        its.HandOver(handlerName, handlerPhone);
        Record(by, role, now, new LegHandedOver(leg, its.DepartmentId, departmentName, its.HandlerName!));
    }
}
