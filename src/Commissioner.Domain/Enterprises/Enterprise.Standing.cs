using Commissioner.Domain.People;

namespace Commissioner.Domain.Enterprises;

/// <summary>What is open with an enterprise and would have nobody to answer to if it left.</summary>
/// <param name="Cases">Open cases.</param>
/// <param name="Callbacks">Call-backs that are owed to it.</param>
/// <param name="PoorRatings">Poor ratings that are not put right yet.</param>
/// <param name="WithSupervision">Incidents on which supervision has not decided, and confidential cases that it deals with.</param>
/// <param name="Requests">Requests about personal information that wait.</param>
/// <param name="Projects">Undertakings that it has entrusted and not revoked, and that are not completed.</param>
/// <param name="Claims">Claims of supporting policies that are not paid or refused yet.</param>
public sealed record EnterpriseOpen(int Cases, int Callbacks, int PoorRatings, int WithSupervision, int Requests, int Projects, int Claims)
{
    /// <summary>There is something.</summary>
    public bool Any => Cases + Callbacks + PoorRatings + WithSupervision + Requests + Projects + Claims > 0;
}

/// <summary>Where it belongs: it moves to another sub-park, merges into another enterprise, or leaves the park.</summary>
public sealed partial class Enterprise
{
    /// <summary>The longest reason.</summary>
    public const int LongestReason = 500;

    /// <summary>When it merged into another or left the park, UTC; null while it is here.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The enterprise that it merged into; null where it is here, or has left.</summary>
    public Id<Enterprise>? SuccessorId { get; private set; }

    /// <summary>Why it merged or left.</summary>
    public string? EndedBecause { get; private set; }

    /// <summary>
    /// It moves to another sub-park. What is promised stays promised by the calendar of when it was filed; whether its commissioner stays is
    /// decided in the same step, and is a replacement where it doesn't.
    /// </summary>
    /// <param name="from">Where it is.</param>
    /// <param name="to">Where it will be.</param>
    /// <param name="takesEnterprises">That one is no park with sub-parks.</param>
    /// <param name="rotates">Another commissioner follows; false where the same one stays, null where nobody decided.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Of the service office.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken"><see cref="EnterpriseRules.MoveElsewhere"/>, <see cref="EnterpriseRules.CommissionerUndecided"/>, <see
    /// cref="EnterpriseRules.MoveReasonMissing"/>, <see cref="EnterpriseRules.EnterpriseHasEnded"/>, <see
    /// cref="EnterpriseRules.OnlyTheOfficeMoves"/>.</exception>
    public void Move(Park from, Park to, bool takesEnterprises, bool? rotates, string? reason, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var role = DemandOffice(by);
        DemandHere();
        if (to.Id == ParkId || !takesEnterprises)
        {
            throw new RuleBroken(EnterpriseRules.MoveElsewhere) { Field = "parkId" };
        }

        if (rotates is not { } decided)
        {
            throw new RuleBroken(EnterpriseRules.CommissionerUndecided) { Field = "rotates" };
        }

        var why = Because(reason);
        ParkId = to.Id;
        Record(by, role, now, new EnterpriseMoved(from.Name, to.Name, decided, why));
    }

    /// <summary>
    /// It merges into another, which is found by its name from now on and has what was its: nobody serves it any more from the same instant at
    /// which the other's commissioner has its cases. What was recorded of it stays recorded of it. <see cref="Past"/> of it and the former
    /// names of both must have been loaded.
    /// </summary>
    /// <exception cref="RuleBroken"><see cref="EnterpriseRules.MergesIntoAnother"/>, <see cref="EnterpriseRules.MoveReasonMissing"/>, <see
    /// cref="EnterpriseRules.EnterpriseHasEnded"/>, <see cref="EnterpriseRules.OnlyTheOfficeMoves"/>.</exception>
    public void MergeInto(Enterprise successor, string? reason, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(successor);
        var role = DemandOffice(by);
        DemandHere();
        if (successor.Id == Id || successor.EndedAt is not null)
        {
            throw new RuleBroken(EnterpriseRules.MergesIntoAnother) { Field = "successorId" };
        }

        var why = Because(reason);
        SuccessorId = successor.Id;
        var (commissioner, backup) = (ActiveId, BackupId);
        End(why, now);
        Record(by, role, now, new EnterpriseMerged(successor.Id, successor.Name, commissioner, backup, why));
        successor.Note([Name, .. _formerNames.Select(f => f.Name)], now);
        successor.Record(by, role, now, new EnterpriseTookOver(Id, Name));
    }

    /// <summary>
    /// It leaves the park. That waits until nothing is open: a promise ends by being kept, or by the enterprise's own word, and not by the
    /// office's that there is nobody left to keep it to. <see cref="Past"/> must have been loaded.
    /// </summary>
    /// <exception cref="RuleBroken"><see cref="EnterpriseRules.EnterpriseHasOpen"/>, <see cref="EnterpriseRules.MoveReasonMissing"/>, <see
    /// cref="EnterpriseRules.EnterpriseHasEnded"/>, <see cref="EnterpriseRules.OnlyTheOfficeMoves"/>.</exception>
    public void LeavePark(EnterpriseOpen open, string? reason, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(open);
        var role = DemandOffice(by);
        DemandHere();
        if (open.Any)
        {
            throw new RuleBroken(
                EnterpriseRules.EnterpriseHasOpen,
                open.Cases,
                open.Callbacks,
                open.PoorRatings,
                open.WithSupervision,
                open.Requests,
                open.Projects,
                open.Claims
            );
        }

        var why = Because(reason);
        var (commissioner, backup) = (ActiveId, BackupId);
        End(why, now);
        Record(by, role, now, new EnterpriseLeft(commissioner, backup, why));
    }

    /// <summary>It is in the park.</summary>
    /// <exception cref="RuleBroken"><see cref="EnterpriseRules.EnterpriseHasEnded"/>.</exception>
    public void DemandHere()
    {
        if (EndedAt is not null)
        {
            throw new RuleBroken(EnterpriseRules.EnterpriseHasEnded, Name);
        }
    }

    private static Role DemandOffice(Actor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return by.First([Role.TriageDesk]) ?? throw new RuleBroken(EnterpriseRules.OnlyTheOfficeMoves) { Could = [Role.TriageDesk] };
    }

    private static string Because(string? reason) =>
        reason?.Trim() is { Length: > 0 } why && why.Characters() <= LongestReason
            ? why
            : throw new RuleBroken(EnterpriseRules.MoveReasonMissing) { Field = "reason" };

    // Who is on leave from it comes back to nothing here, and what the enterprise was asked needs no answer.
    private void End(string why, DateTimeOffset now)
    {
        (EndedAt, EndedBecause, OfferedForId) = (now, why, null);
        DoesNotReturn();
        Assign(null, AssignmentReason.Ended, null, AssignmentReason.Ended, now);
        (ActiveReason, BackupReason) = (AssignmentReason.Ended, AssignmentReason.Ended);
    }
}
