using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Tests.Calendars;

namespace Commissioner.Domain.Tests.Replacements;

[Parallelizable(ParallelScope.All)]
public class ReplacementTests
{
    static readonly DateTimeOffset Monday = Given.Shanghai("2026-03-02 10:00");

    readonly Person _first = A.Person("示例专员一");
    readonly Person _backup = A.Person("示例备岗");
    readonly Person _second = A.Person("示例专员二");
    readonly Person _third = A.Person("示例专员三");

    [Test]
    public void The_backup_acts_in_the_same_instant()
    {
        var enterprise = Paired();
        var replacement = Begin(enterprise, Monday);

        Assert.Multiple(() =>
        {
            Assert.That(enterprise.Active, Is.EqualTo(new Post(_backup.Id, Monday, Monday, AssignmentReason.Acting)));
            Assert.That(enterprise.Backup, Is.EqualTo(new Post(null, Monday, Monday, AssignmentReason.Acting)));
            Assert.That(
                enterprise.Past.Where(a => a.ToAt == Monday).Select(a => (a.Duty, a.PersonId)),
                Is.EquivalentTo(new[] { (Duty.Active, (Id<Person>?)_first.Id), (Duty.Backup, _backup.Id) })
            );
            Assert.That(
                (replacement.Status, replacement.OutgoingId, replacement.ActingId, replacement.BeganAt),
                Is.EqualTo((ReplacementStatus.Acting, _first.Id, _backup.Id, Monday))
            );
            Assert.That(
                enterprise.Happened[^1].What,
                Is.EqualTo(new CommissionerReplaced(replacement.Id, _first.Id, _backup.Id, "示例备岗"))
            );
        });
    }

    [Test]
    public void The_old_commissioner_is_not_told_who_pressed_or_why() =>
        Assert.That(
            new[]
            {
                (DomainEvent)new CommissionerReplaced(default, null, null, null),
                new CommissionerKept(default, default),
                new CaseRated(default, default, true),
            }.Select(e => e.SeenBy().HasFlag(Audience.Desk)),
            Is.All.False
        );

    [Test]
    public void A_successor_is_promised_within_four_business_hours_and_the_keeping_within_a_day()
    {
        var replacement = Begin(Paired(), Given.Shanghai("2026-09-30 17:00"));
        var clock = replacement.Clocks.Single();

        Assert.That(
            (clock.Kind, clock.Owner, clock.SubjectId, clock.OfCase),
            Is.EqualTo(
                (PromiseKind.Successor, new Owner(OwnerKind.Replacement, replacement.Id.Value), replacement.Id.Value, (Id<Case>?)null)
            )
        );
        Assert.That(clock.DueAt, A.IsAt("2026-10-08 12:00"));
        Assert.That(replacement.KeepUntil, A.IsAt("2026-10-08 18:00"));
        Assert.That(clock.Fire(A.Promises, clock.DueAt).Select(s => s.Level), Is.EqualTo(new[] { PromiseLevel.Warned }));
        Assert.That(clock.Fire(A.Promises, clock.DueAt.AddTicks(1)).Select(s => s.Level), Is.EqualTo(new[] { PromiseLevel.Overdue }));
    }

    [Test]
    public void Without_a_backup_the_duty_desk_acts_and_there_is_nobody_to_replace()
    {
        var enterprise = Paired(backup: false);
        var replacement = Begin(enterprise, Monday);
        Assert.That(
            (enterprise.ActiveId, enterprise.BackupId, replacement.ActingId),
            Is.EqualTo(((Id<Person>?)null, (Id<Person>?)null, (Id<Person>?)null))
        );

        var version = enterprise.Version;
        A.Refusal(ReplacementRules.NobodyToReplace, null, () => Begin(enterprise, Monday.AddHours(1), replacement));
        A.Refusal(ReplacementRules.NobodyToReplace, null, () => Begin(A.Enterprise(Monday), Monday));
        Assert.That((enterprise.Version, replacement.Status), Is.EqualTo((version, ReplacementStatus.Acting)));
    }

    [Test]
    public void The_enterprise_replaces_or_somebody_on_the_phone_with_it([Values] Role role)
    {
        var enterprise = Paired();
        if (role is Role.EnterpriseOwner or Role.EnterpriseUser or Role.HotlineSeat or Role.CallbackAgent)
        {
            Assert.That(Begin(enterprise, Monday, by: A.Actor(role)).Status, Is.EqualTo(ReplacementStatus.Acting));
            Assert.That(enterprise.Happened[^1].As, Is.EqualTo(role));
        }
        else
        {
            A.Refusal(ReplacementRules.OnlyTheEnterprise, null, () => Begin(enterprise, Monday, by: A.Actor(role)));
            Assert.That(enterprise.ActiveId, Is.EqualTo(_first.Id));
        }
    }

    [Test]
    public void A_successor_is_of_the_same_industry_then_of_the_same_sub_park_then_the_least_busy()
    {
        var enterprise = Paired();
        var other = A.Park.Id;
        Candidate[] best =
        [
            A.Candidate(A.Person(), load: 3),
            A.Candidate(A.Person(), load: 4),
            A.Candidate(A.Person(), park: other, load: 0),
            A.Candidate(A.Person(), "chips", load: 1),
            A.Candidate(A.Person(), "chips", load: 2),
            A.Candidate(A.Person(), "chips", other),
        ];
        for (var i = 0; i < best.Length; i++)
        {
            Assert.That(
                Replacement.Propose(enterprise, best.Skip(i).Reverse()),
                Is.EqualTo(best[i].PersonId),
                $"of the last {best.Length - i}"
            );
        }
    }

    [Test]
    public void Nobody_is_proposed_who_has_no_room_or_serves_or_stands_by()
    {
        var enterprise = Paired();
        Assert.That(
            Replacement.Propose(enterprise, [A.Candidate(_second, load: 10, limit: 10), A.Candidate(_first), A.Candidate(_backup)]),
            Is.Null
        );
        Assert.That(Replacement.Propose(enterprise, [A.Candidate(_second, load: 9, limit: 10)]), Is.EqualTo(_second.Id));
        Assert.That(Replacement.Propose(enterprise, []), Is.Null);
    }

    [Test]
    public void Nobody_is_proposed_who_served_before_or_acted()
    {
        var enterprise = Paired();
        var replacement = Begin(enterprise, Monday, candidates: [A.Candidate(_first), A.Candidate(_backup), A.Candidate(_second)]);
        Assert.That(replacement.ProposedId, Is.EqualTo(_second.Id));

        Appoint(replacement, enterprise, _second, Monday.AddHours(1));
        var again = Begin(enterprise, Monday.AddHours(2), candidates: [A.Candidate(_first), A.Candidate(_backup), A.Candidate(_second)]);
        Assert.That(again.ProposedId, Is.Null);
        Assert.That(Replacement.Propose(enterprise, [A.Candidate(_first), A.Candidate(_backup), A.Candidate(_second)]), Is.Null);
    }

    [Test]
    public void Nobody_is_appointed_who_served_before_or_acts_or_has_no_room()
    {
        var enterprise = Paired();
        var replacement = Begin(enterprise, Monday);
        Refuses(
            enterprise,
            replacement,
            ReplacementRules.ServedBefore,
            "personId",
            () => Appoint(replacement, enterprise, _first, Monday.AddHours(1))
        );
        Refuses(
            enterprise,
            replacement,
            ReplacementRules.ServedBefore,
            "personId",
            () => Appoint(replacement, enterprise, _backup, Monday.AddHours(1))
        );
        Refuses(
            enterprise,
            replacement,
            ReplacementRules.NotACandidate,
            "personId",
            () => replacement.Appoint(enterprise, _second, null, A.Promises, A.Office, Monday.AddHours(1))
        );
        Refuses(
            enterprise,
            replacement,
            ReplacementRules.NotACandidate,
            "personId",
            () =>
                replacement.Appoint(
                    enterprise,
                    _second,
                    A.Candidate(_second, load: 10, limit: 10),
                    A.Promises,
                    A.Office,
                    Monday.AddHours(1)
                )
        );
    }

    [Test]
    public void Replaced_in_the_very_instant_of_its_pairing_it_does_not_come_back_either()
    {
        var enterprise = A.Enterprise(Monday);
        enterprise.Pair(_first, _backup, A.Office, Monday);
        var replacement = Begin(enterprise, Monday);
        Refuses(enterprise, replacement, ReplacementRules.ServedBefore, "personId", () => Appoint(replacement, enterprise, _first, Monday));
        Assert.That(Replacement.Propose(enterprise, [A.Candidate(_first)], replacement.OutgoingId), Is.Null);
    }

    [Test]
    public void Only_the_office_and_the_clock_appoint([Values] Role role)
    {
        var enterprise = Paired();
        var replacement = Begin(enterprise, Monday);
        if (role is Role.TriageDesk or Role.System)
        {
            replacement.Appoint(enterprise, _second, A.Candidate(_second), A.Promises, A.Actor(role), Monday.AddHours(1));
            Assert.That(
                enterprise.Happened[^1].What,
                Is.EqualTo(new SuccessorAppointed(replacement.Id, _second.Id, _second.Name, ByTheClock: role == Role.System))
            );
            Assert.That(replacement.Clocks[0].Result, Is.EqualTo(role == Role.System ? PromiseResult.Lapsed : PromiseResult.Met));
        }
        else
        {
            Refuses(
                enterprise,
                replacement,
                ReplacementRules.OnlyTheOffice,
                null,
                () => replacement.Appoint(enterprise, _second, A.Candidate(_second), A.Promises, A.Actor(role), Monday.AddHours(1))
            );
        }
    }

    [Test]
    public void Who_acted_steps_back_to_backup_when_the_successor_comes()
    {
        var (enterprise, at) = (Paired(), Monday.AddHours(1));
        var replacement = Begin(enterprise, Monday);
        Appoint(replacement, enterprise, _second, at);

        Assert.That(enterprise.Active, Is.EqualTo(new Post(_second.Id, at, at, AssignmentReason.Successor)));
        Assert.That(enterprise.Backup, Is.EqualTo(new Post(_backup.Id, at, at, AssignmentReason.SteppedBack)));
        Assert.That(
            (replacement.Status, replacement.SuccessorId, replacement.EndedAt),
            Is.EqualTo((ReplacementStatus.Appointed, _second.Id, at))
        );
        Refuses(
            enterprise,
            replacement,
            ReplacementRules.ReplacementEnded,
            null,
            () => Appoint(replacement, enterprise, _third, at.AddHours(1))
        );
    }

    [TestCase(0, true)]
    [TestCase(1, false)]
    public void The_enterprise_may_keep_the_present_one_up_to_the_last_instant_of_the_day(int ticks, bool kept)
    {
        var enterprise = Paired();
        var replacement = Begin(enterprise, Monday);
        var at = replacement.KeepUntil.AddTicks(ticks);
        Assert.That(replacement.KeepUntil, A.IsAt("2026-03-03 18:00"));
        if (!kept)
        {
            Refuses(enterprise, replacement, ReplacementRules.KeepTooLate, null, () => Keep(replacement, enterprise, at));
            return;
        }

        Keep(replacement, enterprise, at);
        Assert.Multiple(() =>
        {
            Assert.That(enterprise.Active, Is.EqualTo(new Post(_first.Id, at, at, AssignmentReason.Kept)));
            Assert.That(enterprise.Backup, Is.EqualTo(new Post(_backup.Id, at, at, AssignmentReason.SteppedBack)));
            Assert.That(
                (replacement.Status, replacement.EndedAt, replacement.Clocks.Single().Result),
                Is.EqualTo((ReplacementStatus.Kept, at, PromiseResult.Cancelled))
            );
            Assert.That(enterprise.Happened[^1].What, Is.EqualTo(new CommissionerKept(replacement.Id, _first.Id)));
        });
    }

    // A seat that speaks for the enterprise keeps it in the caller's words.
    private static IEnumerable<Role> Others => Enum.GetValues<Role>().Where(r => r >= Role.Commissioner && r != Role.HotlineSeat);

    [TestCaseSource(nameof(Others))]
    public void Nobody_else_keeps_the_present_one(Role role)
    {
        var enterprise = Paired();
        var replacement = Begin(enterprise, Monday);
        Refuses(
            enterprise,
            replacement,
            ReplacementRules.OnlyTheEnterprise,
            null,
            () => replacement.Keep(enterprise, A.Actor(role), Monday.AddHours(1))
        );
    }

    [Test]
    public void Kept_in_time_after_the_successor_came_the_successor_makes_room()
    {
        var enterprise = Paired();
        var replacement = Begin(enterprise, Monday);
        Appoint(replacement, enterprise, _second, Monday.AddHours(1));
        Keep(replacement, enterprise, Monday.AddHours(2));

        Assert.That(
            (enterprise.ActiveId, enterprise.BackupId, replacement.Status),
            Is.EqualTo((_first.Id, _backup.Id, ReplacementStatus.Kept))
        );
        Refuses(enterprise, replacement, ReplacementRules.ReplacementEnded, null, () => Keep(replacement, enterprise, Monday.AddHours(3)));
    }

    [Test]
    public void Nobody_is_kept_from_before_a_further_replacement()
    {
        var enterprise = Paired();
        var replacement = Begin(enterprise, Monday);
        Appoint(replacement, enterprise, _second, Monday.AddHours(1));
        Begin(enterprise, Monday.AddHours(2));

        Refuses(enterprise, replacement, ReplacementRules.ReplacementEnded, null, () => Keep(replacement, enterprise, Monday.AddHours(3)));
        Assert.That(enterprise.ActiveId, Is.EqualTo(_backup.Id));
    }

    [Test]
    public void Who_acts_can_be_replaced_too_and_one_successor_is_owed_not_two()
    {
        var (enterprise, at) = (Paired(), Monday.AddHours(1));
        var overtaken = Begin(enterprise, Monday);
        var further = Begin(enterprise, at, overtaken);

        Assert.Multiple(() =>
        {
            Assert.That(
                (overtaken.Status, overtaken.EndedAt, overtaken.Clocks.Single().Result),
                Is.EqualTo((ReplacementStatus.Overtaken, at, PromiseResult.Cancelled))
            );
            Assert.That(
                (further.OutgoingId, further.ActingId, enterprise.ActiveId),
                Is.EqualTo((_backup.Id, (Id<Person>?)null, (Id<Person>?)null))
            );
        });
        Refuses(
            enterprise,
            overtaken,
            ReplacementRules.ReplacementEnded,
            null,
            () => Appoint(overtaken, enterprise, _second, at.AddHours(1))
        );
        Refuses(enterprise, overtaken, ReplacementRules.ReplacementEnded, null, () => Keep(overtaken, enterprise, at.AddHours(1)));

        Appoint(further, enterprise, _second, at.AddHours(1));
        Assert.That(
            (enterprise.ActiveId, enterprise.BackupId),
            Is.EqualTo((_second.Id, (Id<Person>?)null)),
            "who acted and was replaced does not step back"
        );
    }

    [Test]
    public void A_replacement_that_has_ended_is_not_overtaken()
    {
        var enterprise = Paired();
        var ended = Begin(enterprise, Monday);
        Keep(ended, enterprise, Monday.AddHours(1));
        Refuses(enterprise, ended, ReplacementRules.ReplacementEnded, null, () => Begin(enterprise, Monday.AddHours(2), ended));
    }

    [Test]
    public void Promises_to_the_enterprise_do_not_start_anew()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called();
        var before = scene.Case.Clocks.Select(c => (c.Kind, c.StartedAt, c.DueAt, c.IsRunning)).ToList();
        Begin(scene.Enterprise, scene.Now);

        Assert.That(scene.Case.Clocks.Select(c => (c.Kind, c.StartedAt, c.DueAt, c.IsRunning)), Is.EqualTo(before));
        Assert.That(scene.Case.WithDutyDesk, Is.False, "the backup has it");
    }

    Enterprise Paired(bool backup = true)
    {
        var enterprise = A.Enterprise(Monday.AddMonths(-2));
        enterprise.Pair(_first, backup ? _backup : null, A.Office, Monday.AddMonths(-1));
        return enterprise;
    }

    static Replacement Begin(
        Enterprise enterprise,
        DateTimeOffset at,
        Replacement? ongoing = null,
        Actor? by = null,
        IReadOnlyList<Candidate>? candidates = null
    ) =>
        Replacement.Begin(
            enterprise,
            ReplacementTrigger.Rating,
            null,
            new(candidates ?? [], "示例备岗", ongoing),
            A.Promises,
            by ?? A.Actor(Role.EnterpriseOwner, enterprise.Id),
            at
        );

    static void Appoint(Replacement replacement, Enterprise enterprise, Person successor, DateTimeOffset at) =>
        replacement.Appoint(enterprise, successor, A.Candidate(successor), A.Promises, A.Office, at);

    static void Keep(Replacement replacement, Enterprise enterprise, DateTimeOffset at) =>
        replacement.Keep(enterprise, A.Actor(Role.EnterpriseUser, enterprise.Id), at);

    static void Refuses(Enterprise enterprise, Replacement replacement, Rule rule, string? field, Action move)
    {
        var before = (
            enterprise.Version,
            enterprise.Active,
            enterprise.Backup,
            enterprise.Past.Count,
            replacement.Status,
            replacement.EndedAt,
            replacement.Clocks.Count(k => k.IsRunning)
        );
        A.Refusal(rule, field, move);
        Assert.That(
            (
                enterprise.Version,
                enterprise.Active,
                enterprise.Backup,
                enterprise.Past.Count,
                replacement.Status,
                replacement.EndedAt,
                replacement.Clocks.Count(k => k.IsRunning)
            ),
            Is.EqualTo(before)
        );
    }
}
