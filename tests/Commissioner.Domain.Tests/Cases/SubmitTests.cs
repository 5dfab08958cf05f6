using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Tests.Cases;

[Parallelizable(ParallelScope.All)]
public class SubmitTests
{
    static readonly OnBehalf Caller = new(" 示例来电人 ", "13812345678", ReadBack: true);

    [TestCase(Urgency.Ordinary, "2026-03-02 10:00", "2026-03-03 18:00")]
    [TestCase(Urgency.Urgent, "2026-03-02 10:00", "2026-03-02 12:00")]
    [TestCase(Urgency.Urgent, "2026-03-02 11:30", "2026-03-02 15:00")]
    [TestCase(Urgency.Emergency, "2026-03-02 10:00", "2026-03-02 10:15")]
    // The last second before the National Day holiday.
    [TestCase(Urgency.Ordinary, "2026-09-30 17:59:59", "2026-10-08 18:00")]
    [TestCase(Urgency.Urgent, "2026-09-30 17:59:59", "2026-10-08 10:59:59")]
    [TestCase(Urgency.Emergency, "2026-09-30 17:59:59", "2026-09-30 18:14:59")]
    // A Saturday that is worked, before the Spring Festival; and one that is not.
    [TestCase(Urgency.Ordinary, "2026-02-14 10:00", "2026-02-24 18:00")]
    [TestCase(Urgency.Urgent, "2026-02-14 10:00", "2026-02-14 12:00")]
    [TestCase(Urgency.Ordinary, "2026-02-13 10:00", "2026-02-14 18:00")]
    [TestCase(Urgency.Urgent, "2026-03-07 10:00", "2026-03-09 11:00")]
    // At night, before and after midnight.
    [TestCase(Urgency.Ordinary, "2026-03-02 23:00", "2026-03-03 18:00")]
    [TestCase(Urgency.Ordinary, "2026-03-03 00:30", "2026-03-04 18:00")]
    [TestCase(Urgency.Urgent, "2026-03-02 23:00", "2026-03-03 11:00")]
    [TestCase(Urgency.Emergency, "2026-03-02 23:50", "2026-03-03 00:05")]
    public void Acceptance_is_promised_from_the_moment_of_filing(Urgency urgency, string filed, string due)
    {
        var @case = new Scene(filed, urgency).Case;
        var clock = @case.Clocks.Single();

        Assert.Multiple(() =>
        {
            Assert.That(
                (clock.Kind, clock.Cycle, clock.SubjectId, clock.IsRunning, clock.Assured),
                Is.EqualTo((PromiseKind.Accept, 1, @case.Id.Value, true, true))
            );
            Assert.That(clock.StartedAt, A.IsAt(filed));
            Assert.That(clock.DueAt, A.IsAt(due));
            Assert.That(@case.NextDueAt, A.IsAt(due));
            Assert.That(@case.DueAt, Is.Null, "nothing is promised of the whole before it is accepted");
        });
    }

    [Test]
    public void A_due_time_in_a_year_without_a_notice_waits_for_it() =>
        Assert.That(new Scene("2026-12-31 10:00").Case.Clocks.Single().Assured, Is.False);

    [Test]
    public void A_filed_case_is_with_its_commissioner_and_stands_first_in_its_own_timeline()
    {
        var scene = new Scene();
        var happened = scene.Case.Happened.Single();

        Assert.Multiple(() =>
        {
            Assert.That(
                (scene.Case.Status, scene.Case.Holder, scene.Case.WithDutyDesk, scene.Case.Cycle, scene.Case.Version),
                Is.EqualTo((CaseStatus.Submitted, HolderKind.Commissioner, false, 1, 1))
            );
            Assert.That(
                (happened.Seq, happened.At, happened.By, happened.As, happened.What),
                Is.EqualTo((1, scene.Now, scene.Owner, Role.EnterpriseOwner, new CaseSubmitted(ReadBack: false)))
            );
        });
    }

    [TestCase(0, false)]
    [TestCase(1, true)]
    [TestCase(100, true)]
    [TestCase(101, false)]
    public void A_title_has_1_to_100_characters(int length, bool taken) =>
        Takes(taken, A.Request() with { Title = new('题', length) }, CaseRules.TitleMissing, "title");

    [TestCase(0, false)]
    [TestCase(1, true)]
    [TestCase(5000, true)]
    [TestCase(5001, false)]
    public void A_description_has_1_to_5000_characters(int length, bool taken) =>
        Takes(taken, A.Request() with { Description = new('述', length) }, CaseRules.DescriptionMissing, "description");

    [TestCase(200, true)]
    [TestCase(201, false)]
    public void A_place_has_at_most_200_characters(int length, bool taken) =>
        Takes(taken, A.Request() with { Place = new('处', length) }, CaseRules.PlaceTooLong, "place");

    [TestCase("")]
    [TestCase("NoSuchThing")]
    public void A_category_is_one_of_the_list(string category) =>
        Takes(false, A.Request() with { Category = category }, CaseRules.CategoryUnknown, "category");

    [Test]
    public void Blanks_are_nothing_and_what_surrounds_a_text_is_not_kept()
    {
        Takes(false, A.Request() with { Title = " \u3000\t" }, CaseRules.TitleMissing, "title");
        Takes(false, A.Request() with { Description = "\r\n" }, CaseRules.DescriptionMissing, "description");
        var @case = new Scene().Submit(new(" 示例标题 ", " 示例情况\n", "utilities", Urgency.Ordinary, " "));

        Assert.That(
            (@case.Title, @case.Description, @case.Category, @case.Place),
            Is.EqualTo(("示例标题", "示例情况", "Utilities", (string?)null))
        );
    }

    [Test]
    public void What_is_filed_by_phone_is_read_back()
    {
        var scene = new Scene();
        var seat = scene.Actors[Role.HotlineSeat] with { Says = null };
        A.Refusal(CaseRules.NotReadBack, "readBack", () => scene.Submit(A.Request(), Caller with { ReadBack = false }, seat));
        var @case = scene.Submit(A.Request(), Caller, seat);

        Assert.That((@case.ContactName, @case.ContactPhone, @case.SubmittedById), Is.EqualTo(("示例来电人", "13812345678", seat.Id)));
        Assert.That((@case.Happened[0].As, @case.Happened[0].What), Is.EqualTo((Role.HotlineSeat, new CaseSubmitted(ReadBack: true))));
    }

    [Test]
    public void Who_rang_is_named_and_can_be_rung_back()
    {
        var scene = new Scene();
        A.Refusal(CaseRules.ContactNameMissing, "contactName", () => scene.Submit(A.Request(), Caller with { ContactName = " " }));
        A.Refusal(
            CaseRules.ContactNameMissing,
            "contactName",
            () => scene.Submit(A.Request(), Caller with { ContactName = new('名', 41) })
        );
        A.Refusal(
            PhoneNumberRules.PhoneNumberInvalid,
            "contactPhone",
            () => scene.Submit(A.Request(), Caller with { ContactPhone = "1234" })
        );
    }

    [Test]
    public void A_case_about_officials_is_with_the_duty_desk_and_no_commissioner_s()
    {
        var scene = new Scene(category: "AboutOfficials");
        Assert.That((scene.Case.AboutOfficials, scene.Case.WithDutyDesk), Is.EqualTo((true, true)));

        var broken = scene.Refuses(CaseRules.MoveNotYours, () => scene.Make(CaseMove.Accept, scene.Commissioner));
        Assert.That(broken.Could, Is.EqualTo(new[] { Role.TriageDesk }));
        Assert.That(scene.Can(scene.Commissioner), Is.Empty);

        scene.To(CaseStatus.UnderReview);
        Assert.That(scene.Case.ServedById, Is.Null, "nobody is rated as its commissioner");
    }

    [Test]
    public void A_number_counts_in_the_park_on_its_local_day()
    {
        var scene = new Scene("2026-03-02 23:30");
        Assert.That(scene.Case.Numbering, Is.EqualTo(new Numbering(A.Park.Id, "FL", new(2026, 3, 2))));
        Assert.That(scene.Case.ParkId, Is.EqualTo(A.Park.Id));
    }

    static void Takes(bool taken, Request request, Rule rule, string field)
    {
        var scene = new Scene();
        if (taken)
        {
            Assert.That(scene.Submit(request).Status, Is.EqualTo(CaseStatus.Submitted));
        }
        else
        {
            A.Refusal(rule, field, () => scene.Submit(request));
        }
    }
}
