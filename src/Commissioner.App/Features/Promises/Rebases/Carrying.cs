using Commissioner.App.Features.Cases.Due;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;

namespace Commissioner.App.Features.Rebases;

/// <summary>One re-base at work: what becomes of one running promise.</summary>
internal sealed class Carrying(Rebase rebase, Promises promises, Actor by, DateTimeOffset now)
{
    private const string Policy = "Policy";
    private const string Calendar = "Calendar";
    private const string Back = "Back";

    /// <summary>Carries a promise over, or leaves it.</summary>
    /// <param name="clock">Its clock, locked.</param>
    /// <param name="case">Its case; null for a replacement's.</param>
    /// <param name="before">To take a re-base back: what each clock was pinned to before; null otherwise.</param>
    /// <returns>Whether it was carried over.</returns>
    public bool Over(PromiseClock clock, Case? @case, IReadOnlyDictionary<Id<PromiseClock>, ClockEvent>? before)
    {
        var (rule, policy, calendar) = Target(clock, @case, before);
        if (rule is null)
        {
            return false;
        }

        var would = clock.WouldBe(rule, promises.CalendarOf(clock.CalendarCode, calendar), @case?.DueAt);
        if (rebase.InFavour && !Rebasing.Favours(clock.Kind, clock.DueAt, would.DueAt))
        {
            return false;
        }

        if (@case is null)
        {
            clock.Rebase(rule, policy, calendar, promises, by, now, rebase.Mark);
        }
        else
        {
            @case.Rebase(
                clock,
                rule,
                policy,
                calendar,
                promises,
                by,
                now,
                rebase.ReversesId is not null ? Back
                    : rebase.CalendarCode is null ? Policy
                    : Calendar,
                rebase.Mark
            );
        }

        return true;
    }

    private (PromiseRule? Rule, int Policy, int Calendar) Target(
        PromiseClock clock,
        Case? @case,
        IReadOnlyDictionary<Id<PromiseClock>, ClockEvent>? before
    )
    {
        if (before is not null)
        {
            return before.TryGetValue(clock.Id, out var was)
                ? (promises.PolicyOf(was.PolicyVersion)[was.RuleCode], was.PolicyVersion, was.CalendarVersion)
                : default;
        }

        var present = promises.PolicyOf(clock.PolicyVersion)[clock.RuleCode];
        return rebase.CalendarCode is not null
            ? (present, clock.PolicyVersion, rebase.ToVersion)
            : (
                Rebasing.RuleFor(promises.PolicyOf(rebase.ToVersion), present, @case?.Urgency ?? Urgency.Ordinary, @case?.Category),
                rebase.ToVersion,
                clock.CalendarVersion
            );
    }
}
