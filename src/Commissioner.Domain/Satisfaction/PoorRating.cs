using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Satisfaction;

/// <summary>Where the handling of a poor rating stands.</summary>
public enum PoorRatingStatus
{
    /// <summary>Nobody has made contact yet 待联系.</summary>
    Open,

    /// <summary>The enterprise was heard 已联系.</summary>
    Contacted,

    /// <summary>What it said was looked into 已核实.</summary>
    Verified,

    /// <summary>It was put right, and the enterprise has its reply 已整改.</summary>
    Corrected,
}

/// <summary>Whether what a poor rating says is so. It never changes the rating.</summary>
public enum Verification
{
    /// <summary>属实.</summary>
    True,

    /// <summary>部分属实.</summary>
    Partly,

    /// <summary>无法核实.</summary>
    NotVerifiable,
}

/// <summary>
/// A poor rating on its way 差评: heard within a working day by somebody else than the one rated, looked into, put right by a date, answered,
/// called back. Nothing of it changes the rating.
/// </summary>
public sealed class PoorRating : Aggregate
{
    private readonly List<ClockOf<PoorRating>> _clocks = [];

    private PoorRating() { }

    public Id<PoorRating> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid TimelineKey => Id.Value;

    public Id<Rating> RatingId { get; private set; }

    public Id<Case> CaseId { get; private set; }

    /// <summary>Who rated.</summary>
    public Id<Enterprise> EnterpriseId { get; private set; }

    /// <summary>The commissioner rated; null where the duty desk served.</summary>
    public Id<Person>? ServedById { get; private set; }

    /// <summary>Who proposed the closure: rated as well, where the duty desk served.</summary>
    public Id<Person>? ClosedById { get; private set; }

    public PoorRatingStatus Status { get; private set; }

    /// <summary>When it was rated, UTC.</summary>
    public DateTimeOffset RatedAt { get; private set; }

    /// <summary>Who hears the enterprise; null until somebody took it.</summary>
    public Id<Person>? HandlerId { get; private set; }

    /// <summary>By when it is heard, UTC.</summary>
    public DateTimeOffset ContactBy { get; private set; }

    /// <summary>When it was heard, UTC.</summary>
    public DateTimeOffset? ContactedAt { get; private set; }

    /// <summary>What it said then.</summary>
    public string? ContactOutcome { get; private set; }

    /// <summary>Whether it is so; null until it was looked into.</summary>
    public Verification? Verification { get; private set; }

    /// <summary>What was found.</summary>
    public string? VerificationText { get; private set; }

    /// <summary>By when it is put right, UTC.</summary>
    public DateTimeOffset CorrectBy { get; private set; }

    /// <summary>When it was put right, UTC.</summary>
    public DateTimeOffset? CorrectedAt { get; private set; }

    /// <summary>What was put right.</summary>
    public string? Correction { get; private set; }

    /// <summary>The reply that the enterprise reads.</summary>
    public string? Reply { get; private set; }

    /// <summary>The clocks of contact and correction.</summary>
    public IReadOnlyList<ClockOf<PoorRating>> Clocks => _clocks;

    /// <summary>A poor rating begins its way.</summary>
    public static PoorRating Open(Rating rating, Case @case, Promises promises, Actor by, DateTimeOffset now)
    {
        var contact = promises.Make(PromiseKind.PoorContact, Urgency.Ordinary, now, calendar: @case.CalendarCode);
        var correction = promises.Make(PromiseKind.PoorCorrection, Urgency.Ordinary, now, calendar: @case.CalendarCode);
        var poor = new PoorRating
        {
            Id = Id<PoorRating>.New(now),
            RatingId = rating.Id,
            CaseId = rating.CaseId,
            EnterpriseId = rating.EnterpriseId,
            ServedById = rating.ServedById,
            ClosedById = @case.ClosureById,
            RatedAt = now,
            ContactBy = contact.DueAt,
            CorrectBy = correction.DueAt,
        };
        poor._clocks.Add(PromiseClock.Start(contact, poor.Id, by));
        poor._clocks.Add(PromiseClock.Start(correction, poor.Id, by));
        poor.Record(by, by.Roles[0], now, new PoorRatingOpened(contact.DueAt, correction.DueAt));
        return poor;
    }

    /// <summary>This person is not the one rated.</summary>
    public bool MayBeHandledBy(Id<Person> person) => person != ServedById && person != ClosedById;

    /// <summary>The service office takes it, or gives it to one of its own.</summary>
    /// <exception cref="RuleBroken"><see cref="PoorRatingRules.RatedOneKeepsOut"/>, <see
    /// cref="PoorRatingRules.PoorRatingEnded"/>.</exception>
    public void Assign(Person handler, Actor by, DateTimeOffset now)
    {
        Demand(by);
        if (!handler.Roles.Contains(Role.TriageDesk) || !MayBeHandledBy(handler.Id))
        {
            throw new RuleBroken(PoorRatingRules.RatedOneKeepsOut) { Field = "personId" };
        }

        HandlerId = handler.Id;
        Record(by, Role.TriageDesk, now, new PoorRatingAssigned(handler.Id));
    }

    /// <summary>Records that the enterprise was heard, and what it said. Who does takes it, where nobody had.</summary>
    /// <exception cref="RuleBroken"><see cref="PoorRatingRules.PoorContactMissing"/>, <see cref="CaseRules.TimesCannotBe"/>.</exception>
    public void Contact(DateTimeOffset at, string? outcome, Actor by, DateTimeOffset now)
    {
        DemandHandler(by);
        Demand(outcome, PoorRatingRules.PoorContactMissing, "outcome");
        if (at > now || at.AddMinutes(1) <= RatedAt)
        {
            throw new RuleBroken(CaseRules.TimesCannotBe) { Field = "at" };
        }

        (ContactedAt, ContactOutcome) = (ContactedAt ?? at, outcome!.Trim());
        if (Status == PoorRatingStatus.Open)
        {
            Status = PoorRatingStatus.Contacted;
        }

        Clock(PromiseKind.PoorContact).Stop(by, now);
        Record(by, Role.TriageDesk, now, new PoorRatingContacted());
    }

    /// <summary>Records whether it is so, and until when it is put right. The rating stays what it is.</summary>
    /// <exception cref="RuleBroken"><see cref="PoorRatingRules.ContactFirst"/>, <see cref="PoorRatingRules.VerificationMissing"/>, <see
    /// cref="PoorRatingRules.CorrectionWithinLimit"/>.</exception>
    public void Verify(Verification? verification, string? text, DateTimeOffset? correctBy, Actor by, DateTimeOffset now)
    {
        DemandHandler(by);
        DemandContacted();
        if (verification is not { } found || !Enum.IsDefined(found))
        {
            throw new RuleBroken(PoorRatingRules.VerificationMissing) { Field = "verification" };
        }

        Demand(text, PoorRatingRules.VerificationTextMissing, "text");
        if (correctBy is { } by1 && (by1 < now || by1 > Clock(PromiseKind.PoorCorrection).DueAt))
        {
            throw new RuleBroken(PoorRatingRules.CorrectionWithinLimit) { Field = "correctBy" };
        }

        (Verification, VerificationText, CorrectBy, Status) = (found, text!.Trim(), correctBy ?? CorrectBy, PoorRatingStatus.Verified);
        Record(by, Role.TriageDesk, now, new PoorRatingVerified(found, CorrectBy));
    }

    /// <summary>Records what was put right and gives the enterprise its reply.</summary>
    /// <exception cref="RuleBroken"><see cref="PoorRatingRules.VerifyFirst"/>, <see cref="PoorRatingRules.CorrectionMissing"/>, <see
    /// cref="PoorRatingRules.ReplyMissing"/>.</exception>
    public void Correct(string? correction, string? reply, Actor by, DateTimeOffset now)
    {
        DemandHandler(by);
        DemandContacted();
        if (Verification is null)
        {
            throw new RuleBroken(PoorRatingRules.VerifyFirst);
        }

        Demand(correction, PoorRatingRules.CorrectionMissing, "correction");
        Demand(reply, PoorRatingRules.ReplyMissing, "reply");
        (Correction, Reply, CorrectedAt, Status) = (correction!.Trim(), reply!.Trim(), now, PoorRatingStatus.Corrected);
        Clock(PromiseKind.PoorCorrection).Stop(by, now);
        Record(by, Role.TriageDesk, now, new PoorRatingCorrected(CaseId));
    }

    /// <summary>Raises what is due on one of its clocks.</summary>
    public IReadOnlyList<Step> Fire(PromiseClock clock, Promises promises, DateTimeOffset now)
    {
        var raised = clock.Fire(promises, now);
        foreach (var step in raised.Where(s => s.Level != PromiseLevel.Warned))
        {
            Record(Actor.System, Role.System, now, new PoorRatingLate(clock.Kind, clock.DueAt, step.Level, step.Tells));
        }

        return raised;
    }

    /// <summary>Its enterprise merged into another one, which it is about from now on; once it has ended it stays as it was recorded.</summary>
    public void GoOnWith(Enterprise successor, Enterprise merged, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(successor);
        ArgumentNullException.ThrowIfNull(merged);
        ArgumentNullException.ThrowIfNull(by);
        if (Status != PoorRatingStatus.Corrected && EnterpriseId == merged.Id && merged.SuccessorId == successor.Id)
        {
            EnterpriseId = successor.Id;
            Record(by, by.Roles[0], now, new GoesOnWithSuccessor(merged.Name, successor.Id, successor.Name));
        }
    }

    /// <summary>Who hears the enterprise leaves: the service office has it again, and one of it takes it.</summary>
    public void GiveBack(Actor by, DateTimeOffset now)
    {
        Demand(by);
        if (HandlerId is { } handler)
        {
            HandlerId = null;
            Record(by, Role.TriageDesk, now, new PoorRatingGivenBack(handler));
        }
    }

    private static void Demand(string? text, Rule rule, string field)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Characters() > 1000)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }

    private ClockOf<PoorRating> Clock(PromiseKind kind) => _clocks.Find(c => c.Kind == kind)!;

    private void DemandContacted()
    {
        if (Status == PoorRatingStatus.Open)
        {
            throw new RuleBroken(PoorRatingRules.ContactFirst);
        }
    }

    private void Demand(Actor by)
    {
        if (!by.Is(Role.TriageDesk))
        {
            throw new RuleBroken(CaseRules.MoveNotYours) { Could = [Role.TriageDesk] };
        }

        if (Status == PoorRatingStatus.Corrected)
        {
            throw new RuleBroken(PoorRatingRules.PoorRatingEnded);
        }
    }

    private void DemandHandler(Actor by)
    {
        Demand(by);
        if (!MayBeHandledBy(by.Id))
        {
            throw new RuleBroken(PoorRatingRules.RatedOneKeepsOut);
        }

        HandlerId ??= by.Id;
        if (HandlerId != by.Id)
        {
            throw new RuleBroken(PoorRatingRules.AnotherHandles);
        }
    }
}
