using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Tests.Enterprises;

/// <summary>Who belongs to an enterprise is its owner's to say, and an invitation is good once.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ColleaguesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Test]
    public void An_invitation_is_taken_once_and_for_three_days()
    {
        var (enterprise, owner) = Owned();
        var invitation = Invited(enterprise, owner, 1, []);
        Broken(ColleagueRules.InvitationIsClosed, () => enterprise.Join(invitation, Now + Invitation.Good));
        Broken(ColleagueRules.InvitationIsClosed, () => A.Enterprise(Now).Join(invitation, Now));
        var person = enterprise.Join(invitation, Now + Invitation.Good - TimeSpan.FromSeconds(1));
        Assert.That(
            (person.Name, person.EnterpriseId, person.Roles.Single()),
            Is.EqualTo(("示例同事", enterprise.Id, Role.EnterpriseUser))
        );
        Assert.That(invitation.AcceptedById, Is.EqualTo(person.Id));
        Broken(ColleagueRules.InvitationIsClosed, () => enterprise.Join(invitation, Now));
        Broken(ColleagueRules.InvitationIsClosed, () => enterprise.Revoke(invitation, owner, Now));
    }

    [Test]
    public void Twenty_wait_and_another_to_the_same_number_takes_the_place_of_the_first()
    {
        var (enterprise, owner) = Owned();
        List<Invitation> open = [];
        for (var i = 0; i < Invitation.MostOpen; i++)
        {
            open.Add(Invited(enterprise, owner, i, open));
        }

        Broken(ColleagueRules.TooManyInvitations, () => Invited(enterprise, owner, 20, open));
        open.Add(Invited(enterprise, owner, 3, open));
        Assert.That((open[3].IsOpen(Now), open.Count(i => i.IsOpen(Now))), Is.EqualTo((false, Invitation.MostOpen)));
        enterprise.Revoke(open[0], owner, Now);
        Assert.That(Invited(enterprise, owner, 20, open).IsOpen(Now), Is.True);
    }

    [Test]
    public void Only_the_owner_says_and_nobody_of_another_enterprise()
    {
        var (enterprise, owner) = Owned();
        var user = Person.Register(Id<Person>.New(Now), "示例联系人", [Role.EnterpriseUser], enterprise.Id);
        var (other, stranger) = Owned();
        foreach (var who in new[] { user, stranger })
        {
            Broken(ColleagueRules.OnlyTheOwner, () => Invited(enterprise, who, 1, []));
            Broken(ColleagueRules.OnlyTheOwner, () => enterprise.LetGo(user, who, Now));
            Broken(ColleagueRules.OnlyTheOwner, () => enterprise.HandOver(user, who, Now));
        }

        Assert.Throws<NotFound>(() => enterprise.LetGo(stranger, owner, Now));
        Assert.Throws<NotFound>(() => enterprise.HandOver(stranger, owner, Now));
        Broken(ColleagueRules.OwnerHandsOverFirst, () => enterprise.LetGo(owner, owner, Now));
        Broken(ColleagueRules.IsOwnerAlready, () => enterprise.HandOver(owner, owner, Now));
        Broken(ColleagueRules.InvitationIsClosed, () => other.Revoke(Invited(enterprise, owner, 1, []), stranger, Now));
    }

    [Test]
    public void Whoever_handed_over_keeps_nobody_and_whoever_was_let_go_is_here_no_more()
    {
        var (enterprise, owner) = Owned();
        var user = Person.Register(Id<Person>.New(Now), "示例联系人", [Role.EnterpriseUser], enterprise.Id);
        enterprise.HandOver(user, owner, Now);
        Assert.That(
            (user.Roles.Single(), owner.Roles.Single(), owner.EnterpriseId),
            Is.EqualTo((Role.EnterpriseOwner, Role.EnterpriseUser, enterprise.Id))
        );
        Broken(ColleagueRules.OnlyTheOwner, () => enterprise.HandOver(user, owner, Now));
        enterprise.LetGo(owner, user, Now);
        Assert.That((owner.Roles.Count, owner.LeftAt, owner.Name), Is.EqualTo((0, (DateTimeOffset?)Now, "示例负责人")));
        Assert.Throws<NotFound>(() => enterprise.HandOver(owner, user, Now));
    }

    private static (Enterprise Enterprise, Person Owner) Owned()
    {
        var enterprise = A.Enterprise(Now);
        return (enterprise, Person.Register(Id<Person>.New(Now), "示例负责人", [Role.EnterpriseOwner], enterprise.Id));
    }

    private static Invitation Invited(Enterprise enterprise, Person owner, int number, IEnumerable<Invitation> open) =>
        enterprise.Invite("示例同事", PhoneNumber.Parse($"138000000{number:00}"), $"{number}", open, owner, Now);

    private static void Broken(Rule rule, Action act) => Assert.That(Assert.Throws<RuleBroken>(act)!.Rule, Is.EqualTo(rule));
}
