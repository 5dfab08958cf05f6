using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Cases;

/// <summary>How a case ends without being dealt with, and how it is taken up again. What it still owes ends in the same step.</summary>
public sealed partial class Case
{
    /// <summary>For so long after the closure a case can be taken up again; one that the enterprise never answered, at any time.</summary>
    public static readonly TimeSpan ReopenFor = TimeSpan.FromDays(30);

    /// <summary>The case in which this one goes on; null when it was not merged.</summary>
    public Id<Case>? MergedIntoId { get; private set; }

    /// <summary>Where to go instead; null when it was not redirected.</summary>
    public string? GoTo { get; private set; }

    /// <summary>Sends the enterprise where its matter belongs, with the reason.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.RedirectReasonMissing"/>, <see cref="CaseRules.GoToMissing"/>.</exception>
    public void Redirect(RedirectReason? reason, string goTo, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.Redirect, by);
        if (reason is not { } why || !Enum.IsDefined(why))
        {
            throw new RuleBroken(CaseRules.RedirectReasonMissing) { Field = "reason" };
        }

        Within(goTo, 200, CaseRules.GoToMissing, "goTo");
        GoTo = goTo.Trim();
        Close(CaseStatus.Redirected, by, now);
        Record(by, role, now, new CaseRedirected(why, GoTo));
        Settle();
    }

    /// <summary>Lets it go on in another open case of the same enterprise.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.MergeIntoAnother"/>, <see cref="CaseRules.ReasonMissing"/>.</exception>
    public void Merge(Case into, string reason, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.Merge, by);
        Within(reason, 1000, CaseRules.ReasonMissing, "reason");
        if (into.Id == Id || into.EnterpriseId != EnterpriseId || into.ClosedAt is not null)
        {
            throw new RuleBroken(CaseRules.MergeIntoAnother) { Field = "into" };
        }

        MergedIntoId = into.Id;
        Close(CaseStatus.Merged, by, now);
        Record(by, role, now, new CaseMerged(into.Id, into.Number, reason.Trim()));
        Settle();
    }

    /// <summary>
    /// Takes it out of the case that it was to go on in: it stands where it stood, and what was promised is promised still, by the same
    /// time. Departments that were called are not called again by this.
    /// </summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.ReasonMissing"/>.</exception>
    public void Separate(string reason, Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.Separate, by);
        Within(reason, 1000, CaseRules.ReasonMissing, "reason");
        var from = MergedIntoId!.Value;
        foreach (
            var clock in _clocks.Where(c =>
                c.SubjectId == Id.Value && !Supervising.Contains(c.Kind) && c.Result == PromiseResult.Cancelled && c.StoppedAt == ClosedAt
            )
        )
        {
            clock.RunOn(promises, by, now);
        }

        (Status, ClosedAt, MergedIntoId) = (DueAt is null ? CaseStatus.Submitted : CaseStatus.Accepted, null, null);
        SettleClocks();
        Record(by, role, now, new CaseSeparated(from, reason.Trim(), NextDueAt));
        Settle();
    }

    /// <summary>The enterprise withdraws it; whatever is owed on it is no longer owed.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.ReasonMissing"/>.</exception>
    public void Withdraw(string reason, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.Withdraw, by);
        Within(reason, 1000, CaseRules.ReasonMissing, "reason");
        Close(CaseStatus.Withdrawn, by, now);
        Record(by, role, now, new CaseWithdrawn(reason.Trim()));
        Settle();
    }

    /// <summary>Whether it can be taken up again at this instant.</summary>
    public bool MayReopen(DateTimeOffset now) =>
        CaseWorkflow.From(CaseMove.Reopen).Contains(Status) && (Status == CaseStatus.Unanswered || now <= ClosedAt + ReopenFor);

    /// <summary>The enterprise takes it up again: a new cycle with its own promise. One that was never accepted is filed anew.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.ReopenTooLate"/>.</exception>
    public void Reopen(string? words, Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.Reopen, by);
        Enterprise.DemandHere();
        if (words?.Characters() > 1000)
        {
            throw new RuleBroken(CaseRules.WordsMissing) { Field = "words" };
        }

        if (!MayReopen(now))
        {
            throw new RuleBroken(CaseRules.ReopenTooLate);
        }

        DateTimeOffset due;
        if (DueAt is null)
        {
            Cycle++;
            (Status, ClosedAt, GoTo) = (CaseStatus.Submitted, null, null);
            due = StartClock(promises, PromiseKind.Accept, by, now).DueAt;
        }
        else
        {
            TakeUpAgain(promises, by, now);
            (Questions, due) = (0, DueAt.Value);
        }

        Record(by, role, now, new CaseReopened(string.IsNullOrWhiteSpace(words) ? null : words.Trim(), due));
        Settle();
    }

    // Nothing that was owed outlives the case: clocks, legs, questions and requests that wait for a decision end in the same step.
    private void Close(CaseStatus status, Actor by, DateTimeOffset now)
    {
        foreach (var leg in Legs.Where(l => l.IsOpen))
        {
            leg.Cancel();
            Record(by, by.Roles[0], now, new LegCancelled(leg.Id, leg.DepartmentId));
        }

        foreach (var clock in _clocks)
        {
            clock.Cancel(by, now);
        }

        (Status, ClosedAt, Question, ExtensionAsked, PlanAsked, Plan) = (status, now, null, null, null, null);
        Explanation = status == CaseStatus.Explained ? Explanation : null;
    }
}
