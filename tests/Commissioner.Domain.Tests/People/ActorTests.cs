using Commissioner.Domain.People;

namespace Commissioner.Domain.Tests.People;

[Parallelizable(ParallelScope.All)]
public class ActorTests
{
    static readonly Actor Both = new(Id<Person>.New(), "示例人员", [Role.Commissioner, Role.TriageDesk], null, null);

    [Test]
    public void Of_the_roles_that_a_move_asks_for_one_acts_in_the_first_that_one_holds()
    {
        Assert.That(Both.First([Role.Leader, Role.TriageDesk, Role.Commissioner]), Is.EqualTo(Role.TriageDesk));
        Assert.That(Both.First([Role.Leader]), Is.Null);
        Assert.That(Both.First([]), Is.Null);
    }

    [Test]
    public void One_is_what_one_holds_any_of()
    {
        Assert.That(Both.Is(Role.Leader, Role.TriageDesk), Is.True);
        Assert.That(Both.Is(Role.Leader), Is.False);
        Assert.That(Both.Is(), Is.False);
    }

    [Test]
    public void The_system_is_known_and_who_has_not_signed_in_is_not()
    {
        Assert.That((Actor.System.IsKnown, Actor.Anonymous.IsKnown), Is.EqualTo((true, false)));
        Assert.That(Actor.Anonymous.Is(Enum.GetValues<Role>()), Is.False);
    }

    [Test]
    public void A_person_acts_as_what_it_is()
    {
        var person = A.Person("示例专员", Role.Commissioner);
        Assert.That(
            (person.Acting().Id, person.Acting().Name, person.Acting().Is(Role.Commissioner)),
            Is.EqualTo((person.Id, "示例专员", true))
        );
    }
}
