using System.Globalization;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Remedies;

namespace Commissioner.App.Features.Demo;

/// <summary>
/// What the demo park does for all: two remedies, one done and one owed, and policies with the labels that they are matched by. Whom a
/// policy
/// reaches is found by the job, as it would be in any park.
/// </summary>
internal static class DemoBenefits
{
    private const int Labelled = 30;

    private static readonly string[] Sizes = ["微型", "小型", "中型", "大型"];

    public static void Play(DemoPark park, DemoPlay play, CommissionerDb db, Promises promises, DateTimeOffset now)
    {
        Remedies(park, play, db, promises, now);
        var (office, today) = (park.Actors["triage"], promises.Calendar.DateOf(now));
        var (from, until) = (new DateOnly(today.Year, 1, 1), new DateOnly(today.Year + 1, 12, 31));
        foreach (
            var (code, title, summary, budget, without, conditions) in new (string, string, string, decimal?, bool, string[])[]
            {
                (
                    "DEMO-RD",
                    "示例：研发投入补助",
                    "按上年研发投入的 10% 补助，最高 50 万元",
                    5_000_000m,
                    false,
                    ["ResearchShare>=5", "Dishonest!=是"]
                ),
                ("DEMO-PATENT", "示例：发明专利奖励", "每件发明专利奖励 2000 元", 300_000m, true, ["Patents>=5", "Size=微型、小型、中型"]),
                ("DEMO-STAFF", "示例：稳岗补贴", "按在岗人数补贴", null, false, ["Staff>=100", "Dishonest!=是"]),
                (
                    "DEMO-HITECH",
                    "示例：高新技术企业认定奖励",
                    "首次认定奖励 20 万元",
                    2_000_000m,
                    false,
                    ["Certificates+=高新技术企业", "ResearchShare>=5", "Patents>=3", "Dishonest!=是"]
                ),
            }
        )
        {
            var says = new PolicyText(
                title,
                summary,
                "示例科技创新处 010-00000000",
                from,
                until,
                budget,
                without ? [] : ["示例申请表", "上年度审计报告"],
                [.. conditions.Select(c => Condition.Read(c)!)],
                without
            );
            db.SupportPolicies.Add(SupportPolicy.Write(code, says, office, now.AddDays(-5)));
        }

        foreach (var (enterprise, i) in park.Enterprises.Take(Labelled).Select((e, i) => (e, i)))
        {
            var profile = EnterpriseProfile.Begin(enterprise.Id, now.AddDays(-6));
            List<(string?, string?)> labels =
            [
                ("Size", Sizes[i % Sizes.Length]),
                ("ResearchShare", (i * 3 % 12).ToString(CultureInfo.InvariantCulture)),
                ("Patents", (i * 5 % 14).ToString(CultureInfo.InvariantCulture)),
                ("Staff", (20 + (i * 37 % 400)).ToString(CultureInfo.InvariantCulture)),
                ("Dishonest", "否"),
            ];
            if (i % 3 == 0)
            {
                labels.Add(("Certificates", "高新技术企业"));
            }

            profile.Set(labels, "示例：年度统计", today.AddDays(-60), office, now.AddDays(-6));
            if (i == 1)
            {
                profile.Correct("Patents", "6", "示例：上月又授权一件", park.OwnerOf(enterprise), now.AddHours(-4));
            }

            db.EnterpriseProfiles.Add(profile);
        }
    }

    // The first is for what the first enterprise asked once and others, too, so that a visitor who signs in as it is asked whether it
    // helped. The second is for what three enterprises or more filed of one department's matters.
    private static void Remedies(DemoPark park, DemoPlay play, CommissionerDb db, Promises promises, DateTimeOffset now)
    {
        var office = park.Actors["triage"];
        var old = play
            .Cases.Where(c => !c.AboutOfficials && !c.Confidential && c.SubmittedAt < now.AddDays(-15))
            .OrderByDescending(c => c.SubmittedAt)
            .ToList();
        if (old.Find(c => c.EnterpriseId == park.Enterprises[0].Id) is { } first)
        {
            List<Case> like =
            [
                first,
                .. old.Where(c => c.Category == first.Category && c.EnterpriseId != first.EnterpriseId)
                    .DistinctBy(c => c.EnterpriseId)
                    .Take(3),
            ];
            var department = like.SelectMany(c => c.Legs).Select(l => l.DepartmentId).Append(park.Departments.Values.First().Id).First();
            var done = Start("示例：园区集中议价", first.Category, department, like, 15, now.AddDays(-14));
            var owner = park.LiaisonOf(park.Departments.Values.Single(d => d.Id == department));
            done.Report("示例：已签订统一协议，下月起执行。", owner, now.AddDays(-2));
            db.Remedies.Add(done);
        }

        var group = old.Where(c => c.Legs.Any())
            .GroupBy(c => (c.Category, c.Legs.First().DepartmentId))
            .Select(g => (g.Key, Cases: g.DistinctBy(c => c.EnterpriseId).Take(4).ToList()))
            .OrderByDescending(g => g.Cases.Count)
            .ThenBy(g => g.Key.Category, StringComparer.Ordinal)
            .FirstOrDefault();
        if (group.Cases is { Count: >= 3 } cases)
        {
            db.Remedies.Add(Start("示例：同类问题一并整改", group.Key.Category, group.Key.DepartmentId, cases, 20, now.AddDays(-6)));
        }

        Remedy Start(string title, string category, Id<Department> department, List<Case> cases, int days, DateTimeOffset at)
        {
            var plan = new RemedyPlan(title, category, null, null, department, "示例：统一商谈，结果适用于全部企业", days, null);
            return Remedy.Start(plan, cases, promises, office, at);
        }
    }
}
