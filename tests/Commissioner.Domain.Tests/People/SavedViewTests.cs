using Commissioner.Domain.People;

namespace Commissioner.Domain.Tests.People;

/// <summary>What a saved view may be called, how many there are and who shares one.</summary>
public sealed class SavedViewTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [TestCase(null)]
    [TestCase(" ")]
    [TestCase("12345678901234567890123456789012345678901")]
    public void It_has_a_short_name(string? name)
    {
        var by = Of(Role.Commissioner);
        var refused = Assert.Throws<RuleBroken>(() => Begun(by).Hold(name, "", null, by, Now));
        Assert.That((refused!.Rule, refused.Field), Is.EqualTo((SavedViewRules.ViewNameMissing, "name")));
    }

    [Test]
    public void One_person_has_thirty()
    {
        var by = Of(Role.Commissioner);
        Assert.That(() => SavedView.Begin(Id<SavedView>.New(Now), "Queue", 29, by), Throws.Nothing);
        var refused = Assert.Throws<RuleBroken>(() => SavedView.Begin(Id<SavedView>.New(Now), "Queue", 30, by));
        Assert.That(refused!.Rule, Is.EqualTo(SavedViewRules.TooManyViews));
    }

    [Test]
    public void The_office_and_supervision_share_with_those_who_have_such_lists()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var by = Of(role);
            if (SavedView.Sharing.Contains(role))
            {
                var view = Begun(by);
                view.Hold(" 示例 ", "?q=1", Role.Commissioner, by, Now);
                Assert.That((view.Name, view.SharedWith, view.OwnerId), Is.EqualTo(("示例", (Role?)Role.Commissioner, by.Id)));
                var refused = Assert.Throws<RuleBroken>(() => view.Hold("示例", "", Role.Bank, by, Now));
                Assert.That(refused!.Rule, Is.EqualTo(SavedViewRules.ViewSharedWithNobody));
            }
            else
            {
                var refused = Assert.Throws<RuleBroken>(() => Begun(by).Hold("示例", "", Role.Commissioner, by, Now));
                Assert.That(refused!.Rule, Is.EqualTo(SavedViewRules.ViewSharedByOffice));
            }
        }
    }

    private static SavedView Begun(Actor by) => SavedView.Begin(Id<SavedView>.New(Now), "Queue", 0, by);

    private static Actor Of(Role role) => new(Id<Person>.New(Now), "示例", [role], null, null);
}
