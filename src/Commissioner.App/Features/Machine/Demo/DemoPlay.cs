using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Whistles;

namespace Commissioner.App.Features.Demo;

/// <summary>Six months of the demo park, played through the domain by the people of the park.</summary>
public sealed partial class DemoPlay
{
    private readonly DemoPark _park;
    private readonly Promises _promises;
    private readonly DateTimeOffset _end;
    private readonly DemoStage _stage;
    private readonly DemoSuccession _succession;
    private readonly List<Case> _cases = [];
    private readonly HashSet<Id<PromiseClock>> _supervised = [];
    private readonly IReadOnlyList<(string Code, CatalogueEntry Entry)> _catalogue;
    private readonly Dictionary<Id<Department>, Department> _departments;

    private readonly PromisePolicy? _pace;

    /// <summary>A play.</summary>
    /// <param name="park">With its people.</param>
    /// <param name="promises">By what promises are made.</param>
    /// <param name="begin">From when on, UTC.</param>
    /// <param name="end">Until when, UTC.</param>
    /// <param name="pace">The limits that people's pace comes from, whatever is promised; null for what is promised.</param>
    /// <param name="seed">Where all choices come from; null for the demo's own.</param>
    internal DemoPlay(
        DemoPark park,
        Promises promises,
        DateTimeOffset begin,
        DateTimeOffset end,
        PromisePolicy? pace = null,
        int? seed = null
    )
    {
        (_park, _promises, Begin, _end, _pace) = (park, promises, begin, end, pace);
        _stage = new(begin, promises.Calendar, seed);
        _departments = park.Departments.Values.ToDictionary(d => d.Id);
        _catalogue = FirstCatalogue.For(park.Departments.Values);
        _succession = new(park, promises, _stage, pace);
    }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset Begin { get; }

    /// <summary>Filed so far, in order.</summary>
    public IReadOnlyList<Case> Cases => _cases;

    /// <summary>Given so far.</summary>
    public IReadOnlyList<Rating> Ratings => _succession.Ratings;

    /// <summary>Begun so far.</summary>
    public IReadOnlyList<Replacement> Replacements => _succession.Replacements;

    /// <summary>Levels raised so far.</summary>
    public IReadOnlyList<Firing> Firings => _stage.Firings;

    /// <summary>Plays up to the end.</summary>
    internal void Run()
    {
        _stage.Start(Days());
        var everyday = DemoStories.All.Where(s => s.Urgency == Urgency.Ordinary && s.Category != "AboutOfficials").ToList();
        foreach (var scene in DemoScenes.Last)
        {
            var story = scene.Legs is [{ } lead, ..] ? everyday.First(s => s.Departments[0] == lead.Department) : _stage.Pick(everyday);
            _stage.Start(File(Ago(scene.HoursAgo), _park.Enterprises[scene.Enterprise - 1], story, scene));
        }

        PressButtons();
        _stage.Start(Press(Ago(1), DemoScenes.LastButton, officeActs: false));
        _stage.RunUntil(_end);
    }

    /// <summary>Plays up to the end, without the last days' scenes.</summary>
    internal void RunEveryday()
    {
        _stage.Start(Days());
        PressButtons();
        _stage.RunUntil(_end);
    }

    private void PressButtons()
    {
        foreach (var (enterprise, share) in DemoScenes.Buttons)
        {
            _stage.Start(Press(_stage.Awake(_stage.Now + (share * (_end - _stage.Now))), enterprise, officeActs: true));
        }
    }

    private DateTimeOffset Ago(double hours) => DemoStage.Whole(_promises.Calendar.Subtract(_end, TimeSpan.FromHours(hours)).At);

    private IEnumerable<DateTimeOffset> Press(DateTimeOffset at, int enterprise, bool officeActs)
    {
        yield return at;
        _stage.Start(_succession.Replace(_park.Enterprises[enterprise - 1], null, officeActs));
    }

    private IEnumerable<DateTimeOffset> Days()
    {
        for (var day = _promises.Calendar.DateOf(_stage.Now).AddDays(1); ; day = day.AddDays(1))
        {
            var midnight = _stage.StartOf(day);
            yield return midnight;
            var working = _promises.Calendar.Between(midnight, midnight.AddDays(1));
            for (var left = (int)(working > TimeSpan.Zero ? _stage.Between(8, 14) : _stage.Between(0, 3)); left > 0; left--)
            {
                var at =
                    working > TimeSpan.Zero && !_stage.Chance(0.12)
                        ? _promises.Calendar.Add(midnight, _stage.Between(0.01, 0.99) * working).At
                        : midnight.AddHours(_stage.Between(6, 23.9));
                // A quarter of the requests come from the first forty enterprises, since some have more to ask than others.
                var enterprise = _park.Enterprises[(int)_stage.Between(0, _stage.Chance(0.25) ? 40 : 150)];
                _stage.Start(File(DemoStage.Whole(at), enterprise, _stage.Pick(DemoStories.All), null));
            }
        }
    }

    private IEnumerable<DateTimeOffset> File(DateTimeOffset at, Enterprise enterprise, DemoStory story, DemoScene? scene)
    {
        yield return at;
        var byPhone = scene is null && _stage.Chance(0.15);
        var urgency =
            scene is not null ? Urgency.Ordinary
            : story.Urgency == Urgency.Ordinary && _stage.Chance(0.08) ? Urgency.Urgent
            : story.Urgency;
        var road = _stage.Pick(DemoStories.Roads);
        var @case = Case.Submit(
            Id<Case>.New(_stage.Now),
            enterprise,
            new(
                story.Title.Replace("{路}", road, StringComparison.Ordinal),
                story.Text.Replace("{路}", road, StringComparison.Ordinal),
                story.Category,
                urgency,
                road
            ),
            byPhone ? new OnBehalf(enterprise.ContactName, enterprise.ContactPhone, ReadBack: true) : null,
            _park.Park,
            _promises,
            byPhone ? _park.Actors["hotline"] : _park.OwnerOf(enterprise),
            _stage.Now
        );
        _cases.Add(@case);
        _stage.Start(Watched(@case, Live(@case, story, scene), scene));
    }

    private IEnumerable<DateTimeOffset> Watched(Case @case, IEnumerable<DateTimeOffset> life, DemoScene? scene)
    {
        foreach (var next in life)
        {
            Watch(@case);
            if (scene is not null && @case.Status == scene.HaltAt)
            {
                yield break;
            }

            yield return next;
        }

        Watch(@case);
    }

    private void Watch(Case @case)
    {
        _stage.Watch(
            @case.Clocks,
            clock =>
            {
                var department =
                    @case.OwedBy(clock).DepartmentId ?? @case.Legs.FirstOrDefault(l => l.Id.Value == clock.SubjectId)?.DepartmentId;
                var raised = @case.Fire(clock, department is { } d ? _departments[d].Name : null, _promises, _stage.Now);
                Watch(@case);
                return raised;
            }
        );
        foreach (var owed in @case.Clocks.Where(c => c.IsRunning && Case.Supervising.Contains(c.Kind) && _supervised.Add(c.Id)).ToList())
        {
            _stage.Start(Write(@case, owed));
        }
    }

    private IEnumerable<DateTimeOffset> Live(Case @case, DemoStory story, DemoScene? scene)
    {
        yield return Due(@case, PromiseKind.Accept, Pace(scene, 0.04));
        if (EndOtherwise(@case, scene))
        {
            yield return _stage.Now;
        }

        @case.Accept(_promises, Server(@case), _stage.Now);
        yield return Due(@case, PromiseKind.FirstContact, Pace(scene, 0.03));
        var contacted = Later(@case.SubmittedAt, _stage.Now.AddMinutes(-10));
        @case.RecordFirstContact(_stage.Pick(DemoStories.Means), contacted, _stage.Pick(DemoStories.Outcomes), Server(@case), _stage.Now);

        if (scene?.HaltAt == CaseStatus.WaitingForEnterprise)
        {
            @case.AskEnterprise(DemoScenes.Question, _promises, Server(@case), _stage.Now);
            yield return _stage.Now;
        }

        if (scene?.HaltAt is CaseStatus.Planned or CaseStatus.Explained)
        {
            EndAbove(@case, scene.HaltAt);
            yield return _stage.Now;
        }

        while (CaseWorkflow.From(CaseMove.ProposeClosure).Contains(@case.Status))
        {
            if (
                @case.ClosureById is null
                    ? scene?.Legs.Length > 0 || (scene is null && _stage.Chance(0.45))
                    : @case.Status == CaseStatus.Rework && _stage.Chance(0.25)
            )
            {
                yield return Soon(@case, 0.2, scene is null ? 5 : 0.3);
                Whistle(@case, story, scene);
                while (@case.Legs.Any(l => l.IsOpen))
                {
                    yield return Soon(@case, 1, 1);
                }
            }

            // A case that the review sent back has a closure already: little is left to do, so it comes soon.
            yield return @case.Closure is null ? Due(@case, PromiseKind.Settle, Pace(scene, 0.05)) : Soon(@case, 0.5, 5);
            @case.ProposeClosure(
                new(contacted, @case.Enterprise.ContactName, contacted, story.Done, Later(contacted, _stage.Now.AddMinutes(-30))),
                _promises,
                Server(@case),
                _stage.Now
            );
            yield return Due(@case, PromiseKind.Review, Pace(scene, 0.05));
            if (@case.Status == CaseStatus.UnderReview)
            {
                var reviewer = _park.Actors[@case.ClosureById == _park.Actors["triage"].Id || _stage.Chance(0.3) ? "triage2" : "triage"];
                if (scene is null && _stage.Chance(0.07))
                {
                    @case.ReturnClosure(_stage.Pick(DemoStories.ClosureReturns), _promises, reviewer, _stage.Now);
                    continue;
                }

                @case.PassClosure(_promises, reviewer, _stage.Now);
            }

            // Under a very short limit the confirmation may have lapsed before the enterprise looked.
            if (@case.Status != CaseStatus.AwaitingConfirmation)
            {
                break;
            }

            var silent = scene is null && _stage.Chance(0.08);
            yield return silent
                ? @case.Clocks.Single(c => c.Kind == PromiseKind.Confirmation && c.IsRunning).DueAt.AddMinutes(1)
                : _stage.Awake(
                    Due(
                        @case,
                        PromiseKind.Confirmation,
                        scene is null ? 0.9 * Math.Pow(_stage.Between(0, 1), 2) : 0.03,
                        onTheWall: scene is null && _stage.Chance(0.15)
                    )
                );
            if (@case.Status == CaseStatus.AwaitingConfirmation)
            {
                Confirm(@case, scene);
            }
        }

        if (scene is null)
        {
            _stage.Start(_succession.Rate(@case));
        }
    }

    // Cases that end with the Leader's plan or with an explanation.
    private void EndAbove(Case @case, CaseStatus status)
    {
        var (server, now) = (Server(@case), _stage.Now);
        if (status == CaseStatus.Planned)
        {
            var responsible = _departments.Values.First(d => d.Name.Contains("市政道路处", StringComparison.Ordinal));
            @case.AskPlan(
                "列入下年度改造计划，其间先行修补",
                responsible,
                _promises.Calendar.DateOf(now).AddDays(30),
                _promises,
                server,
                now
            );
            @case.GrantPlan(responsible.Name, _promises, _park.Actors["leader"], now);
            return;
        }

        @case.ProposeExplained(ExplainedWhy.Law, "示例条例第十二条", "按规定不能减免，可以申请分期缴纳", server, now);
        @case.ApproveExplained(_park.Actors[server.Id == _park.Actors["triage"].Id ? "triage2" : "triage"], now);
        @case.ApproveExplained(_park.Actors["supervisor"], now);
    }

    // A scene that stands before acceptance, or ends there; it is played no further.
    private bool EndOtherwise(Case @case, DemoScene? scene)
    {
        var office = _park.Actors["triage"];
        switch (scene?.HaltAt)
        {
            case CaseStatus.NeedsInfo:
                @case.AskForInfo(DemoScenes.Question, _promises, Server(@case), _stage.Now);
                return true;
            case CaseStatus.Redirected:
                @case.Redirect(RedirectReason.AnotherAuthority, "示例市税务局办税服务厅", office, _stage.Now);
                return true;
            case CaseStatus.Merged:
                @case.Merge(
                    _cases.Last(c => c != @case && c.EnterpriseId == @case.EnterpriseId && c.ClosedAt is null),
                    "同一件事",
                    office,
                    _stage.Now
                );
                return true;
            case CaseStatus.Withdrawn:
                @case.Withdraw("已自行解决", _park.OwnerOf(@case.Enterprise), _stage.Now);
                return true;
            default:
                return false;
        }
    }

    private void Confirm(Case @case, DemoScene? scene)
    {
        var outcome = scene?.HaltAt switch
        {
            CaseStatus.Rework => Outcome.NotResolved,
            not null => Outcome.Resolved,
            null => _stage.Chance(0.08) ? Outcome.NotResolved
            : _stage.Chance(0.1) ? Outcome.Partly
            : Outcome.Resolved,
        };
        var by =
            scene is null && _stage.Chance(0.15)
                ? _park
                    .Actors[_stage.Chance(0.5) ? "callback" : "hotline"]
                    .For(new(DemoStories.Words[outcome], $"示例录音-{@case.Id.Value:n}"))
                : _park.OwnerOf(@case.Enterprise);
        @case.Confirm(
            outcome,
            by.EnterpriseId is null || outcome != Outcome.Resolved ? DemoStories.Words[outcome] : null,
            _promises,
            by,
            _stage.Now
        );
    }

    // Whoever serves at that moment: the commissioner, who acts for it, or the duty desk.
    private Actor Server(Case @case) =>
        @case.WithDutyDesk ? _park.Actors["triage"] : _park.People[@case.Enterprise.ActiveId!.Value].Acting();

    private DateTimeOffset Due(Case @case, PromiseKind kind, double share, Leg? leg = null, bool onTheWall = false)
    {
        var clock = @case.Clocks.Single(c => c.Kind == kind && c.IsRunning && c.SubjectId == (leg?.Id.Value ?? @case.Id.Value));
        return _stage.Used(
            clock,
            share,
            onTheWall || (@case.Urgency == Urgency.Emergency && kind is not (PromiseKind.Review or PromiseKind.Confirmation)),
            Paced(@case, clock)
        );
    }

    // Where a pace is given, people take as long as under those limits, whatever the case is promised.
    private DateTimeOffset? Paced(Case @case, PromiseClock clock)
    {
        if (_pace is null)
        {
            return null;
        }

        var present = _promises.PolicyOf(clock.PolicyVersion)[clock.RuleCode];
        var variant =
            present is { Kind: PromiseKind.Settle, Variant: not PromiseVariant.Rework }
            && @case.Legs.Where(l => l.HasPart).DistinctBy(l => l.DepartmentId).Count() > 1
                ? PromiseVariant.Joint
                : present.Variant;
        if (Rebasing.RuleFor(_pace, present with { Variant = variant }, @case.Urgency, @case.Category) is not { } rule)
        {
            return null;
        }

        var calendar = _promises.CalendarOf(clock.CalendarCode, clock.CalendarVersion);
        return rule.Variant == PromiseVariant.Lead && @case.Clocks.LastOrDefault(c => c.Kind == PromiseKind.Settle) is { } settle
            ? Promises.LayForLead(rule, calendar, Paced(@case, settle) ?? settle.DueAt, clock.StartedAt).DueAt
            : Promises.Lay(rule, calendar, clock.StartedAt).DueAt;
    }

    private DateTimeOffset Soon(Case @case, double least, double most) =>
        @case.Urgency == Urgency.Emergency ? _stage.Now.AddMinutes(10 * _stage.Between(least, most)) : _stage.Later(least, most);

    // Most are early, a few are late; in a scene of the last days everybody is quick.
    private double Pace(DemoScene? scene, double late) =>
        scene is not null ? 0.03
        : _stage.Chance(late) ? _stage.Between(1.1, 1.8)
        : 0.04 + (0.8 * Math.Pow(_stage.Between(0, 1), 1.5));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
