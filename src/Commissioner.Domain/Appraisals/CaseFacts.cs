using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Appraisals;

/// <summary>The facts of one case, from its log alone: the same log gives the same facts whenever they are asked for.</summary>
public sealed class CaseFacts
{
    // Entries that end a case without the enterprise's word on its outcome, and why such a cycle is left out.
    private static readonly Dictionary<string, LeftOut> Endings = new()
    {
        [nameof(CaseWithdrawn)] = LeftOut.Withdrawn,
        [nameof(CaseRedirected)] = LeftOut.Redirected,
        [nameof(CaseMerged)] = LeftOut.Merged,
        [nameof(CaseExplained)] = LeftOut.Explained,
        [nameof(PlanGranted)] = LeftOut.Planned,
    };

    private readonly CaseLog _log;
    private readonly Promises _promises;
    private readonly List<Fact> _facts = [];
    private readonly Dictionary<Guid, LegOfLog> _legs;
    private readonly Lazy<Ledger> _ledger;

    private CaseFacts(CaseLog log, Promises promises)
    {
        (_log, _promises) = (log, promises);
        _legs = log.Legs.ToDictionary(l => l.Id);
        _ledger = new(() =>
            Ledger.Of(log.Lines.Select(l => l.Entry), promises.Calendar, log.Lines.Count > 0 ? log.Lines[^1].Entry.At : log.SubmittedAt)
        );
    }

    /// <summary>All facts of a case.</summary>
    public static IReadOnlyList<Fact> Of(CaseLog log, Promises promises)
    {
        var facts = new CaseFacts(log, promises);
        facts.Add(
            FactKind.Filed,
            log.Id.Value,
            1,
            promises.CalendarOf(null).DateOf(log.SubmittedAt),
            0,
            LeftOut.Counted,
            log.SubmittedAt,
            0
        );
        facts.AddPromises();
        facts.AddObjections();
        facts.AddCycles();
        return facts._facts;
    }

    /// <summary>The key that stands for a holder that is no department.</summary>
    public static Guid KeyOf(HolderKind holder) => new((int)holder + 1, 0, 0, new byte[8]);

    /// <summary>The holder that a key stands for.</summary>
    public static HolderKind HolderOf(Guid key) => (HolderKind)(BitConverter.ToInt32(key.ToByteArray()) - 1);

    private void AddPromises()
    {
        foreach (var clock in _log.Clocks)
        {
            if (clock.Kind == PromiseKind.FirstContact)
            {
                AddPromise(FactKind.FirstContact, clock, PersonAt(When(clock)), null);
            }
            else if (clock.Kind is PromiseKind.CheckIn or PromiseKind.LegResult && _legs.TryGetValue(clock.SubjectId, out var leg))
            {
                AddPromise(clock.Kind == PromiseKind.CheckIn ? FactKind.CheckIn : FactKind.LegResult, clock, null, leg.DepartmentId);
            }
            else if (clock.Kind == PromiseKind.Settle)
            {
                AddSettle(clock);
            }
        }
    }

    private void AddPromise(FactKind kind, PromiseClock clock, Id<Person>? person, Id<Department>? department)
    {
        if (Fate(clock) is var (value, why))
        {
            Add(kind, clock.SubjectId, clock.Cycle, DayOf(clock), value, why, clock.StoppedAt, clock.PolicyVersion, person, department);
        }
    }

    private void AddSettle(PromiseClock clock)
    {
        if (Fate(clock) is not var (value, why))
        {
            return;
        }

        var person = PersonAt(When(clock));
        if (why == LeftOut.Counted && value == 0 && clock.Result != PromiseResult.Cancelled)
        {
            var until = clock.StoppedAt ?? _log.Lines[^1].Entry.At;
            var late = _ledger
                .Value.Between(clock.DueAt, until)
                .Totals.Where(t => t.Holder != Holding.Enterprise && t.Holder != Holding.Nobody)
                .Sum(t => t.Minutes);
            var held = _ledger.Value.Between(clock.StartedAt, until);
            // Late by less than one working minute there are no minutes to charge: then the lateness is that of who has the case.
            var charged =
                late > 0 ? Ledger.Charge(late, held.Totals, Allowances(clock, until))
                : held.Segments.Count > 0 ? [new HeldMinutes(held.Segments[^1].Holder, 0)]
                : [];
            value = charged.Any(c => c.Holder == Holding.Commissioner) ? 0 : 4;
            foreach (var share in clock.StoppedAt is null || late == 0 ? [] : charged)
            {
                Add(
                    FactKind.Lateness,
                    share.Holder.DepartmentId?.Value ?? KeyOf(share.Holder.Kind),
                    clock.Cycle,
                    DayOf(clock),
                    share.Minutes,
                    LeftOut.Counted,
                    clock.StoppedAt,
                    clock.PolicyVersion,
                    share.Holder == Holding.Commissioner ? person : null,
                    share.Holder.DepartmentId
                );
            }
        }
        else if (value == 1 && (clock.Extension is null || clock.StoppedAt <= Unextended(clock)))
        {
            value |= 2;
        }

        Add(FactKind.Settle, clock.SubjectId, clock.Cycle, DayOf(clock), value, why, clock.StoppedAt, clock.PolicyVersion, person);
    }

    // An objection may have two rulings' clocks: the office's, and a second one while a conference decides. The last one says whether it
    // has been ruled on. One fact a leg suffices, since a department objects to a call once.
    private void AddObjections()
    {
        foreach (var rulings in _log.Clocks.Where(c => c.Kind == PromiseKind.Ruling).GroupBy(c => c.SubjectId))
        {
            if (
                rulings.MaxBy(c => c.Cycle)! is { StoppedAt: not null } last
                && last.Result != PromiseResult.Cancelled
                && _legs.TryGetValue(last.SubjectId, out var leg)
            )
            {
                Add(
                    FactKind.Objection,
                    leg.Id,
                    1,
                    DayOf(last),
                    leg.InError ? 1 : 0,
                    LeftOut.Counted,
                    last.StoppedAt,
                    last.PolicyVersion,
                    null,
                    leg.DepartmentId
                );
            }
        }
    }

    // Walks the timeline cycle by cycle. Each cycle's outcome is a fact of its own, which a later cycle does not change.
    private void AddCycles()
    {
        var settles = new Queue<PromiseClock>(_log.Clocks.Where(c => c.Kind == PromiseKind.Settle).OrderBy(c => c.Cycle));
        var cycle = 1;
        PromiseClock? settle = null;
        (int Halves, LeftOut Why, DateTimeOffset? At)? outcome = null;
        HashSet<Id<Department>> called = [];
        foreach (var (entry, said) in _log.Lines)
        {
            switch (entry.Name)
            {
                case nameof(CaseAccepted):
                    Begin(entry.At);
                    break;
                case nameof(PlanTakenUp) or nameof(PlanEnded) when settles.TryPeek(out var again) && again.StartedAt <= entry.At:
                    Begin(entry.At);
                    break;
                case nameof(DepartmentCalled) or nameof(LegGoesOn) when entry.Concerns is { } department:
                    called.Add(department);
                    break;
                case nameof(OutcomeConfirmed):
                    outcome = (
                        said switch
                        {
                            Outcome.Resolved => 2,
                            Outcome.Partly => 1,
                            _ => 0,
                        },
                        LeftOut.Counted,
                        entry.At
                    );
                    if (said == Outcome.NotResolved)
                    {
                        Begin(entry.At);
                        cycle++;
                    }

                    break;
                case nameof(ConfirmationLapsed):
                    outcome = (0, LeftOut.Unanswered, entry.At);
                    break;
                case nameof(CaseReopened):
                    Begin(entry.At);
                    cycle++;
                    break;
                // Taken out of the case it was merged into, it goes on with its old clocks: the cycle has not ended after all.
                case nameof(CaseSeparated):
                    outcome = null;
                    break;
                // A planned case counts as not resolved. So does a withdrawn one, until a call-back says that the withdrawal was free.
                case var ending when Endings.TryGetValue(ending, out var why):
                    outcome = (
                        0,
                        why == LeftOut.Planned || (why == LeftOut.Withdrawn && !_log.WithdrawnFreely) ? LeftOut.Counted : why,
                        entry.At
                    );
                    break;
                default:
                    break;
            }
        }

        Ended();

        // A case that was closed and reopened before it was ever accepted has no promise to settle yet: there is no clock to take.
        void Begin(DateTimeOffset at)
        {
            Ended();
            outcome = null;
            called.Clear();
            settle = settles.TryPeek(out var first) && first.StartedAt <= at ? settles.Dequeue() : null;
        }

        void Ended()
        {
            if (settle is not null)
            {
                AddOutcome(settle, cycle, outcome, called);
            }
        }
    }

    private void AddOutcome(
        PromiseClock settle,
        int cycle,
        (int Halves, LeftOut Why, DateTimeOffset? At)? outcome,
        HashSet<Id<Department>> called
    )
    {
        if (outcome is null && settle.StoppedAt is null && !IsOverdue(settle))
        {
            return;
        }

        var (halves, why, at) = outcome ?? (0, settle.StoppedAt is null ? LeftOut.Counted : LeftOut.AwaitingWord, null);

        var day = DayOf(settle);
        var served = PersonAt(settle.StoppedAt ?? settle.DueAt);
        Add(FactKind.Outcome, _log.Id.Value, settle.Cycle, day, halves, why, at, settle.PolicyVersion, served);
        var parts = _log
            .Legs.Where(l => !l.IsEnded && called.Contains(l.DepartmentId))
            .GroupBy(l => l.DepartmentId)
            .ToDictionary(g => g.Key, g => g.Any(l => l.IsLead));
        foreach (var lead in parts.Where(p => p.Value).Select(p => p.Key))
        {
            Add(FactKind.PartOutcome, lead.Value, settle.Cycle, day, halves, why, at, settle.PolicyVersion, null, lead);
        }

        // Cycles that ended with the enterprise being asked could be rated, explained ones too. Withdrawn, redirected, merged and
        // unfinished ones could not: they add nothing to the share that was rated.
        if (at is null || (halves == 0 && why is not (LeftOut.Unanswered or LeftOut.Explained)))
        {
            return;
        }

        var rating = _log.Ratings.FirstOrDefault(r => r.Cycle == cycle);
        Add(
            FactKind.Rated,
            _log.Id.Value,
            settle.Cycle,
            day,
            rating is null ? 0 : (long)rating.Level,
            rating is null ? LeftOut.NotRated
                : rating.IsFrozen ? LeftOut.Frozen
                : LeftOut.Counted,
            rating?.At,
            settle.PolicyVersion,
            rating is null ? served : rating.ServedById
        );
        foreach (var department in parts.Keys.Union(rating?.Departments.Select(d => d.Department) ?? []))
        {
            var level = rating?.Departments.Where(d => d.Department == department).Select(d => (long)d.Level).FirstOrDefault() ?? 0;
            Add(
                FactKind.PartRated,
                department.Value,
                settle.Cycle,
                day,
                level,
                level == 0 ? LeftOut.NotRated
                    : rating!.IsFrozen ? LeftOut.Frozen
                    : LeftOut.Counted,
                level == 0 ? null : rating!.At,
                settle.PolicyVersion,
                null,
                department
            );
        }
    }

    // Whether a promise was kept (1) or not (0), and whether it counts; null while it has not fallen due.
    private (long Value, LeftOut Why)? Fate(PromiseClock clock) =>
        clock.Result switch
        {
            PromiseResult.Met => (1, LeftOut.Counted),
            PromiseResult.Late or PromiseResult.Lapsed => (0, LeftOut.Counted),
            PromiseResult.Cancelled => WhyEnded(clock) is var why && why == LeftOut.Withdrawn && !_log.WithdrawnFreely
                ? (0, LeftOut.Counted)
                : (0, why),
            _ => IsOverdue(clock) ? (0, LeftOut.Counted) : null,
        };

    private LeftOut WhyEnded(PromiseClock clock) =>
        _log
            .Lines.Where(l => l.Entry.At >= clock.StoppedAt && Endings.ContainsKey(l.Entry.Name))
            .Select(l => (l.Entry.At, Endings[l.Entry.Name]))
            .FirstOrDefault()
            is var (at, why)
        && at == clock.StoppedAt
            ? why
            : LeftOut.PartEnded;

    // Facts follow from the log alone. The log says that red was raised; it does not say that time has passed since.
    private static bool IsOverdue(PromiseClock clock) =>
        clock is { IsRunning: true, Level: >= PromiseLevel.Overdue and <= PromiseLevel.Escalated };

    // Who held the post at this instant answers for the promise: when it was kept, or else when it fell due.
    private static DateTimeOffset When(PromiseClock clock) => clock.StoppedAt < clock.DueAt ? clock.StoppedAt.Value : clock.DueAt;

    private Id<Person>? PersonAt(DateTimeOffset at) =>
        _log.AboutOfficials ? null : _log.Posts.FirstOrDefault(p => p.From <= at && (p.To is null || at < p.To))?.PersonId;

    private WorkingCalendar CalendarOf(PromiseClock clock) => _promises.CalendarOf(clock.CalendarCode, clock.CalendarVersion);

    private DateOnly DayOf(PromiseClock clock) => CalendarOf(clock).DateOf(clock.DueAt);

    private DateTimeOffset Unextended(PromiseClock clock) => clock.UnextendedDueAt(_promises);

    // The same allowances as the case's ledger shows: what departments and the office were promised for within this promise is theirs.
    private IReadOnlyDictionary<Holding, long> Allowances(PromiseClock settle, DateTimeOffset until)
    {
        var granted = _log
            .Clocks.Where(k => k.StartedAt >= settle.StartedAt && k.StartedAt < until)
            .SelectMany(k =>
                GrantedTo(k) is { } holder ? DueExplanation.Outside(k.StartedAt, k.DueAt, k.Pauses).Select(p => (holder, p.From, p.To)) : []
            )
            .ToList();
        return Ledger.Allowances(_promises.Calendar, settle.StartedAt, settle.DueAt, granted, settle.Pauses);
    }

    private Holding? GrantedTo(PromiseClock clock) =>
        clock.Kind switch
        {
            PromiseKind.CheckIn or PromiseKind.LegResult when _legs.TryGetValue(clock.SubjectId, out var leg) && !leg.InError => new(
                HolderKind.Department,
                leg.DepartmentId
            ),
            PromiseKind.Review or PromiseKind.Ruling => new(HolderKind.TriageDesk),
            _ => null,
        };

    private void Add(
        FactKind kind,
        Guid subject,
        int cycle,
        DateOnly day,
        long value,
        LeftOut why,
        DateTimeOffset? at,
        int policy,
        Id<Person>? person = null,
        Id<Department>? department = null
    ) =>
        _facts.Add(
            new()
            {
                OwnerId = _log.Id.Value,
                Kind = kind,
                SubjectId = subject,
                Cycle = cycle,
                Day = day,
                PersonId = person,
                DepartmentId = department,
                ParkId = _log.ParkId,
                SubParkId = _log.SubParkId,
                EnterpriseId = _log.EnterpriseId,
                Category = _log.Category,
                Why = why,
                Value = value,
                SettledAt = at,
                PolicyVersion = policy,
            }
        );
}
