using System.Diagnostics;
using System.Globalization;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Tests;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Benefits;

/// <summary>
/// Ten thousand enterprises and five hundred policies: every pair is kept that a count by hand finds, and one changed label changes its own
/// enterprise alone. How long each takes is printed, and no test is about it.
/// </summary>
public sealed class TenThousandEnterprises
{
    private static readonly string[] Sizes = ["微型", "小型", "中型", "大型"];
    private static readonly DateTimeOffset Now = TestApp.Monday.ToUniversalTime();
    private static readonly Actor Office = new(default, "示例服务办", [Role.TriageDesk], null, null);

    [Test]
    public async Task All_pairs_are_found_and_one_label_changes_its_own()
    {
        Scale.LeaveToTheNight("five million pairs take a minute");
        const int enterprises = 10_000;
        const int policies = 500;
        await using var app = await TestApp.StartAsync();
        foreach (var piece in Enumerable.Range(0, enterprises).Chunk(500))
        {
            await using var db = app.Db();
            foreach (var i in piece)
            {
                var enterprise = Enterprise.Register(
                    Id<Enterprise>.New(Now),
                    app.World.Park.Id,
                    $"示例万家{i}有限公司",
                    CreditCode.WithCheckDigit($"92500000MA{i:0000000}"),
                    "Electronics",
                    "示例联系人",
                    "13900000000",
                    Office,
                    Now
                );
                var profile = EnterpriseProfile.Begin(enterprise.Id, Now);
                profile.Set(Labels(i), "示例来源", new(2026, 3, 1), Office, Now);
                db.Enterprises.Add(enterprise);
                db.EnterpriseProfiles.Add(profile);
            }

            await db.SaveChangesAsync();
        }

        await using (var db = app.Db())
        {
            db.SupportPolicies.AddRange(Enumerable.Range(0, policies).Select(Policy));
            await db.SaveChangesAsync();
        }

        var expected = Enumerable.Range(0, policies).Sum(p => Enumerable.Range(0, enterprises).Count(e => Meets(e % 23, e % 4, p)));
        var began = Stopwatch.GetTimestamp();
        await app.RunAsync("match-benefits");
        await TestContext.Out.WriteLineAsync(
            $"{enterprises:N0} enterprises x {policies:N0} policies, {expected:N0} matches kept and told: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"
        );
        await using (var db = app.Db())
        {
            Assert.That(await db.BenefitMatches.CountAsync(m => m.Met), Is.EqualTo(expected));
            Assert.That(await db.BenefitMatches.CountAsync(m => m.Met && m.ToldEdition == 0), Is.Zero, "each is told");
            var changed = await db
                .EnterpriseProfiles.Include(p => p.Labels)
                .SingleAsync(p => p.EnterpriseId == db.Enterprises.Where(e => e.Name == "示例万家24有限公司").Select(e => e.Id).First());
            changed.Set([("Patents", "22")], "示例来源", new(2026, 3, 2), Office, Now.AddHours(1));
            await db.SaveChangesAsync();
        }

        app.Advance(TimeSpan.FromHours(1));
        began = Stopwatch.GetTimestamp();
        await app.RunAsync("match-benefits");
        await TestContext.Out.WriteLineAsync($"one label: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms");
        var more =
            Enumerable.Range(0, policies).Count(p => Meets(22, 24 % 4, p)) - Enumerable.Range(0, policies).Count(p => Meets(1, 24 % 4, p));
        await using var after = app.Db();
        Assert.That(more, Is.GreaterThan(0));
        Assert.That(await after.BenefitMatches.CountAsync(m => m.Met), Is.EqualTo(expected + more));
    }

    private static IReadOnlyList<(string? Label, string? Value)> Labels(int i) =>
        [
            ("Patents", (i % 23).ToString(CultureInfo.InvariantCulture)),
            ("Size", Sizes[i % 4]),
            ("Staff", (i * 13 % 900).ToString(CultureInfo.InvariantCulture)),
            ("TaxGrade", "A"),
        ];

    private static SupportPolicy Policy(int i) =>
        SupportPolicy.Write(
            $"N-{i}",
            new(
                $"示例政策{i}",
                "示例",
                "示例电话",
                new(2026, 1, 1),
                new(2026, 12, 31),
                null,
                [],
                [Condition.Read($"Patents>={2 + (i % 20)}")!, Condition.Read($"Size={Sizes[i % 4]}")!],
                false
            ),
            Office,
            Now
        );

    // The same, counted by hand.
    private static bool Meets(int patents, int size, int policy) => patents >= 2 + (policy % 20) && size == policy % 4;
}
