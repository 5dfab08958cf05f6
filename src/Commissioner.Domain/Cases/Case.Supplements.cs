using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Cases;

/// <summary>What an enterprise may do with its open request without being asked: add to it, and press for it.</summary>
public sealed partial class Case
{
    /// <summary>When its enterprise pressed for it last, UTC; null when it never did.</summary>
    public DateTimeOffset? NudgedAt { get; private set; }

    /// <summary>The enterprise adds words or files to its request; no promise moves by that.</summary>
    /// <param name="text">In its own words, at most 5,000 characters; may be empty where files come.</param>
    /// <param name="files">How many files come with it.</param>
    /// <param name="by">Who adds it.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken"><see cref="CaseRules.SupplementMissing"/>.</exception>
    public void Supplement(string? text, int files, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.Supplement, by);
        if (files == 0 || text?.Characters() > 5000)
        {
            Within(text, 5000, CaseRules.SupplementMissing, "text");
        }

        Record(by, role, now, new CaseSupplemented(text?.Trim() ?? "", files));
        Settle();
    }

    /// <summary>The enterprise presses for an answer, once a day of the park: who has it is told what it owes, and by when.</summary>
    /// <param name="departmentName">The name of the department that has it, where one has.</param>
    /// <param name="promises">All versions.</param>
    /// <param name="by">Who presses.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken"><see cref="CaseRules.NudgedToday"/>.</exception>
    public void Nudge(string? departmentName, Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.Nudge, by);
        if (!MayNudge(promises, now))
        {
            throw new RuleBroken(CaseRules.NudgedToday, NudgedAt!.Value);
        }

        NudgedAt = now;
        var owed = _clocks.Find(c => c.IsRunning && c.State != ClockState.Paused && c.DueAt == NextDueAt && !Supervising.Contains(c.Kind));
        Record(
            by,
            role,
            now,
            new CaseNudged(
                Holder == HolderKind.Commissioner && Desk == Desk.DutyDesk ? HolderKind.TriageDesk : Holder,
                HolderDepartmentId,
                departmentName,
                owed?.Kind,
                owed?.DueAt
            )
        );
        Settle();
    }

    private bool MayNudge(Promises promises, DateTimeOffset now)
    {
        var calendar = promises.CalendarOf(CalendarCode);
        return NudgedAt is not { } last || calendar.DateOf(last) < calendar.DateOf(now);
    }
}
