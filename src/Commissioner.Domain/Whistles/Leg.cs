using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Whistles;

/// <summary>Where a leg stands.</summary>
public enum LegStatus
{
    /// <summary>Called, check-in owed 待报到.</summary>
    Called,
    /// <summary>Checked in, result owed 已报到.</summary>
    CheckedIn,
    /// <summary>Reported, approval owed 已反馈.</summary>
    Reported,
    /// <summary>Approved 已完成.</summary>
    Done,
    /// <summary>No longer asked for 已取消.</summary>
    Cancelled,
}

/// <summary>Who deals with a leg, and what it will do first.</summary>
/// <param name="HandlerName">One person, by name.</param>
/// <param name="HandlerPhone">Its phone.</param>
/// <param name="FirstStep">What it will do first.</param>
/// <param name="FirstStepAt">When, UTC.</param>
public sealed record CheckInCard(string HandlerName, string HandlerPhone, string FirstStep, DateTimeOffset FirstStepAt);

/// <summary>One called department's part of a whistle: the state lives here.</summary>
public sealed class Leg
{
    private Leg() { }

    /// <summary>Its key.</summary>
    public Id<Leg> Id { get; private set; }

    /// <summary>The whistle that it is of.</summary>
    public Id<Whistle> WhistleId { get; private set; }

    /// <summary>The case that it is for.</summary>
    public Id<Case> CaseId { get; private set; }

    /// <summary>The called department.</summary>
    public Id<Department> DepartmentId { get; private set; }

    /// <summary>Leads 主办, or assists 协办.</summary>
    public bool IsLead { get; private set; }

    /// <summary>Where it stands.</summary>
    public LegStatus Status { get; private set; }

    /// <summary>1 the liaison, 2 head and leader in charge, 3 joint meeting.</summary>
    public int Level { get; private set; } = 1;

    /// <summary>When it was called, UTC.</summary>
    public DateTimeOffset CalledAt { get; private set; }

    /// <summary>When it checked in, UTC.</summary>
    public DateTimeOffset? CheckedInAt { get; private set; }

    /// <summary>Who deals with it.</summary>
    public string? HandlerName { get; private set; }

    /// <summary>The handler's phone, normalised.</summary>
    public string? HandlerPhone { get; private set; }

    /// <summary>What it does first.</summary>
    public string? FirstStep { get; private set; }

    /// <summary>When it does it, UTC.</summary>
    public DateTimeOffset? FirstStepAt { get; private set; }

    /// <summary>What it reported; null until then.</summary>
    public FourElements? Result { get; private set; }

    /// <summary>When it reported, UTC.</summary>
    public DateTimeOffset? ReportedAt { get; private set; }

    /// <summary>How often its report was sent back.</summary>
    public int Returns { get; private set; }

    /// <summary>When its report was approved, UTC.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Something is still owed.</summary>
    public bool IsOpen => Status is not (LegStatus.Done or LegStatus.Cancelled);

    internal static Leg Call(Whistle whistle, Id<Department> department, bool lead, DateTimeOffset now) => new()
    {
        Id = Id<Leg>.New(now),
        WhistleId = whistle.Id,
        CaseId = whistle.CaseId,
        DepartmentId = department,
        IsLead = lead,
        CalledAt = now,
    };

    internal void CheckIn(CheckInCard card, DateTimeOffset now)
    {
        Demand(LegStatus.Called);
        if (string.IsNullOrWhiteSpace(card.HandlerName) || card.HandlerName.Length > 40)
        {
            throw new RuleBroken(WhistleRules.HandlerMissing) { Field = "handlerName" };
        }

        if (!PhoneNumber.TryParse(card.HandlerPhone, out var phone))
        {
            throw new RuleBroken(PhoneNumberRules.PhoneNumberInvalid) { Field = "handlerPhone" };
        }

        if (string.IsNullOrWhiteSpace(card.FirstStep) || card.FirstStep.Length > 500)
        {
            throw new RuleBroken(WhistleRules.FirstStepMissing) { Field = "firstStep" };
        }

        // A first step may have been taken on the way to checking in, but not before the department was called. People write minutes.
        if (card.FirstStepAt <= CalledAt.AddMinutes(-1))
        {
            throw new RuleBroken(WhistleRules.FirstStepMissing) { Field = "firstStepAt" };
        }

        Status = LegStatus.CheckedIn;
        CheckedInAt = now;
        HandlerName = card.HandlerName.Trim();
        HandlerPhone = phone.ToString();
        FirstStep = card.FirstStep.Trim();
        FirstStepAt = card.FirstStepAt;
    }

    internal void Report(FourElements result, DateTimeOffset now)
    {
        Demand(LegStatus.CheckedIn);
        (Status, Result, ReportedAt) = (LegStatus.Reported, result.Check(now), now);
    }

    internal void Approve(DateTimeOffset now)
    {
        Demand(LegStatus.Reported);
        (Status, DoneAt) = (LegStatus.Done, now);
    }

    // product.md §4: from the second return on, one level up each time.
    internal void Return()
    {
        Demand(LegStatus.Reported);
        (Status, ReportedAt) = (LegStatus.CheckedIn, null);
        if (++Returns >= 2)
        {
            Raise();
        }
    }

    internal void Cancel() => Status = LegStatus.Cancelled;

    internal void Raise() => Level = Math.Min(Level + 1, 3);

    private void Demand(LegStatus status)
    {
        if (Status != status)
        {
            throw new RuleBroken(WhistleRules.LegOutOfOrder, Status);
        }
    }
}
