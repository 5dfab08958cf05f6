using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;

namespace Commissioner.Domain.Tests.Replacements;

[Parallelizable(ParallelScope.All)]
public sealed class EligibleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);
    private static readonly Actor Office = new(Id<Person>.New(Now), "示例服务办", [Role.TriageDesk], null, null);
    private static readonly Id<Park> East = Id<Park>.New(Now);
    private static readonly Id<Park> West = Id<Park>.New(Now);

    [Test]
    public void Who_serves_who_is_backup_and_who_has_no_room_cannot_follow()
    {
        var (serving, backup, full, free) = (Person("一"), Person("二"), Person("三"), Person("四"));
        Candidate[] candidates = [Candidate(serving), Candidate(backup), Candidate(full, load: 4), Candidate(free, load: 3)];
        Assert.That(Replacement.Eligible(Served(serving, backup), candidates).Select(c => c.PersonId), Is.EqualTo(new[] { free.Id }));
    }

    [Test]
    public void Same_industry_comes_before_same_sub_park_and_that_before_a_lesser_load()
    {
        var (idle, near, knowing, both) = (Person("一"), Person("二"), Person("三"), Person("四"));
        Candidate[] candidates =
        [
            Candidate(idle, West, "Electronics", 0),
            Candidate(near, East, "Electronics", 2),
            Candidate(knowing, West, "Equipment", 3),
            Candidate(both, East, "Equipment", 3),
        ];
        var enterprise = Served(Person("五"), Person("六"));
        Assert.Multiple(() =>
        {
            Assert.That(
                Replacement.Eligible(enterprise, candidates).Select(c => c.PersonId),
                Is.EqualTo(new[] { both.Id, knowing.Id, near.Id, idle.Id })
            );
            Assert.That(Replacement.Propose(enterprise, candidates), Is.EqualTo(both.Id));
            Assert.That(Replacement.Propose(enterprise, []), Is.Null);
        });
    }

    private static Candidate Candidate(Person person, Id<Park>? park = null, string industry = "Equipment", int load = 0) =>
        new(person.Id, park ?? East, industry, 4, load);

    private static Person Person(string name) => Domain.People.Person.Register(Id<Person>.New(Now), "示例专员" + name, [Role.Commissioner]);

    private static Enterprise Served(Person commissioner, Person backup)
    {
        var enterprise = Enterprise.Register(
            Id<Enterprise>.New(Now),
            East,
            "示例企业有限公司",
            CreditCode.WithCheckDigit("91500000MA0000001"),
            "Equipment",
            "示例联系人",
            "13900000001",
            Office,
            Now
        );
        enterprise.Pair(commissioner, backup, Office, Now);
        return enterprise;
    }
}
