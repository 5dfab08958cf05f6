using Commissioner.App.Security;
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
    private bool _watches;

    public static Sight Of(Case @case, Actor actor)
    {
        if (actor.SeesFor() is not { } own)
        {
            // Supervision watches who deals with a case, and rings itself only where it deals with one.
            return new(null, @case.Whistles, false, false)
            {
                _watches = !actor.Is(Role.Commissioner, Role.TriageDesk) && !@case.Confidential,
            };
        }

        // A department may be called by two whistles: whatever one of them hides is hidden.
        var called = @case.Whistles.Where(w => w.Legs.Any(l => l.DepartmentId == own && !Leg.Gone.Contains(l.Status))).ToList();
        return new(
            own,
            called,
            called.Any(w => w.Disclosure == Disclosure.IdentityHidden),
            called.Any(w => w.Disclosure != Disclosure.Full)
        );
    }

    // A department deals with the enterprise itself where it leads and nothing is hidden from it.
    public bool MayReveal =>
        Department is not { } own
            ? !_watches
            : (!ContactHidden && Whistles.Any(w => w.Legs.Any(l => l.IsLead && l.IsOpen && l.DepartmentId == own)));

    public bool Sees(Leg leg) => Department is not { } own || leg.DepartmentId == own;

    // The enterprise does not see clocks of answers and opinions owed to supervision: it does not wait for them.
    public bool Sees(PromiseClock clock, Case @case, Actor actor) =>
        Department is { } own
            ? Whistles.Any(w => w.Legs.Any(l => l.DepartmentId == own && l.Id.Value == clock.SubjectId))
                || @case.Orders.Any(o => o.DepartmentId == own && o.Id.Value == clock.SubjectId)
            : actor.EnterpriseId is null || !Case.Supervising.Contains(clock.Kind);

    public bool Names(TimelineEntry entry) => !IdentityHidden || entry.As is not (Role.EnterpriseOwner or Role.EnterpriseUser);

    // Who was spoken to is the contact, or somebody by whom it could be found.
    public FourElements? Of(FourElements? closure) =>
        IdentityHidden ? null
        : ContactHidden && closure is not null ? closure with { SpokenWith = "***" }
        : closure;

    public static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
