using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Cases;

/// <summary>
/// What a department that was called in error can do, once, and what becomes of it: so that nobody passes a matter on for ever.
/// </summary>
public sealed partial class Case
{
    private readonly List<Conference> _conferences = [];

    /// <summary>Conferences about its whistles, where they were loaded, and those convened since.</summary>
    public IReadOnlyList<Conference> Conferences => _conferences;

    /// <summary>
    /// A called department says that it was called in error and names who is competent; its check-in stands still until that is ruled on.
    /// </summary>
    /// <param name="leg">The department's leg.</param>
    /// <param name="departmentName">The department's name.</param>
    /// <param name="reason">Why it was called in error.</param>
    /// <param name="dutyBasis">What its duties rest on.</param>
    /// <param name="competent">The department that it names.</param>
    /// <param name="headConsented">Who objects says that the head consented; a head consents by objecting.</param>
    /// <param name="promises">All versions.</param>
    /// <param name="by">Who objects.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken">A rule of <see cref="WhistleRules"/> about objections.</exception>
    public void ObjectToCall(
        Id<Leg> leg,
        string departmentName,
        string reason,
        string dutyBasis,
        Department competent,
        bool headConsented,
        Promises promises,
        Actor by,
        DateTimeOffset now
    )
    {
        var role = Demand(CaseMove.ObjectToCall, by);
        var (whistle, own) = OwnLeg(leg, by);
        Within(reason, 1000, WhistleRules.ObjectionReasonMissing, "reason");
        Within(dutyBasis, 500, WhistleRules.DutyBasisMissing, "dutyBasis");
        if (competent.Id == own.DepartmentId)
        {
            throw new RuleBroken(WhistleRules.CompetentMissing) { Field = "competentDepartmentId" };
        }

        if (!headConsented && !by.Is(Role.DepartmentHead))
        {
            throw new RuleBroken(WhistleRules.HeadConsentMissing) { Field = "headConsented" };
        }

        own.Object(new(reason.Trim(), dutyBasis.Trim(), competent.Id, by.Id, now), ObjectUntil(whistle, own, promises));
        Clock(PromiseKind.CheckIn, leg.Value)?.Pause(by, now, "Objected");
        var ruling = StartClock(
            promises.Make(PromiseKind.Ruling, whistle.Urgency(Urgency), now, Category, calendar: CalendarCode),
            leg.Value,
            by
        );
        Record(
            by,
            role,
            now,
            new DepartmentObjected(
                leg,
                own.DepartmentId,
                departmentName,
                own.Objection!.Reason,
                own.Objection.DutyBasis,
                competent.Id,
                competent.Name,
                ruling.DueAt
            )
        );
        Settle();
    }

    /// <summary>
    /// Until when a department may object, UTC: one working day after the call, 30 minutes in an emergency. By the calendar that the
    /// check-in runs on.
    /// </summary>
    public DateTimeOffset ObjectUntil(Whistle whistle, Leg leg, Promises promises)
    {
        var calendar = Clock(PromiseKind.CheckIn, leg.Id.Value) is { } clock
            ? promises.CalendarOf(clock.CalendarCode, clock.CalendarVersion)
            : promises.CalendarOf(CalendarCode);
        return calendar.Add(leg.CalledAt, Leg.ObjectWithin(whistle.Urgency(Urgency))).At;
    }

    /// <summary>
    /// The service office rules on an objection: the department stays called for good, another is called instead, or a conference decides.
    /// </summary>
    /// <param name="leg">The objecting department's leg.</param>
    /// <param name="decision">What becomes of it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="to">The department that is called instead; null where none is.</param>
    /// <param name="names">Names of departments.</param>
    /// <param name="promises">All versions.</param>
    /// <param name="by">Who rules.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken">A rule of <see cref="WhistleRules"/> about rulings.</exception>
    public void Rule(
        Id<Leg> leg,
        RulingDecision decision,
        string reason,
        Department? to,
        IReadOnlyDictionary<Id<Department>, string> names,
        Promises promises,
        Actor by,
        DateTimeOffset now
    )
    {
        var role = Demand(CaseMove.Rule, by);
        var (whistle, its) = FindLeg(leg);
        Within(reason, 1000, CaseRules.ReasonMissing, "reason");
        if (!Enum.IsDefined(decision))
        {
            throw new RuleBroken(WhistleRules.DecisionUnknown) { Field = "decision" };
        }

        if (decision == RulingDecision.Reassign && (to is null || to.Id == its.DepartmentId))
        {
            throw new RuleBroken(WhistleRules.ReassignedToItself) { Field = "departmentId" };
        }

        var held = decision == RulingDecision.Reassign ? Legs.FirstOrDefault(l => l.IsOpen && l.DepartmentId == to!.Id) : null;
        if (held is not null && (held.WhistleId != whistle.Id || held.Status == LegStatus.Objected))
        {
            throw new RuleBroken(WhistleRules.OneOpenLegPerDepartment) { Field = "departmentId" };
        }

        its.Rule(new(decision, reason.Trim(), by.Id, now));
        var rulingDueAt = Clock(PromiseKind.Ruling, leg.Value)?.DueAt ?? now;
        StopClock(PromiseKind.Ruling, leg.Value, by, now);
        switch (decision)
        {
            case RulingDecision.Keep:
                Keep(whistle, its, names, rulingDueAt, promises, by, role, now);
                break;
            case RulingDecision.Reassign:
                CancelClocks(its, by, now);
                Uphold(whistle, its, to, names, by, role, now);
                CallInstead(whistle, its, to!, held, names, promises, by, role, now);
                FollowTheDepartments(promises, by, role, now);
                break;
            default:
                var decide = StartClock(
                    promises.Make(PromiseKind.Ruling, whistle.Urgency(Urgency), now, Category, calendar: CalendarCode),
                    leg.Value,
                    by
                );
                if (whistle.OpenConferenceId is null)
                {
                    Convene(whistle, new(reason, null, null, null), by, now);
                }

                Record(
                    by,
                    role,
                    now,
                    new ObjectionConferred(
                        leg,
                        its.DepartmentId,
                        Named(its, names),
                        its.Ruling!.Reason,
                        whistle.OpenConferenceId!.Value,
                        decide.DueAt
                    )
                );
                break;
        }

        Settle();
    }

    /// <summary>Convenes a conference about a whistle, or sets the time, place and people of the one that is to come.</summary>
    /// <param name="about">The whistle; null for the latest that is open.</param>
    /// <param name="call">What it is called for.</param>
    /// <param name="by">Who convenes it.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken"><see cref="ConferenceRules.NothingWhistled"/>, or something is missing.</exception>
    public Conference Convene(Id<Whistle>? about, ConferenceCall call, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.Convene, by);
        var whistle =
            _whistles.Where(w => (about is null || w.Id == about) && w.Legs.Any(l => l.IsOpen)).MaxBy(w => w.BlownAt)
            ?? throw new RuleBroken(ConferenceRules.NothingWhistled);
        var conference = _conferences.FirstOrDefault(c => c.Id == whistle.OpenConferenceId);
        if (conference is null)
        {
            conference = Convene(whistle, call, by, now);
        }
        else
        {
            conference.Set(call);
        }

        Record(
            by,
            role,
            now,
            new ConferenceConvened(conference.Id, whistle.Id, conference.Agenda, conference.Place, conference.MeetAt, conference.People)
        );
        Settle();
        return conference;
    }

    /// <summary>
    /// Writes the minutes: each decision becomes a leg with a department and a date, or dates the leg that the department has. A department
    /// whose objection was conferred on and that no decision names was called in error.
    /// </summary>
    /// <param name="conference">The conference, loaded.</param>
    /// <param name="minutes">What was said and decided.</param>
    /// <param name="people">Who took part; null for who was to come.</param>
    /// <param name="decisions">At least one.</param>
    /// <param name="names">Names of departments.</param>
    /// <param name="promises">All versions.</param>
    /// <param name="by">Who writes them.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken">A rule of <see cref="ConferenceRules"/>; <see cref="WhistleRules.OneLeadLeg"/>.</exception>
    public void RecordMinutes(
        Id<Conference> conference,
        string minutes,
        string? people,
        IReadOnlyList<ConferenceDecision> decisions,
        IReadOnlyDictionary<Id<Department>, string> names,
        Promises promises,
        Actor by,
        DateTimeOffset now
    )
    {
        var role = Demand(CaseMove.RecordMinutes, by);
        var its = _conferences.FirstOrDefault(c => c.Id == conference) ?? throw new NotFound();
        var whistle = _whistles.First(w => w.Id == its.WhistleId);
        if (whistle.OpenConferenceId != its.Id)
        {
            throw new RuleBroken(ConferenceRules.MinutedBefore);
        }

        var dated = Checked(whistle, decisions, promises, now);
        its.Write(minutes, people, now);
        whistle.Confer(null);
        Record(by, role, now, new ConferenceMinuted(its.Id, whistle.Id, its.Minutes!, decisions.Count));
        Id<Leg>? led = null;
        foreach (var leg in whistle.Legs.Where(l => l.IsConferred).ToList())
        {
            var rulingDueAt = Clock(PromiseKind.Ruling, leg.Id.Value)?.DueAt ?? now;
            StopClock(PromiseKind.Ruling, leg.Id.Value, by, now);
            if (dated.Any(d => d.What.Department.Id == leg.DepartmentId))
            {
                Keep(whistle, leg, names, rulingDueAt, promises, by, role, now);
            }
            else
            {
                CancelClocks(leg, by, now);
                leg.GiveUp();
                led = leg.IsLead ? leg.Id : led;
                Uphold(whistle, leg, dated.OrderByDescending(d => d.What.Lead == leg.IsLead).First().What.Department, names, by, role, now);
            }
        }

        foreach (var leg in whistle.Legs.Where(l => l.IsOpen && dated.Any(d => d.What.Lead)))
        {
            leg.Lead(false);
        }

        foreach (var (what, dueAt) in dated)
        {
            var open = whistle.Legs.FirstOrDefault(l => l.IsOpen && l.DepartmentId == what.Department.Id);
            var leg = open ?? whistle.Call(what.Department.Id, what.Lead, now, what.Lead ? led : null);
            leg.Lead(leg.IsLead || what.Lead);
            leg.Decide(its.Id, what.Text, dueAt);
            if (open is null)
            {
                Await(whistle, leg, what.Department, promises, by, role, now);
            }

            if (Clock(PromiseKind.LegResult, leg.Id.Value) is { IsRunning: true } result)
            {
                result.Date(dueAt, promises, by, now);
            }

            Record(
                by,
                role,
                now,
                new DepartmentDecided(leg.Id, what.Department.Id, what.Department.Name, leg.IsLead, leg.Decision!, dueAt)
            );
        }

        FollowTheDepartments(promises, by, role, now);
        Settle();
    }

    private Conference Convene(Whistle whistle, ConferenceCall call, Actor by, DateTimeOffset now)
    {
        var conference = Conference.Convene(whistle, call, by, now);
        _conferences.Add(conference);
        whistle.Confer(conference.Id);
        return conference;
    }

    // The objection was not upheld: the check-in begins a new cycle. The old clock ends as late if it was late before the objection, and as
    // no longer owed if it was in time.
    private void Keep(
        Whistle whistle,
        Leg leg,
        IReadOnlyDictionary<Id<Department>, string> names,
        DateTimeOffset rulingDueAt,
        Promises promises,
        Actor by,
        Role role,
        DateTimeOffset now
    )
    {
        var calendar = CalendarCode;
        if (Clock(PromiseKind.CheckIn, leg.Id.Value) is { } before)
        {
            calendar = before.CalendarCode;
            if (before.PausedAt > before.DueAt)
            {
                before.Stop(by, now);
            }
            else
            {
                before.Cancel(by, now);
            }
        }

        var clock = StartClock(
            promises.Make(PromiseKind.CheckIn, whistle.Urgency(Urgency), now, Category, calendar: calendar),
            leg.Id.Value,
            by
        );
        Record(
            by,
            role,
            now,
            new ObjectionDismissed(
                leg.Id,
                leg.DepartmentId,
                Named(leg, names),
                leg.Ruling!.Reason,
                clock.DueAt,
                leg.Objection!.At,
                now < rulingDueAt ? now : rulingDueAt
            )
        );
    }

    private void Uphold(
        Whistle whistle,
        Leg leg,
        Department? to,
        IReadOnlyDictionary<Id<Department>, string> names,
        Actor by,
        Role role,
        DateTimeOffset now
    ) =>
        Record(
            by,
            role,
            now,
            new ObjectionUpheld(
                leg.Id,
                leg.DepartmentId,
                Named(leg, names),
                leg.Ruling!.Reason,
                whistle.Id,
                whistle.CatalogueItemCode,
                leg.IsLead,
                to?.Id,
                to?.Name,
                leg.CalledAt
            )
        );

    private void CallInstead(
        Whistle whistle,
        Leg leg,
        Department to,
        Leg? held,
        IReadOnlyDictionary<Id<Department>, string> names,
        Promises promises,
        Actor by,
        Role role,
        DateTimeOffset now
    )
    {
        var called = held ?? whistle.Call(to.Id, leg.IsLead, now, leg.Id);
        if (held is null)
        {
            Await(whistle, called, to, promises, by, role, now);
        }
        else if (leg.IsLead)
        {
            held.LeadInsteadOf(leg.Id);
            Record(by, role, now, new LeadTakenOver(held.Id, to.Id, to.Name));
        }

        // Three transfers while nobody leads make a problem case: straight to level 3, with the whole path, so that it is not passed on for
        // ever.
        if (leg.IsLead && whistle is { Transfers: >= 3, ProblemAt: null })
        {
            whistle.IsProblem(now);
            var path = whistle.Path.Select(l => l.DepartmentId == to.Id ? to.Name : Named(l, names));
            Raise(called, to.Name, RaisedBecause.NobodyLeads, null, promises, by, role, now, to: 3);
            Record(by, role, now, new NobodyLed(whistle.Id, called.Id, whistle.Transfers, string.Join(" → ", path)));
        }
    }

    private List<(ConferenceDecision What, DateTimeOffset DueAt)> Checked(
        Whistle whistle,
        IReadOnlyList<ConferenceDecision> decisions,
        Promises promises,
        DateTimeOffset now
    )
    {
        if (decisions.Count == 0 || decisions.Any(d => string.IsNullOrWhiteSpace(d.Text) || d.Text.Characters() > 1000))
        {
            throw new RuleBroken(ConferenceRules.DecisionMissing) { Field = "decisions" };
        }

        if (decisions.DistinctBy(d => d.Department.Id).Count() != decisions.Count)
        {
            throw new RuleBroken(ConferenceRules.DecidedTwice) { Field = "decisions" };
        }

        var open = Legs.Where(l => l.IsOpen).ToList();
        if (
            open.Any(l =>
                decisions.Any(d => d.Department.Id == l.DepartmentId)
                && (l.WhistleId != whistle.Id || l is { Status: LegStatus.Reported } or { Status: LegStatus.Objected, Ruling: null })
            )
        )
        {
            throw new RuleBroken(WhistleRules.OneOpenLegPerDepartment) { Field = "decisions" };
        }

        // Where no decision names a lead, the present one goes on leading. A lead whose objection is conferred on stays only if it is
        // decided for.
        var leads = decisions.Count(d => d.Lead);
        var stays = whistle.Legs.Any(l =>
            l is { IsLead: true, HasPart: true } && (!l.IsConferred || decisions.Any(d => d.Department.Id == l.DepartmentId))
        );
        if (leads > 1 || (leads == 0 && !stays))
        {
            throw new RuleBroken(WhistleRules.OneLeadLeg) { Field = "decisions" };
        }

        return [.. decisions.Select(d => (d, CloseOf(d, promises, now)))];
    }

    private DateTimeOffset CloseOf(ConferenceDecision decision, Promises promises, DateTimeOffset now)
    {
        var calendar = promises.CalendarOf(decision.Department.CalendarCode ?? CalendarCode);
        var today = calendar.DateOf(now);
        var midnight = new DateTimeOffset(decision.DueOn.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var close =
            decision.DueOn < today || decision.DueOn > today.AddDays(366)
                ? default
                : calendar
                    .WindowsBetween(midnight.AddDays(-1), midnight.AddDays(2))
                    .LastOrDefault(w => calendar.DateOf(w.From) == decision.DueOn)
                    .To;
        return close > now ? close : throw new RuleBroken(ConferenceRules.DecisionDateMissing) { Field = "decisions" };
    }

    private static string Named(Leg leg, IReadOnlyDictionary<Id<Department>, string> names) =>
        names.GetValueOrDefault(leg.DepartmentId, "");
}
