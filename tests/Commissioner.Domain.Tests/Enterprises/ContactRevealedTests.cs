using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Tests.Enterprises;

[Parallelizable(ParallelScope.All)]
public sealed class ContactRevealedTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);
    private static readonly Actor Office = new(Id<Person>.New(Now), "示例服务办", [Role.TriageDesk], null, null);

    [Test]
    public void A_look_at_the_contact_is_told_to_the_enterprise_and_to_supervision_only()
    {
        var enterprise = Registered();
        enterprise.ContactRevealed(Office, RevealPurpose.Visit, Now);
        var last = enterprise.Happened[^1];
        Assert.Multiple(() =>
        {
            Assert.That(last.What, Is.EqualTo(new ContactRevealed(RevealPurpose.Visit)));
            Assert.That(last.What.SeenBy(), Is.EqualTo(Audience.Enterprise | Audience.Supervision));
            Assert.That((last.By, last.As, last.Seq), Is.EqualTo((Office, Role.TriageDesk, enterprise.Version)));
        });
    }

    [TestCase(null)]
    [TestCase((RevealPurpose)9)]
    public void Without_a_purpose_of_the_list_nothing_is_shown(RevealPurpose? purpose)
    {
        var enterprise = Registered();
        var before = enterprise.Version;
        var broken = Assert.Throws<RuleBroken>(() => enterprise.ContactRevealed(Office, purpose, Now));
        Assert.Multiple(() =>
        {
            Assert.That(broken.Rule, Is.EqualTo(EnterpriseRules.RevealPurposeMissing));
            Assert.That(broken.Field, Is.EqualTo("purpose"));
            Assert.That(enterprise.Version, Is.EqualTo(before));
        });
    }

    private static Enterprise Registered() =>
        Enterprise.Register(
            Id<Enterprise>.New(Now),
            Id<Park>.New(Now),
            "示例企业有限公司",
            CreditCode.WithCheckDigit("91500000MA0000001"),
            "Equipment",
            "示例联系人",
            "13900000001",
            Office,
            Now
        );
}
