using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Calls;

/// <summary>
/// A call to the hotline, as an exchange tells of it. What it tells may come twice and in any order: each sign leaves its own instant, and
/// from those follows how far the call has come.
/// </summary>
public sealed class Call : Aggregate
{
    /// <summary>Within so long a missed caller is called back (docs/trade.md, Hotline).</summary>
    public static readonly TimeSpan ReturnWithin = TimeSpan.FromMinutes(30);

    private Call() { }

    public Id<Call> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid TimelineKey => Id.Value;

    /// <summary>By which the exchange knows it.</summary>
    public string ExchangeId { get; private set; } = "";

    /// <summary>The caller's number: as it is stored where it can be read, else as the exchange gave it; empty where it was withheld.</summary>
    public string From { get; private set; } = "";

    /// <summary>The number that was called.</summary>
    public string To { get; private set; } = "";

    public CallState State { get; private set; }

    /// <summary>The first that is known of it, UTC.</summary>
    public DateTimeOffset BeganAt { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public DateTimeOffset? MissedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Which seat took it.</summary>
    public Id<Person>? SeatId { get; private set; }

    /// <summary>By which its recording is found.</summary>
    public string? Recording { get; private set; }

    /// <summary>The enterprise that rings, once the seat has said which.</summary>
    public Id<Enterprise>? EnterpriseId { get; private set; }

    /// <summary>By when the caller is called back, UTC; null where that is not owed.</summary>
    public DateTimeOffset? ReturnBy { get; private set; }

    /// <summary>Who calls back.</summary>
    public Id<Person>? TakenById { get; private set; }

    public DateTimeOffset? TakenAt { get; private set; }

    /// <summary>What came of calling back; null until then.</summary>
    public ReturnOutcome? Returned { get; private set; }

    public DateTimeOffset? ReturnedAt { get; private set; }

    public string? ReturnNote { get; private set; }

    /// <summary>A call of which the exchange says something for the first time.</summary>
    /// <param name="exchangeId">By which the exchange knows it, at most 100 characters.</param>
    /// <param name="news">What it says.</param>
    /// <param name="now">Now.</param>
    public static Call Of(string exchangeId, CallNews news, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(news);
        var call = new Call
        {
            Id = Id<Call>.New(now),
            ExchangeId = exchangeId,
            BeganAt = news.At,
        };
        call.Hear(news, now);
        return call;
    }

    /// <summary>The exchange says something of it; the same said twice changes nothing.</summary>
    public void Hear(CallNews news, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(news);
        BeganAt = news.At < BeganAt ? news.At : BeganAt;
        From = From.Length > 0 ? From : news.From ?? "";
        To = To.Length > 0 ? To : news.To ?? "";
        switch (news.Sign)
        {
            case CallSign.Ringing:
                // What has rung long ago and is over by now is not told to anybody as ringing.
                Tell(State == CallState.Ringing, new CallRang(), now);
                break;
            case CallSign.Answered:
                var isNew = AnsweredAt is null;
                (AnsweredAt, SeatId) = (AnsweredAt ?? news.At, SeatId ?? news.Seat);
                // Whoever was spoken to after all is not called back, unless somebody is at it.
                ReturnBy = TakenById is null ? null : ReturnBy;
                Tell(isNew, new CallAnswered(SeatId), now);
                break;
            case CallSign.Recorded:
                Tell(Recording is null && news.Recording is { Length: > 0 }, new CallRecorded(news.Recording ?? ""), now);
                Recording ??= news.Recording;
                break;
            case CallSign.Missed:
                Miss(news.At, now);
                break;
            default:
                Tell(EndedAt is null, new CallEnded(), now);
                EndedAt ??= news.At;
                // A caller who hangs up before anybody answers was missed, whether the exchange says so or not.
                Miss(news.At, now);
                break;
        }

        Settle();
    }

    /// <summary>A seat takes the call on its own desk: for an exchange that does not say who took it.</summary>
    /// <exception cref="RuleBroken"><see cref="CallRules.CallTaken"/>, <see cref="CallRules.SeatsCall"/>.</exception>
    public void Answer(Actor by, DateTimeOffset now)
    {
        DemandSeat(by);
        if (SeatId is { } other && other != by.Id)
        {
            throw new RuleBroken(CallRules.CallTaken);
        }

        if (SeatId is null)
        {
            (SeatId, AnsweredAt, ReturnBy) = (by.Id, AnsweredAt ?? now, TakenById is null ? null : ReturnBy);
            Record(by, Role.HotlineSeat, now, new CallAnswered(by.Id));
            Settle();
        }
    }

    /// <summary>The seat says which enterprise rings.</summary>
    public void IsFrom(Id<Enterprise> enterprise, Actor by)
    {
        DemandSeat(by);
        EnterpriseId = enterprise;
    }

    /// <summary>Notes that the caller was handed over on the telephone.</summary>
    public void Transfer(Person? to, Actor by, DateTimeOffset now)
    {
        DemandSeat(by);
        if (to is null)
        {
            throw new RuleBroken(CallRules.TransferNobody) { Field = "personId" };
        }

        Record(by, Role.HotlineSeat, now, new CallTransferred(to.Id, to.Name));
    }

    /// <summary>A seat will call back: nobody else need.</summary>
    /// <exception cref="RuleBroken"><see cref="CallRules.CallTaken"/>, <see cref="CallRules.NoReturnOwed"/>.</exception>
    public void TakeReturn(Actor by, DateTimeOffset now)
    {
        DemandReturn(by);
        if (TakenById is null)
        {
            (TakenById, TakenAt) = (by.Id, now);
            Record(by, Role.HotlineSeat, now, new ReturnTaken());
        }
    }

    /// <summary>Says what came of calling back; who was not reached stays on the list until somebody says that it need not.</summary>
    /// <exception cref="RuleBroken">See <see cref="CallRules"/>.</exception>
    public void Return(ReturnOutcome? outcome, string? note, Actor by, DateTimeOffset now)
    {
        DemandReturn(by);
        if (outcome is not { } came || !Enum.IsDefined(came))
        {
            throw new RuleBroken(CallRules.ReturnOutcomeMissing) { Field = "outcome" };
        }

        if (note?.Characters() > 500)
        {
            throw new RuleBroken(CallRules.ReturnNoteTooLong) { Field = "note" };
        }

        (Returned, ReturnedAt, ReturnNote) = (came, now, string.IsNullOrWhiteSpace(note) ? null : note.Trim());
        if (came == ReturnOutcome.NotReached)
        {
            (TakenById, TakenAt, ReturnBy) = (null, null, now + ReturnWithin);
        }
        else
        {
            ReturnBy = null;
        }

        Record(by, Role.HotlineSeat, now, new ReturnMade(came, ReturnNote));
    }

    /// <summary>Somebody opens its recording, to hear it.</summary>
    /// <exception cref="RuleBroken"><see cref="CallRules.RecordingsHearers"/>.</exception>
    public void OpenRecording(Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        var role =
            by.First([Role.Supervisor, Role.HotlineSeat])
            ?? throw new RuleBroken(CallRules.RecordingsHearers) { Could = [Role.HotlineSeat, Role.Supervisor] };
        Record(by, role, now, new RecordingHeard());
    }

    private void Settle() =>
        State =
            AnsweredAt is not null && EndedAt is null ? CallState.Answered
            : AnsweredAt is not null ? CallState.Ended
            : MissedAt is not null ? CallState.Missed
            : CallState.Ringing;

    private void Miss(DateTimeOffset at, DateTimeOffset now)
    {
        if (AnsweredAt is null && MissedAt is null)
        {
            (MissedAt, ReturnBy) = (at, at + ReturnWithin);
            Record(Actor.System, Role.System, now, new CallMissed(ReturnBy.Value));
        }
    }

    private void Tell(bool isNew, DomainEvent what, DateTimeOffset now)
    {
        if (isNew)
        {
            Record(Actor.System, Role.System, now, what);
        }
    }

    private void DemandReturn(Actor by)
    {
        DemandSeat(by);
        if (ReturnBy is null)
        {
            throw new RuleBroken(CallRules.NoReturnOwed);
        }

        if (TakenById is { } other && other != by.Id)
        {
            throw new RuleBroken(CallRules.CallTaken);
        }
    }

    private static void DemandSeat(Actor by)
    {
        if (!by.Is(Role.HotlineSeat))
        {
            throw new RuleBroken(CallRules.SeatsCall) { Could = [Role.HotlineSeat] };
        }
    }
}
