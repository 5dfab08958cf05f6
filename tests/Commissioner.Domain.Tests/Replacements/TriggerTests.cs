using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Satisfaction;

namespace Commissioner.Domain.Tests.Replacements;

/// <summary>Every trigger, at every state of the case and of a replacement that goes on.</summary>
[Parallelizable(ParallelScope.All)]
public class TriggerTests
{
    public enum By
    {
        Button,
        Hotline,
        Callback,
        Rotation,
        PoorOverall,
        PoorCommissioner,
        PoorResult,
    }

    public enum Ongoing
    {
        None,
        Acting,
        Appointed,
        Contacted,
        Kept,
        Overtaken,
        DutyDesk,
    }

    [Test]
    public void Whatever_the_case_and_the_replacement_each_trigger_does_what_it_says([Values] By by, [Values] Ongoing ongoing)
    {
        foreach (var status in Enum.GetValues<CaseStatus>())
        {
            var scene = new Scene(dutyDesk: ongoing == Ongoing.DutyDesk).To(status);
            var before = new List<Replacement>();
            Bring(scene, ongoing, before);
            scene.Now = scene.Now.AddMinutes(1);
            var (active, backup, snapshot, version) = (
                scene.Enterprise.ActiveId,
                scene.Enterprise.BackupId,
                Case(scene),
                scene.Enterprise.Version
            );
            var owed = before.Find(r => r.Status == ReplacementStatus.Acting);
            var rated = by is By.PoorOverall or By.PoorCommissioner or By.PoorResult;
            var why = $"{by} {ongoing} {status}";
            if (rated && !CaseWorkflow.From(CaseMove.Rate).Contains(status))
            {
                A.Refusal(RatingRules.NotYetClosed, null, () => Pull(scene, by, before));
                Assert.That(scene.Enterprise.Version, Is.EqualTo(version), why);
                continue;
            }

            if (!rated && active is null && owed is null)
            {
                A.Refusal(ReplacementRules.NobodyToReplace, null, () => Pull(scene, by, before));
                continue;
            }

            if (by == By.Rotation && owed is not null)
            {
                A.Refusal(ReplacementRules.SuccessorIsOwed, null, () => Pull(scene, by, before));
                Assert.That(scene.Enterprise.Version, Is.EqualTo(version), why);
                continue;
            }

            // A rating hits who served when the closure was proposed, if that one serves now; of a poor result alone the enterprise would
            // be asked.
            var hits = rated ? by != By.PoorResult && scene.Case.ServedById is { } served && served == active : owed is null;
            var begun = Pull(scene, by, before);
            Assert.That(Case(scene), Is.EqualTo(snapshot), $"{why}: no promise of the case has changed");
            if (!hits)
            {
                Assert.That(
                    (begun, scene.Enterprise.ActiveId, scene.Enterprise.BackupId),
                    Is.EqualTo((rated ? null : owed, active, backup)),
                    why
                );
                continue;
            }

            Assert.That(
                (begun!.OutgoingId, begun.ActingId, scene.Enterprise.ActiveId, scene.Enterprise.BackupId),
                Is.EqualTo((active, backup, backup, (Id<Person>?)null)),
                why
            );
            Assert.That(
                begun.Trigger,
                Is.EqualTo(
                    by switch
                    {
                        By.Button => ReplacementTrigger.Button,
                        By.Hotline or By.Callback => ReplacementTrigger.Phone,
                        By.Rotation => ReplacementTrigger.Rotation,
                        _ => ReplacementTrigger.Rating,
                    }
                ),
                why
            );
            Assert.That(begun.RatingId is not null, Is.EqualTo(rated), why);
            Assert.That(before.SelectMany(r => r.Clocks).Any(k => k.IsRunning), Is.False, $"{why}: what was owed before is owed no more");
        }
    }

    [Test]
    public void After_a_poor_result_alone_the_enterprise_is_asked_where_its_park_asks_first()
    {
        foreach (
            var (opinion, alone, poor) in new (Opinion, bool, bool)[]
            {
                (new(Level.FairlySatisfied, null, Level.Dissatisfied), true, false),
                (new(Level.VeryDissatisfied, Level.Satisfied, Level.VeryDissatisfied), true, true),
                (new(Level.Dissatisfied, null, Level.Dissatisfied), false, true),
                (new(Level.Satisfied, Level.Dissatisfied, Level.Dissatisfied), false, true),
                (new(Level.Dissatisfied, Level.Satisfied, Level.Satisfied), false, true),
                (new(Level.Satisfied, Level.Satisfied, Level.Satisfied), false, false),
            }
        )
        {
            foreach (var policy in Enum.GetValues<PoorResultPolicy>())
            {
                var scene = new Scene().To(CaseStatus.Resolved);
                var rating = Rating.Give(scene.Case, opinion, scene.Owner, scene.Now);
                Assert.That((PoorResult.Alone(rating), rating.IsPoor), Is.EqualTo((alone, poor)), $"{opinion}");
                var begun = Replacement.After(rating, scene.Enterprise, policy, new([]), A.Promises, scene.Owner, scene.Now);
                var asked = policy == PoorResultPolicy.AskFirst && alone;
                Assert.That(
                    (begun is not null, scene.Enterprise.OfferedForId),
                    Is.EqualTo((poor && !asked, asked ? rating.Id : (Id<Rating>?)null)),
                    $"{opinion} {policy}"
                );
            }
        }
    }

    [Test]
    public void Asked_the_enterprise_says_yes_by_the_button_or_no_and_is_not_asked_twice()
    {
        var scene = new Scene().To(CaseStatus.Resolved);
        A.Refusal(ReplacementRules.NothingWasAsked, null, () => scene.Enterprise.Decline(scene.Owner, scene.Now));
        var rating = Rating.Give(scene.Case, new(Level.Satisfied, null, Level.Dissatisfied), scene.Owner, scene.Now);
        Replacement.After(rating, scene.Enterprise, PoorResultPolicy.AskFirst, new([]), A.Promises, scene.Owner, scene.Now);
        var version = scene.Enterprise.Version;
        Replacement.After(rating, scene.Enterprise, PoorResultPolicy.AskFirst, new([]), A.Promises, scene.Owner, scene.Now);
        Assert.That(scene.Enterprise.Version, Is.EqualTo(version), "one question at a time");

        A.Refusal(ReplacementRules.OnlyTheEnterprise, null, () => scene.Enterprise.Decline(scene.Commissioner, scene.Now));
        scene.Enterprise.Decline(scene.Owner, scene.Now);
        Assert.That(scene.Enterprise.OfferedForId, Is.Null);

        Replacement.After(rating, scene.Enterprise, PoorResultPolicy.AskFirst, new([]), A.Promises, scene.Owner, scene.Now);
        var yes = Replacement.Press(scene.Enterprise, new([]), A.Promises, scene.Owner, scene.Now);
        Assert.That(
            (yes.Trigger, yes.RatingId, scene.Enterprise.OfferedForId),
            Is.EqualTo((ReplacementTrigger.Asked, rating.Id, (Id<Rating>?)null))
        );
    }

    [Test]
    public void Only_the_service_office_rotates([Values] Role role)
    {
        var scene = new Scene();
        if (role == Role.TriageDesk)
        {
            Assert.That(
                Replacement.Rotate(scene.Enterprise, new([]), A.Promises, A.Actor(role), scene.Now).Trigger,
                Is.EqualTo(ReplacementTrigger.Rotation)
            );
        }
        else
        {
            A.Refusal(
                ReplacementRules.OnlyTheOffice,
                null,
                () => Replacement.Rotate(scene.Enterprise, new([]), A.Promises, A.Actor(role), scene.Now)
            );
        }
    }

    [Test]
    public void A_rotation_writes_the_same_entries_as_a_replacement_by_the_enterprise()
    {
        var (pressed, rotated) = (new Scene(), new Scene());
        Replacement.Press(pressed.Enterprise, new([], "示例备岗"), A.Promises, pressed.Owner, pressed.Now);
        Replacement.Rotate(rotated.Enterprise, new([], "示例备岗"), A.Promises, A.Office, rotated.Now);
        Assert.That(
            rotated.Enterprise.Happened.Select(h => (h.What.GetType(), h.What.SeenBy())),
            Is.EqualTo(pressed.Enterprise.Happened.Select(h => (h.What.GetType(), h.What.SeenBy())))
        );
    }

    [TestCase(0, false)]
    [TestCase(1, false)]
    [TestCase(2, true)]
    [TestCase(7, true)]
    public void The_third_in_twelve_months_calls_for_the_leader(int before, bool called)
    {
        var scene = new Scene();
        var third = Replacement.Press(scene.Enterprise, new([], InTwelveMonths: before), A.Promises, scene.Owner, scene.Now);
        Assert.That(
            scene.Enterprise.Happened.Select(h => h.What).OfType<ReplacedOften>(),
            called ? Is.EqualTo(new[] { new ReplacedOften(third.Id, before + 1) }) : Is.Empty
        );
        var other = new Scene();
        Replacement.Rotate(other.Enterprise, new([], InTwelveMonths: before), A.Promises, A.Office, other.Now);
        Assert.That(
            other.Enterprise.Happened.Select(h => h.What).OfType<ReplacedOften>(),
            Is.Empty,
            "a rotation is nobody's dissatisfaction"
        );
    }

    [Test]
    public void A_tied_backup_does_not_act_and_a_tied_person_neither_is_proposed_nor_appointed()
    {
        var (scene, free) = (new Scene(), A.Person());
        Candidate[] candidates = [A.Candidate(scene.Backup) with { Tied = true }, A.Candidate(free) with { Tied = true }];
        var replacement = Replacement.Press(scene.Enterprise, new(candidates, "示例备岗"), A.Promises, scene.Owner, scene.Now);
        Assert.That(
            (replacement.ActingId, replacement.ProposedId, scene.Enterprise.ActiveId, scene.Enterprise.BackupId),
            Is.EqualTo(((Id<Person>?)null, (Id<Person>?)null, (Id<Person>?)null, (Id<Person>?)null))
        );
        A.Refusal(
            ReplacementRules.TiedToTheEnterprise,
            "personId",
            () => replacement.Appoint(scene.Enterprise, free, candidates[1], A.Promises, A.Office, scene.Now)
        );
        A.Refusal(
            ReplacementRules.TiedToTheEnterprise,
            "personId",
            () => replacement.Appoint(scene.Enterprise, free, candidates[1], A.Promises, Actor.System, scene.Now)
        );
        Assert.That(candidates.Select(c => Replacement.Hinders(scene.Enterprise, c)), Is.All.EqualTo(Obstacle.Tied));
    }

    [Test]
    public void Ties_are_declared_by_the_one_tied_or_the_office_and_ended_by_the_office()
    {
        var (scene, person) = (new Scene(), A.Person("示例专员二", Role.Commissioner));
        A.Refusal(
            TieRules.OnlyOnesOwnTie,
            null,
            () => DeclaredTie.Declare(scene.Enterprise, person.Id, TieKind.Family, scene.Commissioner, scene.Now)
        );
        var tie = DeclaredTie.Declare(scene.Enterprise, person.Id, TieKind.Family, person.Acting(), scene.Now);
        Assert.That(scene.Enterprise.Happened[^1].What, Is.EqualTo(new TieDeclared(person.Id, TieKind.Family, Serves: false)));
        DeclaredTie.Declare(scene.Enterprise, scene.Serving.Id, TieKind.Interest, A.Office, scene.Now);
        Assert.That(scene.Enterprise.Happened[^1].What, Is.EqualTo(new TieDeclared(scene.Serving.Id, TieKind.Interest, Serves: true)));
        A.Refusal(TieRules.OnlyTheOfficeEndsTies, null, () => tie.End(scene.Enterprise, person.Acting(), scene.Now));
        tie.End(scene.Enterprise, A.Office, scene.Now);
        A.Refusal(TieRules.TieHasEnded, null, () => tie.End(scene.Enterprise, A.Office, scene.Now));
    }

    static void Bring(Scene scene, Ongoing ongoing, List<Replacement> all)
    {
        if (ongoing is Ongoing.None or Ongoing.DutyDesk)
        {
            return;
        }

        scene.Now = scene.Now.AddMinutes(1);
        var first = Replacement.Press(scene.Enterprise, new([]), A.Promises, scene.Owner, scene.Now);
        all.Add(first);
        scene.Now = scene.Now.AddMinutes(1);
        var successor = A.Person("示例专员二", Role.Commissioner);
        switch (ongoing)
        {
            case Ongoing.Appointed or Ongoing.Contacted:
                first.Appoint(scene.Enterprise, successor, A.Candidate(successor), A.Promises, A.Office, scene.Now);
                if (ongoing == Ongoing.Contacted)
                {
                    first.RecordContact(scene.Enterprise, ContactMeans.Call, scene.Now, "示例", successor.Acting(), scene.Now);
                }

                break;
            case Ongoing.Kept:
                first.Keep(scene.Enterprise, scene.Owner, scene.Now);
                break;
            case Ongoing.Overtaken:
                all.Add(
                    Replacement.Begin(
                        scene.Enterprise,
                        ReplacementTrigger.Rating,
                        null,
                        new([], Unfinished: first),
                        A.Promises,
                        scene.Owner,
                        scene.Now
                    )
                );
                break;
            default:
                break;
        }
    }

    static Replacement? Pull(Scene scene, By by, List<Replacement> before)
    {
        var bench = new Bench([], "示例备岗", before.Find(r => r.Status == ReplacementStatus.Acting || r.Clocks.Any(k => k.IsRunning)));
        return by switch
        {
            By.Button => Replacement.Press(scene.Enterprise, bench, A.Promises, scene.Owner, scene.Now),
            By.Hotline => Replacement.Press(scene.Enterprise, bench, A.Promises, A.Actor(Role.HotlineSeat), scene.Now),
            By.Callback => Replacement.Press(scene.Enterprise, bench, A.Promises, A.Actor(Role.CallbackAgent), scene.Now),
            By.Rotation => Replacement.Rotate(scene.Enterprise, bench, A.Promises, A.Office, scene.Now),
            _ => Replacement.After(
                Rating.Give(
                    scene.Case,
                    by switch
                    {
                        By.PoorOverall => new(Level.Dissatisfied),
                        By.PoorCommissioner => new(Level.Satisfied, Level.VeryDissatisfied),
                        _ => new(Level.Satisfied, null, Level.Dissatisfied),
                    },
                    scene.Owner,
                    scene.Now
                ),
                scene.Enterprise,
                PoorResultPolicy.Immediate,
                bench,
                A.Promises,
                scene.Owner,
                scene.Now
            ),
        };
    }

    static string Case(Scene scene) =>
        string.Join(
            '\n',
            scene
                .Case.Clocks.Select(c => $"{c.Kind} {c.StartedAt:O} {c.DueAt:O} {c.State} {c.NextFireAt:O}")
                .Append($"{scene.Case.Status} {scene.Case.Version} {scene.Case.DueAt:O}")
        );
}
