using Commissioner.Domain.Calls;
using Commissioner.Domain.Duties;
using Commissioner.Domain.People;
using Commissioner.Domain.Tests.Calendars;

namespace Commissioner.Domain.Tests.Calls;

/// <summary>What an exchange says comes twice and in any order; how far a call has come follows from all of it.</summary>
sealed class CallTests
{
    static readonly DateTimeOffset Now = Given.Shanghai("2026-03-02 10:00");
    static readonly Actor Seat = A.Actor(Role.HotlineSeat);

    [Test]
    public void In_whatever_order_it_is_told_a_call_ends_the_same(
        [Values(
            "Ringing Answered HungUp Recorded",
            "HungUp Recorded Answered Ringing",
            "Answered Answered HungUp Ringing HungUp Recorded Recorded"
        )]
            string told
    )
    {
        Call? call = null;
        foreach (var sign in told.Split(' ').Select(Enum.Parse<CallSign>))
        {
            var news = News(sign);
            if (call is null)
            {
                call = Call.Of("x", news, Now);
            }
            else
            {
                call.Hear(news, Now);
            }
        }

        Assert.That(
            (call!.State, call.BeganAt, call.AnsweredAt, call.EndedAt, call.Recording, call.ReturnBy),
            Is.EqualTo((CallState.Ended, Now, Now.AddMinutes(1), Now.AddMinutes(3), "录音", (DateTimeOffset?)null))
        );
    }

    [Test]
    public void Who_hangs_up_before_anybody_answers_is_called_back_within_half_an_hour_by_one_seat()
    {
        var call = Call.Of("x", News(CallSign.Ringing), Now);
        call.Hear(News(CallSign.HungUp), Now);
        Assert.That((call.State, call.ReturnBy), Is.EqualTo((CallState.Missed, Now.AddMinutes(33))));
        A.Refusal(CallRules.SeatsCall, null, () => call.TakeReturn(A.Actor(Role.CallbackAgent), Now));
        call.TakeReturn(Seat, Now);
        A.Refusal(CallRules.CallTaken, null, () => call.TakeReturn(A.Actor(Role.HotlineSeat), Now));
        A.Refusal(CallRules.ReturnOutcomeMissing, "outcome", () => call.Return(null, null, Seat, Now));
        call.Return(ReturnOutcome.NotReached, null, Seat, Now.AddMinutes(10));
        Assert.That((call.ReturnBy, call.TakenById), Is.EqualTo((Now.AddMinutes(40), (Id<Person>?)null)));
        call.Return(ReturnOutcome.Reached, " 已答复 ", Seat, Now.AddMinutes(20));
        Assert.That((call.ReturnBy, call.ReturnNote), Is.EqualTo(((DateTimeOffset?)null, "已答复")));
        A.Refusal(CallRules.NoReturnOwed, null, () => call.TakeReturn(Seat, Now));
    }

    [Test]
    public void A_call_that_one_seat_has_is_no_other_s()
    {
        var call = Call.Of("x", News(CallSign.Ringing), Now);
        call.Answer(Seat, Now);
        Assert.That(call.State, Is.EqualTo(CallState.Answered), "whatever the exchange says of it");
        A.Refusal(CallRules.CallTaken, null, () => call.Answer(A.Actor(Role.HotlineSeat), Now));
        A.Refusal(CallRules.TransferNobody, "personId", () => call.Transfer(null, Seat, Now));
        call.Transfer(A.Person("示例专员"), Seat, Now);
        Assert.That(call.Happened[^1].What, Is.InstanceOf<CallTransferred>());
    }

    [Test]
    public void On_duty_is_who_can_be_and_for_a_day_at_most()
    {
        var seat = A.Person("示例热线", Role.HotlineSeat);
        var officer = A.Person("示例值班", Role.TriageDesk);
        A.Refusal(DutyRules.ShiftTimes, "until", () => DutyShift.Plan(DutyPost.Seat, seat, Now, Now.AddHours(25), Now));
        A.Refusal(DutyRules.ShiftTimes, "until", () => DutyShift.Plan(DutyPost.Seat, seat, Now.AddHours(-2), Now, Now));
        A.Refusal(DutyRules.NoSeat, "personId", () => DutyShift.Plan(DutyPost.Seat, officer, Now, Now.AddHours(8), Now));
        A.Refusal(DutyRules.OfficerUnreachable, "personId", () => DutyShift.Plan(DutyPost.Officer, officer, Now, Now.AddHours(8), Now));
        officer.AnswerAt(ContactWays.Stored("13812345678"));
        Assert.That(DutyShift.Plan(DutyPost.Officer, officer, Now, Now.AddHours(24), Now).UntilAt, Is.EqualTo(Now.AddHours(24)));

        var note = DutyNote.Write(" 东门停电 ", Seat, Now);
        A.Refusal(DutyRules.OwnNote, null, () => note.Read(Seat, Now));
        note.Read(A.Actor(Role.HotlineSeat), Now.AddHours(1));
        note.Read(A.Actor(Role.HotlineSeat), Now.AddHours(2));
        Assert.That((note.Text, note.ReadAt), Is.EqualTo(("东门停电", (DateTimeOffset?)Now.AddHours(1))));
    }

    [Test]
    public void A_recordings_next_step_waits_longer_each_time_and_never_past_its_end()
    {
        var recording = CallRecording.Of(Id<Call>.New(Now), "RE1", TimeSpan.FromHours(4), Now);
        List<int> waits = [];
        for (var at = Now; at < recording.KeptUntil; at = recording.NextTryAt!.Value)
        {
            recording.Failed("500", at);
            waits.Add((int)(recording.NextTryAt!.Value - at).TotalMinutes);
        }

        Assert.That(waits, Is.EqualTo(new[] { 1, 2, 4, 8, 16, 32, 60, 60, 57 }));
        recording.Deleted(recording.KeptUntil);
        Assert.That(
            (recording.NextTryAt, recording.Failures, recording.Error),
            Is.EqualTo((recording.KeptUntil, 0, (string?)null)),
            "there it is still"
        );
        recording.RemovedThere(recording.KeptUntil);
        Assert.That(recording.NextTryAt, Is.Null);
    }

    static CallNews News(CallSign sign) =>
        new(
            sign,
            sign switch
            {
                CallSign.Ringing => Now,
                CallSign.Answered => Now.AddMinutes(1),
                _ => Now.AddMinutes(3),
            },
            "13812345678",
            "12345",
            null,
            sign == CallSign.Recorded ? "录音" : null
        );
}
