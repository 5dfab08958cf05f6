using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.App.Features.Cases;

/// <summary>How much of a case a person may see: a department only its own legs, as its whistles disclose.</summary>
internal sealed record Sight(Id<Department>? Department, IReadOnlyList<Whistle> Whistles, bool IdentityHidden, bool ContactHidden)
{
    public static Sight Of(Case @case, Actor actor)
    {
        if (actor.DepartmentId is not { } own || actor.Is(Role.TriageDesk, Role.Supervisor))
        {
            return new(null, @case.Whistles, false, false);
        }

        // Called twice, the stricter whistle rules.
        var called = @case.Whistles.Where(w => w.Legs.Any(l => l.DepartmentId == own)).ToList();
        return new(
            own,
            called,
            called.Any(w => w.Disclosure == Disclosure.IdentityHidden),
            called.Any(w => w.Disclosure != Disclosure.Full)
        );
    }

    public bool Sees(Leg leg) => Department is not { } own || leg.DepartmentId == own;

    // Words that are owed to supervision are nothing that the enterprise waits for.
    public bool Sees(PromiseClock clock, Case @case, Actor actor) =>
        Department is { } own
            ? Whistles.Any(w => w.Legs.Any(l => l.DepartmentId == own && l.Id.Value == clock.SubjectId))
                || @case.Orders.Any(o => o.DepartmentId == own && o.Id.Value == clock.SubjectId)
            : actor.EnterpriseId is null || !Case.Supervising.Contains(clock.Kind);

    public bool Names(TimelineEntry entry) => !IdentityHidden || entry.As is not (Role.EnterpriseOwner or Role.EnterpriseUser);

    // Who was spoken to is the contact, or somebody who leads to it.
    public FourElements? Of(FourElements? closure) =>
        IdentityHidden ? null
        : ContactHidden && closure is not null ? closure with { SpokenWith = "***" }
        : closure;

    public static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
