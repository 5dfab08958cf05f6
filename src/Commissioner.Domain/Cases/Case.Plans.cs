using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Cases;

/// <summary>What is to be done about a matter that can't be settled now, by whom, and when it is looked at again 挂账.</summary>
/// <param name="Measures">What is done meanwhile, 1 to 1,000 characters.</param>
/// <param name="DepartmentId">The responsible department.</param>
/// <param name="ReviewOn">The day of the next review, at most 90 days ahead.</param>
/// <param name="ReviewBy">Close of business of that day, or of the last working day before it, UTC.</param>
/// <param name="AskedById">Who asked for it.</param>
public sealed record CasePlan(
    string Measures,
    Id<Department> DepartmentId,
    DateOnly ReviewOn,
    DateTimeOffset ReviewBy,
    Id<Person> AskedById
);

/// <summary>What can't be settled now is planned: it counts as not resolved, and is looked at again by a day that is promised.</summary>
public sealed partial class Case
{
    /// <summary>The next review of a plan is at most this many calendar days ahead.</summary>
    public const int ReviewWithinDays = 90;

    /// <summary>A plan that the Leader has not decided on yet; null when there is none.</summary>
    public CasePlan? PlanAsked { get; private set; }

    /// <summary>The plan in force; null while it is not planned.</summary>
    public CasePlan? Plan { get; private set; }

    /// <summary>Asks the Leader to plan it. Until then its clock runs on.</summary>
    /// <exception cref="RuleBroken">A rule of <see cref="CaseRules"/> about plans.</exception>
    public void AskPlan(string measures, Department? department, DateOnly? reviewOn, Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.AskPlan, by);
        Within(measures, 1000, CaseRules.MeasuresMissing, "measures");
        if (department is null)
        {
            throw new RuleBroken(CaseRules.PlanNeedsADepartment) { Field = "departmentId" };
        }

        if (PlanAsked is not null)
        {
            throw new RuleBroken(CaseRules.PlanIsAsked);
        }

        var review = DemandReview(reviewOn, promises, now);
        PlanAsked = new(measures.Trim(), department.Id, reviewOn!.Value, review.DueAt, by.Id);
        Record(by, role, now, new PlanAskedFor(PlanAsked.Measures, department.Name, PlanAsked.ReviewBy));
        Settle();
    }

    /// <summary>The Leader grants it: the promise to settle is no longer owed, a review is.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.NoPlanAsked"/>, <see cref="CaseRules.LegStillOpen"/>, or its day is over by
    /// now.</exception>
    public void GrantPlan(string departmentName, Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.GrantPlan, by);
        var asked = PlanAsked ?? throw new RuleBroken(CaseRules.NoPlanAsked);
        if (Legs.Any(l => l.IsOpen))
        {
            throw new RuleBroken(CaseRules.LegStillOpen);
        }

        var review = StartClock(DemandReview(asked.ReviewOn, promises, now), Id.Value, by);
        NoLongerOwed(PromiseKind.Settle, by, now);
        (Status, Plan, PlanAsked, ExtensionAsked, Explanation) = (
            CaseStatus.Planned,
            asked with
            {
                ReviewBy = review.DueAt,
            },
            null,
            null,
            null
        );
        Record(by, role, now, new PlanGranted(asked.Measures, departmentName, review.DueAt, review.Assured));
        Settle();
    }

    /// <summary>The Leader refuses it, or ends one that is in force: then it is dealt with again.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.NoPlanAsked"/>, <see cref="CaseRules.ReasonMissing"/>.</exception>
    public void RefusePlan(string reason, Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.RefusePlan, by);
        Within(reason, 1000, CaseRules.ReasonMissing, "reason");
        if (Status == CaseStatus.Planned)
        {
            NoLongerOwed(PromiseKind.PlannedReview, by, now);
            DealWithAgain(promises, by, now);
            Record(by, role, now, new PlanEnded(reason.Trim(), DueAt!.Value));
        }
        else
        {
            PlanAsked = PlanAsked is null ? throw new RuleBroken(CaseRules.NoPlanAsked) : null;
            Record(by, role, now, new PlanRefused(reason.Trim()));
        }

        Settle();
    }

    /// <summary>
    /// The commissioner has looked at it again: it stays planned until another day, of which the Leader hears, or it is dealt with.
    /// </summary>
    /// <param name="findings">How the matter stands, 1 to 1,000 characters; the enterprise reads it.</param>
    /// <param name="reviewOn">The next day, at most 90 days ahead; null to deal with it now.</param>
    /// <param name="promises">All versions.</param>
    /// <param name="by">Who looked.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken"><see cref="CaseRules.FindingsMissing"/>, <see cref="CaseRules.ReviewDayCannotBe"/>.</exception>
    public void ReviewPlan(string findings, DateOnly? reviewOn, Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.ReviewPlan, by);
        Within(findings, 1000, CaseRules.FindingsMissing, "findings");
        var next = reviewOn is null ? null : DemandReview(reviewOn, promises, now);
        StopClock(PromiseKind.PlannedReview, Id.Value, by, now);
        if (next is not null)
        {
            Plan = Plan! with { ReviewOn = reviewOn!.Value, ReviewBy = StartClock(next, Id.Value, by).DueAt };
            Record(by, role, now, new PlanReviewed(findings.Trim(), next.DueAt, next.Assured));
        }
        else
        {
            DealWithAgain(promises, by, now);
            Record(by, role, now, new PlanTakenUp(findings.Trim(), DueAt!.Value));
        }

        Settle();
    }

    // The plan ended the promise to settle, so the whole limit is promised anew: the joint one if two departments or more had a part.
    private void DealWithAgain(Promises promises, Actor by, DateTimeOffset now)
    {
        (Status, Plan) = (CaseStatus.InProgress, null);
        var joint =
            Legs.Where(l => l.Status != LegStatus.Cancelled).DistinctBy(l => l.DepartmentId).Count() > 1
            && promises.Policy.Find(PromiseKind.Settle, Urgency, Category, PromiseVariant.Joint) is not null;
        DueAt = StartClock(promises, PromiseKind.Settle, by, now, variant: joint ? PromiseVariant.Joint : PromiseVariant.Usual).DueAt;
    }

    // Stops the clock where it is late already, so that it stays late; else cancels it, since it is no longer owed.
    private void NoLongerOwed(PromiseKind kind, Actor by, DateTimeOffset now)
    {
        var its = Clock(kind, Id.Value);
        if (its?.AlarmAt(now) == Alarm.Red)
        {
            its.Stop(by, now);
        }
        else
        {
            its?.Cancel(by, now);
        }
    }

    private Promise DemandReview(DateOnly? on, Promises promises, DateTimeOffset now)
    {
        var calendar = promises.CalendarOf(CalendarCode);
        var today = calendar.DateOf(now);
        return
            on is { } day
            && day > today
            && day <= today.AddDays(ReviewWithinDays)
            && promises.ForReview(day, now, CalendarCode) is { } review
            ? review
            : throw new RuleBroken(CaseRules.ReviewDayCannotBe) { Field = "reviewOn" };
    }
}
