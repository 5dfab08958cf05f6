using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Tests.Calendars;

namespace Commissioner.Domain.Tests.Enterprises;

[Parallelizable(ParallelScope.All)]
public class PairingTests
{
    static readonly DateTimeOffset Monday = Given.Shanghai("2026-03-02 10:00");

    [Test]
    public void Until_it_is_paired_the_duty_desk_serves_and_the_gap_is_in_its_history()
    {
        var (enterprise, commissioner, backup) = (A.Enterprise(Monday), A.Person(), A.Person());
        Assert.That((enterprise.ActiveId, enterprise.BackupId), Is.EqualTo(((Id<Person>?)null, (Id<Person>?)null)));

        enterprise.Pair(commissioner, backup, A.Office, Monday.AddDays(1));

        Assert.Multiple(() =>
        {
            Assert.That(
                enterprise.Active,
                Is.EqualTo(new Post(commissioner.Id, Monday.AddDays(1), Monday.AddDays(1), AssignmentReason.Paired))
            );
            Assert.That(enterprise.Backup, Is.EqualTo(new Post(backup.Id, Monday.AddDays(1), Monday.AddDays(1), AssignmentReason.Paired)));
            Assert.That(
                enterprise.Past.Select(a => (a.Duty, a.PersonId, a.FromAt, a.ToAt, a.FollowsAt)),
                Is.EquivalentTo(
                    new[]
                    {
                        (Duty.Active, (Id<Person>?)null, Monday, Monday.AddDays(1), (DateTimeOffset?)null),
                        (Duty.Backup, null, Monday, Monday.AddDays(1), null),
                    }
                )
            );
            Assert.That(enterprise.Happened[^1].What, Is.EqualTo(new CommissionerPaired(commissioner.Id, commissioner.Name, backup.Id)));
        });
    }

    [Test]
    public void What_has_no_length_is_no_assignment()
    {
        var (enterprise, commissioner) = (A.Enterprise(Monday), A.Person());
        enterprise.Pair(commissioner, null, A.Office, Monday);

        Assert.That(enterprise.Past, Is.Empty);
        Assert.That(enterprise.Active, Is.EqualTo(new Post(commissioner.Id, Monday, null, AssignmentReason.Paired)));
    }

    [Test]
    public void Nobody_is_its_own_backup()
    {
        var (enterprise, person) = (A.Enterprise(Monday), A.Person());
        A.Refusal(EnterpriseRules.CommissionerIsNotItsOwnBackup, null, () => enterprise.Pair(person, person, A.Office, Monday));
        Assert.That((enterprise.ActiveId, enterprise.Version), Is.EqualTo(((Id<Person>?)null, 1)));
    }

    [Test]
    public void What_is_paired_is_not_paired_again()
    {
        var enterprise = A.Enterprise(Monday);
        enterprise.Pair(A.Person(), null, A.Office, Monday);
        A.Refusal(EnterpriseRules.EnterpriseIsPaired, null, () => enterprise.Pair(A.Person(), null, A.Office, Monday.AddDays(1)));
    }

    [Test]
    public void No_pairing_brings_back_whom_the_enterprise_replaced_while_the_duty_desk_acts()
    {
        var (enterprise, replaced) = (A.Enterprise(Monday), A.Person());
        enterprise.Pair(replaced, null, A.Office, Monday);
        Replacement.Begin(
            enterprise,
            ReplacementTrigger.Button,
            null,
            new([]),
            A.Promises,
            A.Actor(Role.EnterpriseOwner, enterprise.Id),
            Monday.AddDays(1)
        );

        A.Refusal(EnterpriseRules.EnterpriseIsPaired, null, () => enterprise.Pair(replaced, null, A.Office, Monday.AddDays(2)));
        Assert.That(enterprise.ActiveId, Is.Null);
    }

    [TestCase("")]
    [TestCase(" ")]
    public void An_enterprise_has_a_name(string name)
    {
        var enterprise = A.Enterprise(Monday);
        A.Refusal(
            EnterpriseRules.EnterpriseNameMissing,
            "name",
            () =>
                Enterprise.Register(
                    Id<Enterprise>.New(),
                    A.SubPark.Id,
                    name,
                    CreditCode.Parse("91350100M000100Y43"),
                    "software",
                    "示例联系人",
                    "13900000001",
                    A.Office,
                    Monday
                )
        );
        A.Refusal(EnterpriseRules.EnterpriseNameMissing, "name", () => Correct(enterprise, name));
        A.Refusal(EnterpriseRules.EnterpriseNameMissing, "name", () => Correct(enterprise, new('长', 121)));
        Assert.That(enterprise.Version, Is.EqualTo(1));
    }

    [Test]
    public void A_correction_that_corrects_nothing_writes_nothing()
    {
        var enterprise = A.Enterprise(Monday);
        Correct(enterprise, enterprise.Name);
        Assert.That(enterprise.Version, Is.EqualTo(1));

        Correct(enterprise, "示例企业二有限公司");
        Assert.That((enterprise.Version, enterprise.Name), Is.EqualTo((2, "示例企业二有限公司")));
    }

    static void Correct(Enterprise enterprise, string name) =>
        enterprise.Correct(enterprise.ParkId, name, enterprise.Industry, enterprise.ContactName, enterprise.ContactPhone, A.Office, Monday);

    [Test]
    public void A_name_that_it_no_longer_bears_is_kept_once()
    {
        var enterprise = A.Enterprise(Monday);
        var before = enterprise.Name;
        Correct(enterprise, "示例 ABC 公司");
        Correct(enterprise, "示例 abc 公司");
        enterprise.WasCalled([before, "示例 ＡＢＣ 公司", "示例老厂", "示例老厂"], A.Office, Monday);
        Assert.That(
            enterprise.FormerNames.Select(f => f.Name),
            Is.EqualTo(new[] { before, "示例老厂" }),
            "in other letters it is no other name"
        );
        A.Refusal(EnterpriseRules.EnterpriseNameMissing, "name", () => enterprise.WasCalled([" "], A.Office, Monday));
    }
}
