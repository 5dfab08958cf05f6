using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Offerings;

/// <summary>What who owns an introduction wrote down.</summary>
public sealed class IntroductionNote
{
    private IntroductionNote() { }

    internal IntroductionNote(Id<Introduction> of, int no, string text, Id<Person> by, DateTimeOffset now) =>
        (Id, IntroductionId, No, Text, ById, At) = (Id<IntroductionNote>.New(now), of, no, text, by, now);

    public Id<IntroductionNote> Id { get; private set; }

    public Id<Introduction> IntroductionId { get; private set; }

    /// <summary>1, 2, 3 … of one introduction.</summary>
    public int No { get; private set; }

    public string Text { get; private set; } = "";

    public Id<Person> ById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}

/// <summary>
/// An offer and a seek of two enterprises are brought together by somebody who owns that: both say yes before either sees whom to speak to, and
/// what came of it is asked after 7 and 30 days.
/// </summary>
public sealed class Introduction : Aggregate
{
    /// <summary>How long a note is at the most, in characters.</summary>
    public const int LongestNote = 500;

    /// <summary>So many notes it has at the most.</summary>
    public const int MostNotes = 100;

    private readonly List<IntroductionNote> _notes = [];
    private readonly List<ClockOf<Introduction>> _clocks = [];

    private Introduction() { }

    public Id<Introduction> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid TimelineKey => Id.Value;

    /// <inheritdoc/>
    public override Holding? Holding =>
        State == IntroductionState.Proposed ? new(HolderKind.Enterprise)
        : !IsOpen ? null
        : new(ServedId is null ? HolderKind.TriageDesk : HolderKind.Commissioner);

    public Id<Offering> OfferId { get; private set; }

    public Id<Offering> SeekId { get; private set; }

    /// <summary>The enterprise that offers.</summary>
    public Id<Enterprise> OffererId { get; private set; }

    /// <summary>The enterprise that seeks.</summary>
    public Id<Enterprise> SeekerId { get; private set; }

    /// <summary>
    /// The one of the two whose commissioner owns it: whoever serves that enterprise, so that with another commissioner it has another owner.
    /// Null where the service office owns it.
    /// </summary>
    public Id<Enterprise>? ServedId { get; private set; }

    /// <summary>Who proposed it.</summary>
    public Id<Person> ById { get; private set; }

    public IntroductionState State { get; private set; }

    /// <summary>When it was proposed, UTC.</summary>
    public DateTimeOffset ProposedAt { get; private set; }

    /// <summary>When the enterprise that offers said yes, UTC.</summary>
    public DateTimeOffset? OffererAgreedAt { get; private set; }

    /// <summary>When the enterprise that seeks said yes, UTC.</summary>
    public DateTimeOffset? SeekerAgreedAt { get; private set; }

    /// <summary>When they were brought together, UTC.</summary>
    public DateTimeOffset? IntroducedAt { get; private set; }

    /// <summary>What was heard last of it; null before the first follow-up.</summary>
    public IntroductionOutcome? Outcome { get; private set; }

    /// <summary>What the order is worth, in yuan, where that was said.</summary>
    public decimal? Amount { get; private set; }

    /// <summary>When it ended, UTC, however it did.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public IReadOnlyList<IntroductionNote> Notes => _notes;

    /// <summary>Clocks of its two follow-ups.</summary>
    public IReadOnlyList<ClockOf<Introduction>> Clocks => _clocks;

    /// <summary>It goes on.</summary>
    public bool IsOpen =>
        State is IntroductionState.Proposed or IntroductionState.Agreed or IntroductionState.Introduced or IntroductionState.FollowedUp;

    /// <summary>Both said yes, whatever came of it: each knows whom to speak to.</summary>
    public bool AreKnown => OffererAgreedAt is not null && SeekerAgreedAt is not null;

    /// <summary>Two enterprises are asked.</summary>
    /// <param name="offer">What one offers.</param>
    /// <param name="seek">What the other seeks.</param>
    /// <param name="served">Whose commissioner owns it; null for the service office.</param>
    /// <param name="today">The day in the park.</param>
    /// <param name="by">Who proposes it.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken">They are no pair that holds today.</exception>
    public static Introduction Propose(Offering offer, Offering seek, Id<Enterprise>? served, DateOnly today, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(seek);
        ArgumentNullException.ThrowIfNull(by);
        Demand(
            offer.Kind == OfferingKind.Offer
                && seek.Kind == OfferingKind.Seek
                && offer.EnterpriseId != seek.EnterpriseId
                && offer.HoldsOn(today)
                && seek.HoldsOn(today),
            IntroductionRules.IntroductionNoPair
        );
        var introduction = new Introduction
        {
            Id = Id<Introduction>.New(now),
            OfferId = offer.Id,
            SeekId = seek.Id,
            OffererId = offer.EnterpriseId,
            SeekerId = seek.EnterpriseId,
            ServedId = served,
            ById = by.Id,
            ProposedAt = now,
        };
        introduction.Record(by, RoleOf(by), now, new IntroductionProposed());
        return introduction;
    }

    /// <summary>One of the two says yes.</summary>
    /// <exception cref="RuleBroken">It is not asked.</exception>
    public void Accept(Actor by, DateTimeOffset now)
    {
        var own = DemandParty(by);
        Demand(State == IntroductionState.Proposed, IntroductionRules.IntroductionNotNow);
        Demand((own == OffererId ? OffererAgreedAt : SeekerAgreedAt) is null, IntroductionRules.IntroductionNotNow);
        if (own == OffererId)
        {
            OffererAgreedAt = now;
        }
        else
        {
            SeekerAgreedAt = now;
        }

        State = AreKnown ? IntroductionState.Agreed : State;
        Record(by, RoleOf(by), now, AreKnown ? new IntroductionAgreed() : new IntroductionAccepted(own));
    }

    /// <summary>One of the two does not want it, or no longer; until they were brought together.</summary>
    /// <exception cref="RuleBroken">They were brought together, or it is over.</exception>
    public void Decline(Actor by, DateTimeOffset now)
    {
        var own = DemandParty(by);
        Demand(State is IntroductionState.Proposed or IntroductionState.Agreed, IntroductionRules.IntroductionNotNow);
        (State, EndedAt) = (IntroductionState.Declined, now);
        Record(by, RoleOf(by), now, new IntroductionDeclined(own));
    }

    /// <summary>Who owns it has brought them together; the follow-ups are owed from here on.</summary>
    /// <exception cref="RuleBroken">Not both said yes, or it was done; it is another's.</exception>
    public void Make(string? note, bool owns, Promises promises, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(promises);
        ArgumentNullException.ThrowIfNull(by);
        DemandOwner(owns);
        Demand(State == IntroductionState.Agreed, IntroductionRules.IntroductionNotNow);
        if (!string.IsNullOrWhiteSpace(note))
        {
            Write(note, by, now);
        }

        (State, IntroducedAt) = (IntroductionState.Introduced, now);
        foreach (var kind in new[] { PromiseKind.FirstFollowUp, PromiseKind.SecondFollowUp })
        {
            _clocks.Add(PromiseClock.Start(promises.Make(kind, Urgency.Ordinary, now), Id, by));
        }

        Record(by, RoleOf(by), now, new IntroductionMade());
    }

    /// <summary>
    /// Who owns it has asked and says what came of it. That they are still talking keeps the follow-ups whose time has come, and goes on until
    /// the last; anything else ends it. Its clocks must have been loaded.
    /// </summary>
    /// <exception cref="RuleBroken">It was not made, or is over; outcome, reason or amount are missing or of no use; it is too early to be a
    /// follow-up.</exception>
    public void FollowUp(IntroductionOutcome? outcome, string? note, decimal? amount, bool owns, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        DemandOwner(owns);
        Demand(State is IntroductionState.Introduced or IntroductionState.FollowedUp, IntroductionRules.IntroductionNotNow);
        Demand(outcome is { } known && Enum.IsDefined(known), IntroductionRules.IntroductionOutcomeMissing, "outcome");
        Demand(
            amount is null || (outcome == IntroductionOutcome.OrderMade && amount is >= 0.01m and < Offering.AmountBelow),
            IntroductionRules.IntroductionAmountUnusable,
            "amount"
        );
        var running = _clocks.Where(c => c.IsRunning).OrderBy(c => c.DueAt).ToList();
        // From the working day before it is due a follow-up may be done.
        var come = running.Where(c => c.AmberAt <= now).ToList();
        if (outcome == IntroductionOutcome.StillTalking && come.Count == 0)
        {
            throw new RuleBroken(IntroductionRules.FollowUpTooEarly, running[0].AmberAt) { Field = "outcome" };
        }

        Write(note, by, now);
        come.ForEach(c => c.Stop(by, now));
        (Outcome, Amount) = (outcome, amount is { } worth ? decimal.Round(worth, 2) : null);
        if (outcome == IntroductionOutcome.StillTalking && come.Count < running.Count)
        {
            State = IntroductionState.FollowedUp;
            Record(by, RoleOf(by), now, new IntroductionFollowedUp());
            return;
        }

        End(IntroductionState.Ended, by, now);
        Record(by, RoleOf(by), now, new IntroductionEnded(outcome!.Value));
    }

    /// <summary>Who owns it writes something down.</summary>
    /// <exception cref="RuleBroken">It is another's; the note is missing; there are too many.</exception>
    public void Note(string? text, bool owns, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        DemandOwner(owns);
        Write(text, by, now);
        Record(by, RoleOf(by), now, new IntroductionNoted());
    }

    /// <summary>Who owns it gives it up, before they were brought together.</summary>
    /// <exception cref="RuleBroken">It is another's; they were; the reason is missing.</exception>
    public void CallOff(string? because, bool owns, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        DemandOwner(owns);
        Demand(State is IntroductionState.Proposed or IntroductionState.Agreed, IntroductionRules.IntroductionNotNow);
        Write(because, by, now, "because");
        End(IntroductionState.CalledOff, by, now);
        Record(by, RoleOf(by), now, new IntroductionCalledOff());
    }

    /// <summary>What it is about, or an enterprise of it, is gone: nothing is owed of it any more.</summary>
    public void Lapse(Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (IsOpen)
        {
            End(IntroductionState.CalledOff, by, now);
            Record(by, RoleOf(by), now, new IntroductionCalledOff());
        }
    }

    /// <summary>
    /// One of the two merged into another, which stands in its place. Where that is the other one there is nobody left to be introduced to. Its
    /// clocks must have been loaded.
    /// </summary>
    public void GoOnWith(Enterprise successor, Enterprise merged, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(successor);
        ArgumentNullException.ThrowIfNull(merged);
        ArgumentNullException.ThrowIfNull(by);
        if (OffererId == successor.Id || SeekerId == successor.Id)
        {
            Lapse(by, now);
        }

        OffererId = OffererId == merged.Id ? successor.Id : OffererId;
        SeekerId = SeekerId == merged.Id ? successor.Id : SeekerId;
        ServedId = ServedId == merged.Id ? successor.Id : ServedId;
        Record(by, RoleOf(by), now, new IntroductionHandedOn(merged.Name));
    }

    /// <summary>Raises what is due of a follow-up.</summary>
    public IReadOnlyList<Step> Fire(PromiseClock clock, Promises promises, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var raised = clock.Fire(promises, now);
        foreach (var step in raised)
        {
            Record(Actor.System, Role.System, now, new IntroductionLate(clock.DueAt, step.Level, step.Tells));
        }

        return raised;
    }

    /// <summary>Is of one of the two enterprises.</summary>
    public bool IsParty(Actor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return by.EnterpriseId is { } own && (own == OffererId || own == SeekerId);
    }

    /// <summary>The other of the two.</summary>
    public Id<Enterprise> OtherThan(Id<Enterprise> one) => one == OffererId ? SeekerId : OffererId;

    /// <summary>This one said yes.</summary>
    public bool AgreedBy(Id<Enterprise> one) => (one == OffererId ? OffererAgreedAt : SeekerAgreedAt) is not null;

    private void End(IntroductionState state, Actor by, DateTimeOffset now)
    {
        (State, EndedAt) = (state, now);
        foreach (var clock in _clocks.Where(c => c.IsRunning))
        {
            clock.Cancel(by, now);
        }
    }

    private void Write(string? text, Actor by, DateTimeOffset now, string field = "note")
    {
        var said = text?.Trim() ?? "";
        Demand(said.Characters() is >= 1 and <= LongestNote, IntroductionRules.IntroductionNoteMissing, field);
        Demand(_notes.Count < MostNotes, IntroductionRules.IntroductionNotesTooMany, field);
        _notes.Add(new(Id, _notes.Count + 1, said, by.Id, now));
    }

    private Id<Enterprise> DemandParty(Actor by) => IsParty(by) ? by.EnterpriseId!.Value : throw new NotFound();

    private static void DemandOwner(bool owns)
    {
        if (!owns)
        {
            throw new RuleBroken(IntroductionRules.IntroductionOfOthers) { Could = [Role.Commissioner, Role.TriageDesk] };
        }
    }

    private static Role RoleOf(Actor by) =>
        by.First([Role.EnterpriseOwner, Role.EnterpriseUser, Role.Commissioner, Role.TriageDesk]) ?? by.Roles[0];

    private static void Demand(bool holds, Rule rule, string? field = null)
    {
        if (!holds)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }
}
