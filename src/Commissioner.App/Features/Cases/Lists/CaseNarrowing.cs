using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.App.Features.Lists;

/// <summary>Until when something of a case is due, by the park's days; what is late is due, too.</summary>
public enum DueWithin
{
    /// <summary>By the end of today.</summary>
    Today,

    /// <summary>By the end of the day after tomorrow.</summary>
    ThreeDays,

    /// <summary>By the end of this week's Sunday.</summary>
    ThisWeek,
}

/// <summary>What else a list of cases is narrowed to; everything that is said must hold.</summary>
/// <param name="Enterprise">Words of the enterprise's name, or of a former one.</param>
/// <param name="DepartmentId">The department that has an open leg.</param>
/// <param name="SubParkId">The sub-park that they were filed from.</param>
/// <param name="Holder">With whom they are now.</param>
/// <param name="Due">Until when something is due.</param>
public sealed record CaseNarrowing(
    string? Enterprise = null,
    Id<Department>? DepartmentId = null,
    Id<Park>? SubParkId = null,
    HolderKind? Holder = null,
    DueWithin? Due = null
)
{
    internal IQueryable<Case> Narrow(IQueryable<Case> cases, Actor actor, DateTimeOffset now)
    {
        if (DepartmentId is { } department)
        {
            // A department sees legs of its own alone, and does not find out about others' by asking.
            cases =
                actor.SeesFor() is { } own && own != department
                    ? cases.Where(_ => false)
                    : cases.Where(c =>
                        c.Whistles.Any(w =>
                            w.Legs.Any(l =>
                                l.DepartmentId == department
                                && l.Status != LegStatus.Done
                                && l.Status != LegStatus.Cancelled
                                && l.Status != LegStatus.Reassigned
                            )
                        )
                    );
        }

        if (SubParkId is { } park)
        {
            cases = cases.OfKnown(actor).Where(c => c.SubParkId == park);
        }

        if (Holder is { } holder)
        {
            cases = cases.Where(c => c.Holder == holder);
        }

        if (Due is { } due)
        {
            var until = Until(due, now);
            cases = cases.Where(c => c.NextDueAt < until);
        }

        return cases;
    }

    private static DateTimeOffset Until(DueWithin due, DateTimeOffset now)
    {
        var today = Moments.Local(now).Date;
        var days = due switch
        {
            DueWithin.Today => 1,
            DueWithin.ThreeDays => 3,
            _ => 7 - (((int)today.DayOfWeek + 6) % 7),
        };
        return Moments.FromLocal(today.AddDays(days));
    }
}
