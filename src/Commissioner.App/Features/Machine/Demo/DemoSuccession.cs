using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Satisfaction;

namespace Commissioner.App.Features.Demo;

/// <summary>How the demo's enterprises rate, and who follows whom.</summary>
internal sealed class DemoSuccession(DemoPark park, Promises promises, DemoStage stage, PromisePolicy? pace = null)
{
    // The number of the replacement whose commissioner the enterprise keeps.
    private const int Kept = 5;

    /// <summary>Given so far.</summary>
    public List<Rating> Ratings { get; } = [];

    /// <summary>Begun so far.</summary>
    public List<Replacement> Replacements { get; } = [];

    /// <summary>An enterprise rates a closed case, or does not.</summary>
    public IEnumerable<DateTimeOffset> Rate(Case @case)
    {
        var enterprise = @case.Enterprise;
        if (!stage.Chance(@case.Status == CaseStatus.Unanswered ? 0.1 : 0.76))
        {
            yield break;
        }

        yield return stage.Awake(stage.Now.AddMinutes(10 + (60 * 48 * Math.Pow(stage.Between(0, 1), 2))));
        var poor = !park.IsShown(enterprise) && stage.Chance(@case.Status == CaseStatus.Resolved && @case.Cycle == 1 ? 0.04 : 0.1);
        var overall =
            poor ? (stage.Chance(0.7) ? Level.Dissatisfied : Level.VeryDissatisfied)
            : stage.Chance(0.5) ? Level.VerySatisfied
            : stage.Chance(0.7) ? Level.Satisfied
            : Level.FairlySatisfied;
        var rating = Rating.Give(
            @case,
            new Opinion(
                overall,
                stage.Chance(0.7) ? overall : null,
                stage.Chance(0.5) ? overall : null,
                [
                    .. @case
                        .Legs.Where(l => l.HasPart)
                        .Select(l => l.DepartmentId)
                        .Distinct()
                        .Where(_ => stage.Chance(0.6))
                        .Select(d => (d, stage.Chance(0.7) ? overall : Level.FairlySatisfied)),
                ],
                stage.Chance(0.35) ? stage.Pick(DemoStories.Reasons[overall]) : null
            ),
            park.OwnerOf(enterprise),
            stage.Now
        );
        Ratings.Add(rating);
        if (rating.IsPoor && rating.ServedById is not null && rating.ServedById == enterprise.ActiveId)
        {
            stage.Start(Replace(enterprise, rating));
        }
    }

    /// <summary>An enterprise replaces its commissioner; the office appoints a successor, or else the clock does.</summary>
    /// <param name="enterprise">Whose commissioner is replaced.</param>
    /// <param name="rating">The poor rating; null when the button was pressed.</param>
    /// <param name="officeActs">False: nobody at the office looks.</param>
    public IEnumerable<DateTimeOffset> Replace(Enterprise enterprise, Rating? rating, bool officeActs = true)
    {
        if (Replacements.Exists(r => r.EnterpriseId == enterprise.Id && r.Status == ReplacementStatus.Acting))
        {
            yield break;
        }

        var since = stage.Now.AddMonths(-12);
        var replacement = Replacement.Begin(
            enterprise,
            rating is null ? ReplacementTrigger.Button : ReplacementTrigger.Rating,
            rating?.Id,
            new Bench(
                Candidates(),
                enterprise.BackupId is { } backup ? park.People[backup].Name : null,
                Replacements.Find(r =>
                    r.EnterpriseId == enterprise.Id && r.Status == ReplacementStatus.Appointed && r.Clocks.Any(k => k.IsRunning)
                ),
                Replacements.Count(r => r.EnterpriseId == enterprise.Id && r.BeganAt > since && r.Status != ReplacementStatus.Kept)
            ),
            promises,
            park.OwnerOf(enterprise),
            stage.Now
        );
        Replacements.Add(replacement);
        stage.Watch(replacement.Clocks, clock => Fire(clock, replacement, enterprise));
        if (Replacements.Count == Kept)
        {
            yield return stage.Later(1, 2);
            replacement.Keep(enterprise, park.OwnerOf(enterprise), stage.Now);
        }
        else if (officeActs && !stage.Chance(0.2))
        {
            yield return stage.Used(replacement.Clocks[0], stage.Between(0.1, 0.9), due: Usual(replacement.Clocks[0]));
            if (replacement.Status == ReplacementStatus.Acting)
            {
                Appoint(replacement, enterprise, park.Actors["triage"]);
            }
        }
    }

    private IEnumerable<DateTimeOffset> Contact(Replacement replacement, Enterprise enterprise)
    {
        var owed = replacement.Clocks[^1];
        yield return stage.Used(owed, 0.4, due: Usual(owed));
        if (owed.IsRunning && enterprise.ActiveId == replacement.SuccessorId)
        {
            replacement.RecordContact(
                enterprise,
                ContactMeans.Call,
                stage.Now,
                "已电话联系，告知今后由我服务，在办事项已看过",
                park.People[replacement.SuccessorId!.Value].Acting(),
                stage.Now
            );
        }
    }

    private DateTimeOffset? Usual(PromiseClock owed) =>
        pace is null ? null : Promises.Lay(pace.Find(owed.Kind, Urgency.Ordinary)!, promises.Calendar, owed.StartedAt).DueAt;

    private IReadOnlyList<Step> Fire(PromiseClock clock, Replacement replacement, Enterprise enterprise)
    {
        var raised = clock.Fire(promises, stage.Now);
        if (clock.Kind == PromiseKind.SuccessorContact)
        {
            replacement.ContactIsOwed(enterprise, clock, raised, stage.Now);
        }
        else if (raised.Any(s => s.Level == PromiseLevel.Overdue) && replacement.Status == ReplacementStatus.Acting)
        {
            Appoint(replacement, enterprise, Actor.System);
        }

        stage.Watch(replacement.Clocks, clock => Fire(clock, replacement, enterprise));
        return raised;
    }

    private void Appoint(Replacement replacement, Enterprise enterprise, Actor by)
    {
        var candidates = Candidates();
        if (Replacement.Propose(enterprise, candidates) is { } successor)
        {
            replacement.Appoint(enterprise, park.People[successor], candidates.Find(c => c.PersonId == successor), promises, by, stage.Now);
            stage.Watch(replacement.Clocks, clock => Fire(clock, replacement, enterprise));
            stage.Start(Contact(replacement, enterprise));
        }
    }

    private List<Candidate> Candidates()
    {
        var load = park.Enterprises.Where(e => e.ActiveId is not null).CountBy(e => e.ActiveId!.Value).ToDictionary();
        return
        [
            .. park.Commissioners.Select(c => new Candidate(
                c.PersonId,
                c.ParkId,
                c.Industry,
                c.LoadLimit,
                load.GetValueOrDefault(c.PersonId)
            )),
        ];
    }
}
