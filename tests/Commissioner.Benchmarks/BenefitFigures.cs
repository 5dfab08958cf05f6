using System.Diagnostics;
using System.Globalization;
using Commissioner.Domain.Benefits;

namespace Commissioner.Benchmarks;

/// <summary>What it costs to match ten thousand enterprises with five hundred policies, and one enterprise anew.</summary>
internal static class BenefitFigures
{
    private static readonly string[] Sizes = ["微型", "小型", "中型", "大型"];
    private static readonly string[] Certificates = ["高新技术企业", "专精特新", "科技型中小企业", "绿色工厂"];

    public static void Print(int enterprises = 10_000, int policies = 500)
    {
        var labels = Enumerable.Range(0, enterprises).Select(Labels).ToList();
        var conditions = Enumerable.Range(0, policies).Select(Conditions).ToList();
        var started = Stopwatch.GetTimestamp();
        var met = conditions.Sum(c => labels.Count(l => Matching.Holds(c, l)));
        Console.WriteLine(
            $"policies: {enterprises:N0} enterprises x {policies:N0} policies of 6 conditions: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.00} s, {met:N0} matches"
        );
        started = Stopwatch.GetTimestamp();
        var explained = conditions.Select(c => Matching.Of(c, labels[0])).Count(m => m.IsWhole);
        Console.WriteLine(
            $"policies: one enterprise explained: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0.00} ms, {explained} met"
        );
    }

    private static Dictionary<string, string> Labels(int i) =>
        new()
        {
            ["Industry"] = $"industry{i % 12}",
            ["Park"] = $"FL{i % 3}",
            ["Size"] = Sizes[i % 4],
            ["Revenue"] = (i * 37 % 50_000).ToString(CultureInfo.InvariantCulture),
            ["RevenueGrowth"] = (i % 60 - 20).ToString(CultureInfo.InvariantCulture),
            ["ResearchShare"] = (i % 15).ToString(CultureInfo.InvariantCulture),
            ["Staff"] = (i * 13 % 900).ToString(CultureInfo.InvariantCulture),
            ["Patents"] = (i % 23).ToString(CultureInfo.InvariantCulture),
            ["Certificates"] = string.Join('、', Certificates.Take(i % 5)),
            ["TaxGrade"] = "A",
            ["Founded"] = $"20{i % 25:00}-01-31",
            ["Dishonest"] = i % 50 == 0 ? "yes" : "no",
        };

    private static IReadOnlyList<Condition> Conditions(int i) =>
        [
            .. new[]
            {
                "Dishonest=no",
                $"Size={Sizes[i % 4]}、{Sizes[(i + 1) % 4]}",
                $"Patents>={i % 12}",
                $"Certificates={Certificates[i % 4]}",
                $"RevenueGrowth>={i % 20 - 10}",
                $"Founded<=20{10 + (i % 14):00}-12-31",
            }.Select(c => Condition.Read(c)!),
        ];
}
