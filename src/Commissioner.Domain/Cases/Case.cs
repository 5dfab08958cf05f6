using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Cases;

/// <summary>What an enterprise asks for.</summary>
/// <param name="Title">1 to 100 characters.</param>
/// <param name="Description">1 to 5,000 characters.</param>
/// <param name="Category">A code of <see cref="CaseCategory"/>.</param>
/// <param name="Urgency">How urgent it is.</param>
/// <param name="Place">Where, at most 200 characters.</param>
/// <param name="Confidential">Supervision alone is to know of it.</param>
public sealed record Request(
    string Title,
    string Description,
    string Category,
    Urgency Urgency,
    string? Place = null,
    bool Confidential = false
);

/// <summary>A request of an enterprise on its way 诉求: accepted, dealt with, closed by the enterprise's own word.</summary>
public sealed partial class Case : Aggregate
{
    private readonly List<Whistle> _whistles = [];
    private readonly List<ClockOf<Case>> _clocks = [];
    private readonly List<RatingInvitation> _invitations = [];

    private Case() { }

    public Id<Case> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid TimelineKey => Id.Value;

    /// <summary>Like <c>FL-20261120-0042</c>: gap-free per day and park; given in the transaction that stores it.</summary>
    public string? Number { get; private set; }

    /// <summary>
    /// What its number will be made of when it is stored. Not stored itself: numbers are given as the last statement before the commit.
    /// </summary>
    public Numbering? Numbering { get; private set; }

    /// <summary>The park (not the sub-park) whose number it bears.</summary>
    public Id<Park> ParkId { get; private set; }

    /// <summary>Whose request it is.</summary>
    public Id<Enterprise> EnterpriseId { get; private set; }

    /// <summary>The enterprise that filed it, where that one merged into <see cref="EnterpriseId"/> since; null where it is the same.</summary>
    public Id<Enterprise>? FiledForId { get; private set; }

    /// <summary>The sub-park in which the enterprise was when it was filed.</summary>
    public Id<Park> SubParkId { get; private set; }

    /// <summary>Whose request it is, where it was loaded.</summary>
    public Enterprise Enterprise { get; private set; } = null!;

    /// <summary>1 to 100 characters.</summary>
    public string Title { get; private set; } = "";

    /// <summary>In the enterprise's own words, 1 to 5,000 characters.</summary>
    public string Description { get; private set; } = "";

    /// <summary>A code of <see cref="CaseCategory"/>.</summary>
    public string Category { get; private set; } = "";

    /// <summary>
    /// About a commissioner or a department, or confidential: the commissioner doesn't see it, and the service office deals with it or supervision.
    /// </summary>
    public bool AboutOfficials { get; private set; }

    /// <summary>Supervision alone deals with it and, but for who filed it and the enterprise's owner, alone knows that it exists.</summary>
    public bool Confidential { get; private set; }

    /// <summary>How urgent it is.</summary>
    public Urgency Urgency { get; private set; }

    /// <summary>Where it is about, at most 200 characters; null where no place was named.</summary>
    public string? Place { get; private set; }

    public CaseStatus Status { get; private set; }

    /// <summary>1, and one more each time that it is taken up again.</summary>
    public int Cycle { get; private set; } = 1;

    /// <summary>When it was filed, UTC.</summary>
    public DateTimeOffset SubmittedAt { get; private set; }

    /// <summary>The calendar that its promises run on; null for the park's own.</summary>
    public string? CalendarCode { get; private set; }

    /// <summary>Who filed it.</summary>
    public Id<Person> SubmittedById { get; private set; }

    /// <summary>Whom to ask for about it, where it was filed by phone.</summary>
    public string? ContactName { get; private set; }

    public string? ContactPhone { get; private set; }

    /// <summary>Who proposed the closure, in this cycle.</summary>
    public Id<Person>? ClosureById { get; private set; }

    /// <summary>The commissioner that the enterprise will rate: who served when the closure was proposed.</summary>
    public Id<Person>? ServedById { get; private set; }

    /// <summary>What the closure says.</summary>
    public FourElements? Closure { get; private set; }

    /// <summary>When it was closed, UTC; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>When the whole matter is promised, UTC; null until it is accepted.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>What is due first of all that is owed on it, UTC; null when nothing is. The queue's order.</summary>
    public DateTimeOffset? NextDueAt { get; private set; }

    /// <summary>From when the first of its running promises is amber, UTC; null when nothing is owed.</summary>
    public DateTimeOffset? NextAmberAt { get; private set; }

    /// <summary>Who has it now.</summary>
    public HolderKind Holder { get; private set; }

    /// <summary>The department that has it now, where one has.</summary>
    public Id<Department>? HolderDepartmentId { get; private set; }

    /// <inheritdoc/>
    public override Holding Holding => new(Holder, HolderDepartmentId);

    /// <summary>Whistles blown for it.</summary>
    public IReadOnlyList<Whistle> Whistles => _whistles;

    /// <summary>All legs of its whistles.</summary>
    public IEnumerable<Leg> Legs => _whistles.SelectMany(w => w.Legs);

    /// <summary>Clocks of its promises.</summary>
    public IReadOnlyList<ClockOf<Case>> Clocks => _clocks;

    /// <summary>Invitations to rate it: all where they were loaded, else those that its closure has just made.</summary>
    public IReadOnlyList<RatingInvitation> Invitations => _invitations;

    /// <summary>Who deals with it.</summary>
    public Desk Desk =>
        Confidential ? Desk.Supervision
        : AboutOfficials || Enterprise.ActiveId is null ? Desk.DutyDesk
        : Desk.Commissioner;

    /// <summary>No commissioner deals with it: none serves the enterprise, or the case is not for it.</summary>
    public bool WithDutyDesk => Desk != Desk.Commissioner;

    /// <summary>An enterprise files a request, itself or through the hotline.</summary>
    /// <exception cref="RuleBroken">A field of the request is missing, too long or unknown; what was filed by phone was not read
    /// back.</exception>
    public static Case Submit(
        Id<Case> id,
        Enterprise enterprise,
        Request request,
        OnBehalf? onBehalf,
        Park park,
        Promises promises,
        Actor by,
        DateTimeOffset now
    )
    {
        enterprise.DemandHere();
        Within(request.Title, 100, CaseRules.TitleMissing, "title");
        Within(request.Description, 5000, CaseRules.DescriptionMissing, "description");
        if (request.Place?.Characters() > 200)
        {
            throw new RuleBroken(CaseRules.PlaceTooLong) { Field = "place" };
        }

        var category = CaseCategory.Find(request.Category) ?? throw new RuleBroken(CaseRules.CategoryUnknown) { Field = "category" };
        ContactWays? ways = null;
        if (onBehalf is not null)
        {
            if (request.Confidential)
            {
                throw new RuleBroken(CaseRules.ConfidentialByOneself) { Field = "confidential" };
            }

            Within(onBehalf.ContactName, 40, CaseRules.ContactNameMissing, "contactName");
            ways = ContactWays.Demanded(onBehalf.ContactPhone, "contactPhone");
            if (!onBehalf.ReadBack)
            {
                throw new RuleBroken(CaseRules.NotReadBack) { Field = "readBack" };
            }
        }

        var @case = new Case
        {
            Id = id,
            Numbering = new(park.PartOfId ?? park.Id, park.Code, promises.Calendar.DateOf(now)),
            ParkId = park.PartOfId ?? park.Id,
            Enterprise = enterprise,
            EnterpriseId = enterprise.Id,
            SubParkId = enterprise.ParkId,
            Title = request.Title.Trim(),
            Description = request.Description.Trim(),
            Category = category.Code,
            AboutOfficials = category.AboutOfficials || request.Confidential,
            Confidential = request.Confidential,
            Urgency = request.Urgency,
            Place = string.IsNullOrWhiteSpace(request.Place) ? null : request.Place.Trim(),
            SubmittedAt = now,
            CalendarCode = park.CalendarCode,
            SubmittedById = by.Id,
            ContactName = onBehalf?.ContactName.Trim(),
            ContactPhone = ways?.ToString(),
        };
        @case.StartClock(promises, PromiseKind.Accept, by, now);
        @case.Record(
            by,
            onBehalf is null ? by.First([Role.EnterpriseOwner, Role.EnterpriseUser]) ?? by.Roles[0] : Role.HotlineSeat,
            now,
            new CaseSubmitted(onBehalf is not null)
        );
        @case.Settle();
        return @case;
    }

    /// <summary>
    /// The moves that this person may make at this instant. Buttons are drawn from it; a move may still be refused for what it says.
    /// </summary>
    public IEnumerable<CaseMove> Can(Actor actor, Promises promises, DateTimeOffset now) =>
        Can(actor)
            .Where(m => LastInstant(m, actor, promises) is not { } last || now <= last)
            .Where(m => m != CaseMove.Nudge || MayNudge(promises, now));

    /// <summary>
    /// The last instant, UTC, at which a move may be made; null where only the state limits it. The one table of such limits: what is over is
    /// not offered.
    /// </summary>
    public DateTimeOffset? LastInstant(CaseMove move, Actor actor, Promises promises)
    {
        return move switch
        {
            CaseMove.Reopen => Status == CaseStatus.Unanswered ? null : ClosedAt + ReopenFor,
            CaseMove.Rate => ClosedAt is { } closed ? RatingInvitation.LastInstant(Id, Cycle, closed) : null,
            CaseMove.AskExtension => Clock(PromiseKind.Settle, Id.Value) is { } settle ? ExtendUntil(settle, promises) : null,
            CaseMove.ObjectToCall => Last(
                (w, l) => l.DepartmentId == actor.DepartmentId && l is { Status: LegStatus.Called, IsFinal: false },
                (w, l) => ObjectUntil(w, l, promises)
            ),
            CaseMove.JudgeLeg => Last((_, l) => l.OfLeg is null, (_, l) => l.JudgeUntil(promises.Calendar)),
            CaseMove.JudgeWhistle => Last(
                (_, l) => l.DepartmentId == actor.DepartmentId && l.OfWhistle is null,
                (_, l) => l.JudgeUntil(promises.Calendar)
            ),
            _ => null,
        };

        DateTimeOffset? Last(Func<Whistle, Leg, bool> which, Func<Whistle, Leg, DateTimeOffset?> until) =>
            _whistles.SelectMany(w => w.Legs.Where(l => which(w, l)).Select(l => until(w, l))).Max();
    }

    // Those that its state and this person's role allow.
    private IEnumerable<CaseMove> Can(Actor actor) =>
        CaseWorkflow
            .Table.Where(r => r.From.Contains(Status) && actor.First(CaseWorkflow.Who(r.Move, Desk)) is not null)
            .Select(r => r.Move)
            .Where(m =>
                m switch
                {
                    CaseMove.ProposeClosure => !Legs.Any(l => l.IsOpen),
                    CaseMove.PassClosure or CaseMove.ReturnClosure => ClosureById != actor.Id,
                    CaseMove.AskForInfo => !AskedBefore,
                    CaseMove.AskEnterprise => Questions < 2,
                    CaseMove.AskExtension => ExtensionAsked is null
                        && Clock(PromiseKind.Settle, Id.Value) is { IsRunning: true, Extension: null },
                    CaseMove.GrantExtension or CaseMove.RefuseExtension => ExtensionAsked is not null,
                    CaseMove.AskPlan => PlanAsked is null,
                    CaseMove.GrantPlan => PlanAsked is not null && !Legs.Any(l => l.IsOpen),
                    CaseMove.RefusePlan => PlanAsked is not null || Plan is not null,
                    CaseMove.ProposeExplained => Explanation is null,
                    CaseMove.ApproveExplained => Explanation is { } e
                        && Others(e, actor)
                        && ((e.OfficeId is null && actor.Is(Role.TriageDesk)) || (e.SupervisorId is null && actor.Is(Role.Supervisor))),
                    CaseMove.RefuseExplained => Explanation is { } e && Others(e, actor),
                    _ => CanOnLegs(m, actor) && CanSupervise(m, actor),
                }
            );

    /// <summary>Takes it up: settling and first contact are promised from here on.</summary>
    public void Accept(Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.Accept, by);
        StopClock(PromiseKind.Accept, Id.Value, by, now);
        var settle = StartClock(promises, PromiseKind.Settle, by, now);
        StartClock(promises, PromiseKind.FirstContact, by, now);
        (Status, DueAt) = (CaseStatus.Accepted, settle.DueAt);
        Record(by, role, now, new CaseAccepted(settle.DueAt, settle.Assured));
        TakeOverJointLimit(promises, by, role, now);
        Settle();
    }

    /// <summary>Records a call, a visit or a message with its time and its outcome.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.ContactOutcomeMissing"/>, <see cref="CaseRules.TimesCannotBe"/>.</exception>
    public void RecordFirstContact(ContactMeans means, DateTimeOffset at, string outcome, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.RecordFirstContact, by);
        Within(outcome, 1000, CaseRules.ContactOutcomeMissing, "outcome");
        // People write times to the minute: a contact in the very minute of the filing is not one before it.
        if (at > now || at.AddMinutes(1) <= SubmittedAt)
        {
            throw new RuleBroken(CaseRules.TimesCannotBe) { Field = "at" };
        }

        StopClock(PromiseKind.FirstContact, Id.Value, by, now);
        Status = CaseStatus.InProgress;
        Record(by, role, now, new FirstContactRecorded(means, at, outcome.Trim()));
        Settle();
    }

    /// <summary>Proposes to close it, with the four elements and no department still owing.</summary>
    public void ProposeClosure(FourElements closure, Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.ProposeClosure, by);
        if (Legs.Any(l => l.IsOpen))
        {
            throw new RuleBroken(CaseRules.LegStillOpen);
        }

        Closure = closure.Check(now);
        (ClosureById, ServedById, Status) = (by.Id, AboutOfficials ? null : Enterprise.ActiveId, CaseStatus.UnderReview);
        StopClock(PromiseKind.Settle, Id.Value, by, now);
        (ExtensionAsked, PlanAsked) = (null, null);
        StartClock(promises, PromiseKind.Review, by, now);
        Record(by, role, now, new ClosureProposed(closure.Done, closure.SolvedAt));
        Settle();
    }

    /// <summary>Passes the review; or the clock passes it unreviewed.</summary>
    public void PassClosure(Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.PassClosure, by);
        DemandAnotherReviewer(by);
        var byTheClock = role == Role.System;
        if (byTheClock)
        {
            Clock(PromiseKind.Review, Id.Value)?.Lapse(now);
        }
        else
        {
            StopClock(PromiseKind.Review, Id.Value, by, now);
        }

        var confirmation = StartClock(promises, PromiseKind.Confirmation, by, now, Urgency.Ordinary);
        (Status, Explanation) = (CaseStatus.AwaitingConfirmation, null);
        Record(by, role, now, new ClosurePassed(!byTheClock, confirmation.DueAt));
        Settle();
    }

    /// <summary>Sends the closure back; the case's clock runs on.</summary>
    public void ReturnClosure(string reason, Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.ReturnClosure, by);
        DemandAnotherReviewer(by);
        Within(reason, 1000, CaseRules.ReasonMissing, "reason");
        StopClock(PromiseKind.Review, Id.Value, by, now);
        Clock(PromiseKind.Settle, Id.Value)?.RunOn(promises, by, now);
        Status = Cycle == 1 ? CaseStatus.InProgress : CaseStatus.Rework;
        Record(by, role, now, new ClosureReturned(reason.Trim()));
        Settle();
    }

    /// <summary>The enterprise says whether it is resolved; a seat or an agent records its words.</summary>
    public void Confirm(Outcome outcome, string? words, Promises promises, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.Confirm, by);
        if (!Enum.IsDefined(outcome))
        {
            throw new RuleBroken(CaseRules.OutcomeMissing) { Field = "outcome" };
        }

        if (role is Role.HotlineSeat or Role.CallbackAgent || words?.Characters() > 1000)
        {
            Within(words, 1000, CaseRules.WordsMissing, "words");
        }

        StopClock(PromiseKind.Confirmation, Id.Value, by, now);
        if (outcome == Outcome.NotResolved)
        {
            TakeUpAgain(promises, by, now);
        }
        else
        {
            (Status, ClosedAt) = (outcome == Outcome.Resolved ? CaseStatus.Resolved : CaseStatus.PartlyResolved, now);
            Invite(now);
        }

        Record(by, role, now, new OutcomeConfirmed(outcome, string.IsNullOrWhiteSpace(words) ? null : words.Trim()));
        Settle();
    }

    /// <inheritdoc/>
    protected override DomainEvent Heard(Spoken said) => new CallerSpoke(said.Words!.Trim(), said.Recording!.Trim());

    private static void Within(string? text, int most, Rule rule, string field)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Characters() > most)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }

    private Role Demand(CaseMove move, Actor by)
    {
        var who = CaseWorkflow.Who(move, Desk);
        if (who.Count == 0)
        {
            throw new RuleBroken(CaseRules.NotOfConfidential);
        }

        if (by.First(who) is not { } role)
        {
            throw new RuleBroken(CaseRules.MoveNotYours) { Could = who };
        }

        if (move != CaseMove.WhistleInEmergency)
        {
            by.DemandCaller(role);
        }

        return CaseWorkflow.From(move).Contains(Status)
            ? role
            : throw new RuleBroken(CaseRules.MoveOutOfOrder, Status) { Could = CouldNow() };
    }

    private List<Role> CouldNow() =>
        [
            .. CaseWorkflow
                .Table.Where(r =>
                    r.From.Contains(Status)
                    && !CaseWorkflow.Beside.Contains(r.Move)
                    && (Legs.Any() || !CaseWorkflow.OnLegs.Contains(r.Move))
                )
                .SelectMany(r => CaseWorkflow.Who(r.Move, Desk))
                .Where(r => r != Role.System)
                .Distinct(),
        ];

    private void DemandAnotherReviewer(Actor by)
    {
        if (by.Id == ClosureById)
        {
            throw new RuleBroken(CaseRules.ReviewerProposed) { Could = CaseWorkflow.Who(CaseMove.ReturnClosure, Desk) };
        }
    }

    private ClockOf<Case>? Clock(PromiseKind kind, Guid subject) =>
        _clocks.Where(c => c.Kind == kind && c.SubjectId == subject).MaxBy(c => c.Cycle);

    private ClockOf<Case> StartClock(Promise promise, Guid subject, Actor by)
    {
        var clock = PromiseClock.Start(promise, Id, subject, 1 + (Clock(promise.Kind, subject)?.Cycle ?? 0), by);
        _clocks.Add(clock);
        return clock;
    }

    // Starts a clock of the case itself, by the case's urgency. What the enterprise owes, and rework, know no urgency: their callers name
    // Ordinary.
    private ClockOf<Case> StartClock(
        Promises promises,
        PromiseKind kind,
        Actor by,
        DateTimeOffset now,
        Urgency? urgency = null,
        PromiseVariant variant = PromiseVariant.Usual
    ) => StartClock(promises.Make(kind, urgency ?? Urgency, now, Category, variant, CalendarCode), Id.Value, by);

    private void StopClock(PromiseKind kind, Guid subject, Actor by, DateTimeOffset now) => Clock(kind, subject)?.Stop(by, now);

    // Nobody who serves is rated for what supervision dealt with by itself.
    private void Invite(DateTimeOffset now)
    {
        if (!Confidential)
        {
            _invitations.Add(RatingInvitation.For(this, now));
        }
    }

    // Begins a new cycle with a promise of its own. The old cycle's clocks stay as they ended.
    private void TakeUpAgain(Promises promises, Actor by, DateTimeOffset now)
    {
        Cycle++;
        (Status, Closure, ClosureById, ClosedAt, Explanation) = (CaseStatus.Rework, null, null, null, null);
        DueAt = StartClock(promises, PromiseKind.Settle, by, now, Urgency.Ordinary, PromiseVariant.Rework).DueAt;
        // Cycle 3 is the second rework, which brings a supervision order; from the third on the Leader owes an opinion. Supervision orders
        // nothing of itself.
        if (Confidential)
        {
            return;
        }

        if (Cycle == 3)
        {
            Order(OrderWhy.ReworkedAgain, null, new(HolderKind.Commissioner), null, null, promises, Actor.System, Role.System, now);
        }
        else if (Cycle > 3)
        {
            AskOpinion(OpinionWhy.ReworkedAgain, null, null, promises, Actor.System, Role.System, now);
        }
    }

    // Called at the end of each move: who has the case and what it waits for next are copies of what clocks and legs say, kept so that
    // queues are sorted without reading them. Of the departments that owe, the lead comes first, then whoever has not objected.
    private void Settle()
    {
        EndSupervision();
        SettleClocks();
        var owing = Legs.Where(l => l.Status is LegStatus.Called or LegStatus.Objected or LegStatus.CheckedIn)
            .OrderByDescending(l => l.IsLead)
            .ThenBy(l => l.Status == LegStatus.Objected)
            .FirstOrDefault();
        (Holder, HolderDepartmentId) = Status switch
        {
            CaseStatus.UnderReview => (HolderKind.TriageDesk, null),
            CaseStatus.AwaitingConfirmation or CaseStatus.NeedsInfo or CaseStatus.WaitingForEnterprise => (HolderKind.Enterprise, null),
            CaseStatus.InProgress or CaseStatus.Rework when owing is { Status: LegStatus.Objected } => (HolderKind.TriageDesk, null),
            CaseStatus.InProgress or CaseStatus.Rework when owing is not null => (HolderKind.Department, owing.DepartmentId),
            _ when CaseWorkflow.Closed.Contains(Status) => (HolderKind.Nobody, null),
            _ => (HolderKind.Commissioner, (Id<Department>?)null),
        };
        if (Confidential && Holder is HolderKind.Commissioner or HolderKind.TriageDesk)
        {
            Holder = HolderKind.Supervision;
        }

        SettleSteps();
    }

    private void SettleClocks()
    {
        var running = _clocks.Where(c => c.IsRunning && c.State != ClockState.Paused && !Supervising.Contains(c.Kind)).ToList();
        foreach (var leg in Legs)
        {
            leg.Owe(running.Find(c => c.SubjectId == leg.Id.Value)?.DueAt);
        }

        NextDueAt = running.Count > 0 ? running.Min(c => c.DueAt) : null;
        NextAmberAt = running.Count > 0 ? running.Min(c => c.AmberAt) : null;
    }
}

/// <summary>By what a case is numbered.</summary>
/// <param name="ParkId">The park that counts.</param>
/// <param name="Code">The letters that its numbers begin with.</param>
/// <param name="Day">The local day of the filing, by the park's calendar.</param>
public sealed record Numbering(Id<Park> ParkId, string Code, DateOnly Day);

/// <summary>For whom a hotline seat files, and that it read back what it wrote.</summary>
/// <param name="ContactName">Who rang.</param>
/// <param name="ContactPhone">Where to ring back: <see cref="ContactWays"/>.</param>
/// <param name="ReadBack">What was written was read back to the caller.</param>
public sealed record OnBehalf(string ContactName, string ContactPhone, bool ReadBack);
