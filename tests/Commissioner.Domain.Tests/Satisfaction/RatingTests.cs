using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Tests.Satisfaction;

[Parallelizable(ParallelScope.All)]
public class RatingTests
{
    [Test]
    public void Only_a_closed_case_is_rated([Values] CaseStatus status)
    {
        var scene = new Scene().To(status);
        if (CaseWorkflow.From(CaseMove.Rate).Contains(status))
        {
            Assert.That(Give(scene, new(Level.Satisfied)).CaseId, Is.EqualTo(scene.Case.Id));
        }
        else
        {
            scene.Refuses(RatingRules.NotYetClosed, () => Give(scene, new(Level.Satisfied)));
        }
    }

    [Test]
    public void The_commissioner_does_not_rate_itself()
    {
        var scene = new Scene().To(CaseStatus.Resolved);
        var broken = scene.Refuses(
            CaseRules.MoveNotYours,
            () => Rating.Give(scene.Case, new(Level.VerySatisfied), scene.Commissioner, scene.Now)
        );
        Assert.That(broken.Could, Is.EqualTo(new[] { Role.EnterpriseOwner, Role.EnterpriseUser, Role.HotlineSeat, Role.CallbackAgent }));
    }

    [Test]
    public void A_level_is_one_of_five([Values(-1, 0, 6)] int wrong)
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called(LegStatus.Done).To(CaseStatus.Resolved);
        var no = (Level)wrong;
        scene.Refuses(RatingRules.LevelUnknown, () => Give(scene, new(no)), "overall");
        scene.Refuses(RatingRules.LevelUnknown, () => Give(scene, new(Level.Satisfied, Commissioner: no)), "commissioner");
        scene.Refuses(RatingRules.LevelUnknown, () => Give(scene, new(Level.Satisfied, Result: no)), "result");
        scene.Refuses(RatingRules.LevelUnknown, () => Give(scene, new(Level.Satisfied, Departments: [(scene.Lead.Id, no)])), "departments");
    }

    [Test]
    public void Departments_that_took_part_are_rated_once_and_no_others()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called(LegStatus.Done).To(CaseStatus.Resolved);
        scene.Refuses(
            RatingRules.DepartmentTookNoPart,
            () => Give(scene, new(Level.Satisfied, Departments: [(scene.Assist.Id, Level.Satisfied)])),
            "departments"
        );
        scene.Refuses(
            RatingRules.DepartmentRatedTwice,
            () => Give(scene, new(Level.Satisfied, Departments: [(scene.Lead.Id, Level.Satisfied), (scene.Lead.Id, Level.Dissatisfied)])),
            "departments"
        );
        var rated = Give(scene, new(Level.Satisfied, Departments: [(scene.Lead.Id, Level.FairlySatisfied)])).Departments.Single();

        Assert.That((rated.DepartmentId, rated.Level), Is.EqualTo((scene.Lead.Id, Level.FairlySatisfied)));
    }

    // A poor level overall or of the commissioner replaces; a poor result alone replaces nobody.
    [TestCase(3, null, null, false)]
    [TestCase(3, 3, 3, false)]
    [TestCase(4, null, null, true)]
    [TestCase(5, 1, 1, true)]
    [TestCase(1, 4, 1, true)]
    [TestCase(1, 5, null, true)]
    [TestCase(1, null, 4, false)]
    [TestCase(3, 3, 5, false)]
    public void A_rating_is_poor_by_the_whole_or_by_the_commissioner(int overall, int? commissioner, int? result, bool poor)
    {
        var scene = new Scene().To(CaseStatus.Resolved);
        var rating = Give(scene, new((Level)overall, (Level?)commissioner, (Level?)result));
        Assert.That(rating.IsPoor, Is.EqualTo(poor));
        Assert.That(scene.Enterprise.Happened[^1].What, Is.EqualTo(new CaseRated(rating.Id, scene.Case.Id, poor)));
    }

    [Test]
    public void A_department_s_poor_level_replaces_no_commissioner()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called(LegStatus.Done).To(CaseStatus.Resolved);
        Assert.That(Give(scene, new(Level.Satisfied, Departments: [(scene.Lead.Id, Level.VeryDissatisfied)])).IsPoor, Is.False);
    }

    [Test]
    public void The_case_s_own_timeline_where_the_one_rated_reads_says_nothing_of_it()
    {
        var scene = new Scene().To(CaseStatus.PartlyResolved);
        var (version, written) = (scene.Case.Version, scene.Case.Happened.Count);
        Give(scene, new(Level.VeryDissatisfied));

        Assert.That((scene.Case.Version, scene.Case.Happened.Count), Is.EqualTo((version, written)));
        Assert.That(scene.Enterprise.Happened[^1].What.SeenBy(), Is.EqualTo(Audience.Enterprise | Audience.Supervision));
    }

    [Test]
    public void It_hits_who_served_when_the_closure_was_proposed_whoever_serves_now()
    {
        var scene = new Scene().To(CaseStatus.Resolved);
        Replacement.Begin(scene.Enterprise, ReplacementTrigger.Button, null, new([]), A.Promises, scene.Owner, scene.Now);
        var rating = Give(scene, new(Level.Dissatisfied, Reason: " 太慢 "));

        Assert.That(scene.Enterprise.ActiveId, Is.EqualTo(scene.Backup.Id));
        Assert.That(
            (rating.ServedById, rating.Cycle, rating.EnterpriseId, rating.RatedById, rating.RatedAt, rating.Reason),
            Is.EqualTo((scene.Serving.Id, 1, scene.Enterprise.Id, scene.Owner.Id, scene.Now, "太慢"))
        );
    }

    [Test]
    public void A_reason_is_never_asked_and_has_at_most_1000_characters()
    {
        var scene = new Scene().To(CaseStatus.Unanswered);
        scene.Refuses(RatingRules.ReasonTooLong, () => Give(scene, new(Level.Satisfied, Reason: new('长', 1001))), "reason");
        Assert.That(Give(scene, new(Level.VeryDissatisfied)).Reason, Is.Null);
        Assert.That(Give(scene, new(Level.Satisfied, Reason: " ")).Reason, Is.Null);
        Assert.That(Give(scene, new(Level.Satisfied, Reason: new('长', 1000))).Reason, Has.Length.EqualTo(1000));
    }

    static Rating Give(Scene scene, Opinion opinion) => Rating.Give(scene.Case, opinion, scene.Owner, scene.Now);
}
