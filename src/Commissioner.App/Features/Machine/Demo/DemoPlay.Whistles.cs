using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Whistles;

namespace Commissioner.App.Features.Demo;

// What is whistled for, and how the called departments answer.
public sealed partial class DemoPlay
{
    private void Whistle(Case @case, DemoStory story, DemoScene? scene)
    {
        var called = scene is not null
            ? [.. scene.Legs.Select(l => l.Department)]
            : story
                .Departments.Take(
                    _stage.Chance(0.5) ? 1
                    : _stage.Chance(0.7) ? 2
                    : 3
                )
                .ToList();
        var kind =
            @case.Urgency == Urgency.Emergency ? WhistleKind.Emergency
            : _stage.Chance(0.2) ? WhistleKind.Hard
            : WhistleKind.Routine;
        var disclosure =
            @case.AboutOfficials ? Disclosure.IdentityHidden
            : _stage.Chance(0.1) ? Disclosure.ContactHidden
            : Disclosure.Full;
        var lead = _park.Departments[called[0]].Id;
        var item = _catalogue
            .Where(i => i.Entry.LeadId == lead)
            .OrderByDescending(i => i.Entry.Category == @case.Category)
            .Select(i => i.Code)
            .FirstOrDefault();
        var whistle = @case.BlowWhistle(
            new(kind, story.Asked, _stage.Pick(DemoStories.Tried), disclosure, CatalogueItemCode: item),
            [.. called.Select((d, i) => (_park.Departments[d], i == 0))],
            _promises,
            Server(@case),
            _stage.Now
        );
        foreach (var leg in whistle.Legs)
        {
            var halt = scene?.Legs.First(l => _park.Departments[l.Department].Id == leg.DepartmentId).HaltAt;
            _stage.Start(Watched(@case, Answer(@case, leg, story, scene, halt), null));
        }
    }

    private IEnumerable<DateTimeOffset> Answer(Case @case, Leg leg, DemoStory story, DemoScene? scene, LegStatus? halt)
    {
        var department = _departments[leg.DepartmentId];
        var liaison = _park.LiaisonOf(department);
        if (halt == LegStatus.Called)
        {
            yield break;
        }

        if (
            halt is LegStatus.Objected or LegStatus.Reassigned
            || (scene is null && @case.Urgency != Urgency.Emergency && leg.InsteadOfId is null && _stage.Chance(0.04))
        )
        {
            yield return Soon(@case, 0.3, scene is null ? 2 : 0.4);
            var competent = Competent(@case, story);
            @case.ObjectToCall(
                leg.Id,
                department.Name,
                _stage.Pick(DemoStories.Objections),
                "示例职责清单第三条",
                competent,
                true,
                _promises,
                liaison,
                _stage.Now
            );
            if (halt == LegStatus.Objected)
            {
                yield break;
            }

            yield return Due(@case, PromiseKind.Ruling, Pace(scene, 0.05), leg);
            var decision = halt == LegStatus.Reassigned || _stage.Chance(0.6) ? RulingDecision.Reassign : RulingDecision.Keep;
            @case.Rule(
                leg.Id,
                decision,
                DemoStories.Rulings[decision],
                decision == RulingDecision.Reassign ? competent : null,
                _departments.ToDictionary(d => d.Key, d => d.Value.Name),
                _promises,
                _park.Actors["triage"],
                _stage.Now
            );
            if (decision == RulingDecision.Reassign)
            {
                var instead = @case.Legs.Single(l => l.InsteadOfId == leg.Id);
                _stage.Start(Watched(@case, Answer(@case, instead, story, scene, halt is null ? null : LegStatus.Called), null));
                yield break;
            }
        }

        yield return Due(@case, PromiseKind.CheckIn, Pace(scene, 0.12), leg);
        var card = new CheckInCard(
            "示例经办" + _stage.Pick(DemoStories.Handlers),
            "138000000" + department.Code[1..],
            _stage.Pick(DemoStories.FirstSteps),
            _stage.Later(0.5, 4)
        );
        @case.CheckIn(leg.Id, department.Name, card, _promises, liaison, _stage.Now);
        while (leg.IsOpen && leg.Status != halt)
        {
            yield return leg.Returns == 0 ? Due(@case, PromiseKind.LegResult, Pace(scene, 0.1), leg) : Soon(@case, 1, 6);
            var done = leg.IsLead ? story.Done : "已按职责配合主办部门办理，意见和记录已交主办部门。";
            @case.Report(
                leg.Id,
                department.Name,
                new(
                    leg.CheckedInAt!.Value,
                    @case.Enterprise.ContactName,
                    leg.CheckedInAt.Value,
                    done,
                    Later(leg.CheckedInAt.Value, _stage.Now.AddMinutes(-20))
                ),
                true,
                liaison,
                _stage.Now
            );
            if (leg.Status == halt)
            {
                yield break;
            }

            yield return Soon(@case, 0.3, scene is null ? 4 : 0.4);
            if (scene is null && _stage.Chance(leg.Returns == 0 ? 0.08 : 0.2))
            {
                @case.ReturnReport(leg.Id, department.Name, _stage.Pick(DemoStories.ReportReturns), _promises, Server(@case), _stage.Now);
            }
            else
            {
                @case.ApproveReport(leg.Id, department.Name, Server(@case), _stage.Now);
            }
        }
    }

    // A department that was neither called nor named before: two that object to one whistle must not name the same one.
    private Department Competent(Case @case, DemoStory story) =>
        story
            .Departments.Append("物业服务中心")
            .Append("行政审批处")
            .Select(d => _park.Departments[d])
            .Concat(_park.Departments.Values)
            .First(d => @case.Legs.All(l => l.DepartmentId != d.Id && l.Objection?.CompetentDepartmentId != d.Id));

    // Opinions of the Leader and answers to orders; most are written in time.
    private IEnumerable<DateTimeOffset> Write(Case @case, PromiseClock owed)
    {
        yield return _stage.Used(owed, Pace(null, 0.2), due: owed.DueAt);
        if (!owed.IsRunning)
        {
            yield break;
        }

        if (owed.Kind == PromiseKind.Opinion)
        {
            @case.GiveOpinion(_stage.Pick(DemoStories.Opinions), _park.Actors["leader"], _stage.Now);
            yield break;
        }

        var order = @case.Orders.First(o => o.Id.Value == owed.SubjectId);
        var (by, name) = order.DepartmentId is { } department
            ? (_park.LiaisonOf(_departments[department]), _departments[department].Name)
            : (order.To == HolderKind.Commissioner ? Server(@case) : _park.Actors["triage"], (string?)null);
        @case.AnswerOrder(order.Id, name, _stage.Pick(DemoStories.Answers), null, by, _stage.Now);
        yield return _stage.Later(1, 8);
        if (order.Status == OrderStatus.Answered)
        {
            @case.CloseOrder(order.Id, _park.Actors["supervisor"], _stage.Now);
        }
    }
}
