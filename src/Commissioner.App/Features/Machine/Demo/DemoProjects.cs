using Commissioner.Data;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Undertakings;

namespace Commissioner.App.Features.Demo;

/// <summary>Two projects of the demo park, one under way, one entrusted that nobody has begun; and two packages.</summary>
internal static class DemoProjects
{
    public static void Play(DemoPark park, CommissionerDb db, Promises promises, DateTimeOffset begin, DateTimeOffset now)
    {
        var template = FirstTemplates.Of(DateOnly.FromDateTime(begin.UtcDateTime), begin);
        db.UndertakingTemplates.Add(template);
        var names = park.Departments.Values.ToDictionary(d => d.Id, d => d.Name);
        var at = promises.Calendar.Subtract(now, WorkingTime.Days(19)).At;
        var its = Entrust(0, "示例一期厂房");
        var agents = (park.People[park.Actors["commissioner1"].Id], park.People[park.Actors["commissioner2"].Id]);
        its.Start(template, [.. park.Departments.Values], agents.Item1, agents.Item2, promises, park.Actors["triage"], at);
        Move("SIGN", NodeMove.Submit, 0);
        Move("SIGN", NodeMove.TakeUp, 0);
        Move("SIGN", NodeMove.Approve, 2);
        Move("LAND", NodeMove.Submit, 1);
        Move("LAND", NodeMove.TakeUp, 0);
        Move("LAND", NodeMove.Return, 2, "缺勘测定界报告；用地申请缺法人签字");
        Move("LAND", NodeMove.Correct, 2);
        Move("LAND", NodeMove.Approve, 6);
        Move("PLAN", NodeMove.Submit, 1);
        Move("PLAN", NodeMove.TakeUp, 1);
        db.Undertakings.Add(its);
        at = promises.Calendar.Subtract(now, WorkingTime.Hours(3)).At;
        db.Undertakings.Add(Entrust(1, "示例研发楼装修"));
        PlayPackages(park, db, promises, begin, now);

        Undertaking Entrust(int enterprise, string title)
        {
            var whose = park.Enterprises[enterprise];
            return Undertaking.Entrust(
                new(title, "从立项备案到证照全程代办", Authority.Ask | Authority.Submit | Authority.Receive),
                template,
                whose,
                park.Park,
                $"{park.Park.Code}-DB-{promises.Calendar.DateOf(at):yyyyMMdd}-0001",
                park.OwnerOf(whose),
                at
            );
        }

        void Move(string code, NodeMove move, int days, string? words = null)
        {
            var node = its.Nodes.Single(n => n.Code == code);
            // Close of business is the last instant in time: the demo's people are a little quicker.
            at = days == 0 ? at.AddMinutes(20) : promises.Calendar.Add(at, WorkingTime.Days(days)).At.AddMinutes(-30);
            if (at > now)
            {
                return;
            }

            var by = UndertakingWorkflow.Row(move).Who.Contains(NodeParty.Agent)
                ? park.Actors["commissioner1"]
                : park.LiaisonOf(park.Departments.Values.Single(d => d.Id == node.DepartmentId));
            its.Move(code, move, new(words), names, promises, by, at);
        }
    }

    // Two packages: one of which a unit found something missing, and one on whose promise a paper is late.
    private static void PlayPackages(DemoPark park, CommissionerDb db, Promises promises, DateTimeOffset begin, DateTimeOffset now)
    {
        var packages = FirstPackages.Of(DateOnly.FromDateTime(begin.UtcDateTime), begin).ToDictionary(t => t.Code);
        db.UndertakingTemplates.AddRange(packages.Values);
        var names = park.Departments.Values.ToDictionary(d => d.Id, d => d.Name);
        var asked = Apply(0, "OPEN", 2, new() { ["场所"] = "租赁", ["委托"] = "否" });
        Move(asked, "REG", NodeMove.Return, 1, "租赁合同缺末页；章程缺股东签字");
        Move(asked, "TAX", NodeMove.TakeUp, 1, null);
        Move(asked, "SOCIAL", NodeMove.TakeUp, 2, null);
        var late = Apply(2, "CANTEEN", 21, new() { ["场所"] = "自有", ["燃气"] = "否" }, "消防设施检测报告");
        foreach (var node in late.Nodes)
        {
            Move(late, node.Code, NodeMove.TakeUp, 1, null);
        }

        Move(late, "FOOD", NodeMove.Approve, 3, null);

        Undertaking Apply(int enterprise, string code, int days, Dictionary<string, string> answers, params string[] promised)
        {
            var (whose, at) = (park.Enterprises[enterprise], promises.Calendar.Subtract(now, WorkingTime.Days(days)).At);
            var its = Undertaking.Apply(
                new("示例申报", answers, [.. packages[code].ListOf(answers).Select(p => p.Name).Except(promised)], promised),
                packages[code],
                whose,
                park.Park,
                [.. park.Departments.Values],
                null,
                $"{park.Park.Code}-YJ-{promises.Calendar.DateOf(at):yyyyMMdd}-0001",
                promises,
                park.OwnerOf(whose),
                at
            );
            db.Undertakings.Add(its);
            return its;
        }

        void Move(Undertaking its, string code, NodeMove move, int hours, string? words)
        {
            var node = its.Nodes.Single(n => n.Code == code);
            var by = park.LiaisonOf(park.Departments.Values.Single(d => d.Id == node.DepartmentId));
            its.Move(code, move, new(words), names, promises, by, promises.Calendar.Add(its.StartedAt!.Value, WorkingTime.Hours(hours)).At);
        }
    }
}
