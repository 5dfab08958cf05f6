using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Tests.Calendars;

namespace Commissioner.Domain.Tests.Clocks;

/// <summary>Who held the clock, on days that people can count on their fingers. A working day has 450 minutes.</summary>
[Parallelizable(ParallelScope.All)]
public class LedgerTests
{
    private static readonly Holding Department = new(HolderKind.Department, Id<Department>.New());
    private static readonly Holding Other = new(HolderKind.Department, Id<Department>.New());
    private static readonly Holding Office = new(HolderKind.TriageDesk);

    [Test]
    public void A_case_tells_who_had_it_from_each_entry_on()
    {
        var scene = new Scene("2026-03-02 10:00")
            .At("2026-03-02 11:00")
            .To(CaseStatus.InProgress)
            .At("2026-03-02 14:00")
            .Called()
            .At("2026-03-02 16:00");
        scene.Make(CaseMove.CheckIn, scene.Actors[Role.DepartmentLiaison]);
        scene.At("2026-03-03 10:00").Make(CaseMove.Report, scene.Actors[Role.DepartmentHandler]);
        scene.Make(CaseMove.ApproveReport, scene.Server);
        scene.At("2026-03-03 11:00").To(CaseStatus.AwaitingConfirmation).At("2026-03-04 09:00").Make(CaseMove.Confirm, scene.Owner);
        var last = scene.Case.Happened[^1].Seq;
        var ledger = Ledger.Of(
            scene.Case.Happened.Select(h => new LedgerEntry(
                h.At,
                h.Seq == last ? scene.Case.Holding : h.Held,
                h.What.GetType().Name,
                h.As,
                h.What.Concerns()
            )),
            A.Promises.Calendar,
            Given.Shanghai("2026-03-09 09:00")
        );

        Assert.That(
            ledger.Segments.Select(s => (s.Holder.Kind, s.Why, s.WorkingMinutes)),
            Is.EqualTo(
                new (HolderKind, string, long)[]
                {
                    (HolderKind.Commissioner, nameof(CaseSubmitted), 60),
                    (HolderKind.Commissioner, nameof(FirstContactRecorded), 90),
                    (HolderKind.Department, nameof(DepartmentCalled), 120),
                    (HolderKind.Department, nameof(DepartmentCheckedIn), 120 + 60),
                    (HolderKind.Commissioner, nameof(ReportApproved), 60),
                    (HolderKind.Enterprise, nameof(ClosurePassed), 330),
                }
            )
        );
        Assert.That(ledger.Segments[^1].To, A.IsAt("2026-03-04 09:00"));
        Assert.That(ledger.WorkingMinutes, Is.EqualTo(840));
    }

    [Test]
    public void A_note_of_the_system_s_is_no_reason_for_who_has_it()
    {
        var ledger = Played(
            "03-02 18:00",
            ("03-02 09:00", Department, "Called", Role.Commissioner),
            ("03-02 10:00", Department, "PromiseNearlyDue", Role.System),
            ("03-02 11:00", Department, "Interim", Role.DepartmentHead)
        );

        Assert.That(ledger.Segments.Select(s => (s.Why, s.WorkingMinutes)), Is.EqualTo(new[] { ("Called", 120L), ("Interim", 90 + 240L) }));
    }

    [Test]
    public void What_another_department_does_is_no_reason_either()
    {
        var entries = new[]
        {
            new LedgerEntry(Given.Shanghai("2026-03-02 09:00"), Department, "Called", Role.Commissioner, Department.DepartmentId),
            new LedgerEntry(Given.Shanghai("2026-03-02 10:00"), Department, "CheckedIn", Role.DepartmentHead, Other.DepartmentId),
        };

        Assert.That(
            Ledger.Of(entries, A.Promises.Calendar, Given.Shanghai("2026-03-02 18:00")).Segments.Single().Why,
            Is.EqualTo("Called")
        );
    }

    [Test]
    public void Time_by_which_the_system_raised_a_thing_late_is_the_system_s()
    {
        var entries = new[]
        {
            new LedgerEntry(Given.Shanghai("2026-03-02 09:00"), Department, "Called", Role.Commissioner),
            new LedgerEntry(
                Given.Shanghai("2026-03-02 17:00"),
                Department,
                nameof(PromiseOverdue),
                Role.System,
                OwedSince: Given.Shanghai("2026-03-02 15:00")
            ),
        };
        var ledger = Ledger.Of(entries, A.Promises.Calendar, Given.Shanghai("2026-03-02 18:00"));

        Assert.That(
            ledger.Segments.Select(s => (s.Holder, s.Why, s.WorkingMinutes)),
            Is.EqualTo(new[] { (Department, "Called", 270L), (Holding.System, Ledger.SystemStoodStill, 120L), (Department, "Called", 60L) })
        );
        Assert.That(ledger.Totals, Is.EqualTo(new HeldMinutes[] { new(Department, 330), new(Holding.System, 120) }));
    }

    [Test]
    public void Seconds_that_are_left_over_go_to_the_next_and_none_is_lost()
    {
        var ledger = Played(
            "03-02 18:00",
            ("03-02 09:00:00", Holding.Commissioner, "A", Role.Commissioner),
            ("03-02 09:00:40", Department, "B", Role.Commissioner),
            ("03-02 09:01:20", Office, "C", Role.Commissioner),
            ("03-02 09:02:00", new(HolderKind.Nobody), "D", Role.System)
        );

        Assert.That(ledger.Segments.Select(s => s.WorkingMinutes), Is.EqualTo(new[] { 0, 1, 1 }));
        Assert.That(ledger.WorkingMinutes, Is.EqualTo(2));
    }

    [Test]
    public void Time_in_which_it_was_closed_belongs_to_nobody_and_is_left_out()
    {
        var ledger = Played(
            "03-02 18:00",
            ("03-02 09:00", Holding.Commissioner, "Submitted", Role.EnterpriseOwner),
            ("03-02 10:00", new(HolderKind.Nobody), "Closed", Role.EnterpriseOwner),
            ("03-02 17:00", Holding.Commissioner, "Reopened", Role.EnterpriseOwner)
        );

        Assert.That(ledger.WorkingMinutes, Is.EqualTo(120));
    }

    [Test]
    public void A_commissioner_is_not_late_for_a_department_s_delay()
    {
        // Promised 5 days; the department was granted 2 of them and used 6.
        var allowed = Ledger.Allowances(
            A.Promises.Calendar,
            Given.Shanghai("2026-03-02 09:00"),
            Given.Shanghai("2026-03-06 18:00"),
            [(Department, Given.Shanghai("2026-03-04 09:00"), Given.Shanghai("2026-03-05 18:00"))]
        );
        var ledger = Played(
            "03-11 18:00",
            ("03-02 09:00", Holding.Commissioner, "A", Role.Commissioner),
            ("03-04 09:00", Department, "B", Role.Commissioner)
        );

        Assert.That(allowed, Is.EquivalentTo(new Dictionary<Holding, long> { [Department] = 900, [Holding.Commissioner] = 1350 }));
        Assert.That(
            ledger.Charge(
                Given.Shanghai("2026-03-02 09:00"),
                Given.Shanghai("2026-03-06 18:00"),
                Given.Shanghai("2026-03-11 18:00"),
                allowed
            ),
            Is.EqualTo(new HeldMinutes[] { new(Department, 1350) })
        );
    }

    [Test]
    public void A_department_that_kept_its_time_is_not_late_for_a_whistle_that_came_late()
    {
        // Called on the last of 5 days, promised for 3, done in 3.
        var allowed = Ledger.Allowances(
            A.Promises.Calendar,
            Given.Shanghai("2026-03-02 09:00"),
            Given.Shanghai("2026-03-06 18:00"),
            [(Department, Given.Shanghai("2026-03-06 09:00"), Given.Shanghai("2026-03-10 18:00"))]
        );
        var ledger = Played(
            "03-11 18:00",
            ("03-02 09:00", Holding.Commissioner, "A", Role.Commissioner),
            ("03-06 09:00", Department, "B", Role.Commissioner)
        );

        Assert.That(
            ledger.Charge(
                Given.Shanghai("2026-03-02 09:00"),
                Given.Shanghai("2026-03-06 18:00"),
                Given.Shanghai("2026-03-10 18:00"),
                allowed
            ),
            Is.EqualTo(new HeldMinutes[] { new(Holding.Commissioner, 900) })
        );
    }

    [Test]
    public void Promises_that_run_at_the_same_time_take_the_commissioner_s_time_once() =>
        Assert.That(
            Ledger.Allowances(
                A.Promises.Calendar,
                Given.Shanghai("2026-03-02 09:00"),
                Given.Shanghai("2026-03-06 18:00"),
                [
                    (Department, Given.Shanghai("2026-03-03 09:00"), Given.Shanghai("2026-03-04 18:00")),
                    (Other, Given.Shanghai("2026-03-03 09:00"), Given.Shanghai("2026-03-05 18:00")),
                ]
            )[Holding.Commissioner],
            Is.EqualTo(900)
        );

    [TestCase(100, 30, 10, 75, 25)]
    [TestCase(1, 1, 1, 1, 0)]
    [TestCase(7, 10, 20, 2, 5)]
    public void Lateness_is_shared_by_how_much_each_used_too_much(long late, long one, long two, long ofOne, long ofTwo) =>
        Assert.That(
            Ledger.Charge(
                late,
                [new(Holding.Commissioner, 100 + one), new(Department, two), new(Holding.Enterprise, 5000)],
                new Dictionary<Holding, long> { [Holding.Commissioner] = 100 }
            ),
            Is.EqualTo(new HeldMinutes[] { new(Holding.Commissioner, ofOne), new(Department, ofTwo) }.Where(s => s.Minutes > 0))
        );

    [Test]
    public void Where_everybody_kept_within_what_it_was_allowed_the_limits_were_wrong() =>
        Assert.That(
            Ledger.Charge(30, [new(Department, 900)], new Dictionary<Holding, long> { [Department] = 900 }),
            Is.EqualTo(new HeldMinutes[] { new(Holding.System, 30) })
        );

    private static Ledger Played(string until, params (string At, Holding Holder, string Name, Role As)[] entries) =>
        Ledger.Of(
            entries.Select(e => new LedgerEntry(
                Given.Shanghai("2026-" + e.At),
                e.Holder,
                e.Name,
                e.As,
                e.As == Role.DepartmentHead ? e.Holder.DepartmentId : null
            )),
            A.Promises.Calendar,
            Given.Shanghai("2026-" + until)
        );
}
