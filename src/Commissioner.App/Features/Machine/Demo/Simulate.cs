using System.Globalization;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;

namespace Commissioner.App.Features.Demo;

/// <summary>
/// <c>commissioner simulate --year 2026 --policy file.json [--seed n] [--compare [file.json]]</c>: a year of the demo park under a policy,
/// in figures, without a database.
/// </summary>
public static class Simulate
{
    private const string Usage = "commissioner simulate --year 2026 [--policy file.json] [--seed n] [--compare [file.json]]";

    /// <summary>Plays and prints.</summary>
    /// <returns>0; 2 when an argument or a file is not one, which one line says.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        try
        {
            var (year, seed, policy, compare) = Read(args);
            var played = ImaginedYear.Play(year, policy, seed);
            var beside = compare is null ? null : ImaginedYear.Play(year, compare, seed);
            Print(output, year, seed, played, beside);
            return 0;
        }
        catch (FormatException wrong)
        {
            error.WriteLine(wrong.Message);
            return 2;
        }
    }

    private static (int Year, int Seed, PromisePolicy Policy, PromisePolicy? Compare) Read(IReadOnlyList<string> args)
    {
        var (year, seed, policy, compare) = (0, 1, PromisePolicy.First, (PromisePolicy?)null);
        for (var i = 0; i < args.Count; i++)
        {
            var value = i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i] : null;
            switch (value is null ? args[i] : args[i - 1])
            {
                case "--year":
                    year = Number("--year", value, 2024, 2100);
                    break;
                case "--seed":
                    seed = Number("--seed", value, 0, int.MaxValue);
                    break;
                case "--policy":
                    policy = Open(value ?? throw new FormatException($"--policy names a file. {Usage}"));
                    break;
                case "--compare":
                    compare = value is null ? PromisePolicy.First : Open(value);
                    break;
                default:
                    throw new FormatException($"{(value is null ? args[i] : args[i - 1])} is not known. {Usage}");
            }
        }

        return year == 0 ? throw new FormatException($"Say which year. {Usage}") : (year, seed, policy, compare);
    }

    private static int Number(string name, string? text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"{name} is a number from {least} to {most}. {Usage}");

    private static PromisePolicy Open(string file)
    {
        try
        {
            return PolicyFile.Read(2, File.ReadAllText(file));
        }
        catch (RuleBroken broken)
        {
            throw new FormatException($"{file}: {broken.Rule.Message} {string.Join(", ", broken.Details)}".TrimEnd(), broken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FormatException($"{file} can't be read: {exception.Message}", exception);
        }
    }

    private static void Print(TextWriter output, int year, int seed, ImaginedYear played, ImaginedYear? beside)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{year}, seed {seed}: {played.Cases} cases of the demo park"));
        if (!ChinaWorkingDays.Default.IsAssured(year))
        {
            output.WriteLine($"No notice of {year} is known: weekdays are taken for working days.");
        }

        output.WriteLine();
        Line(
            "promise",
            beside is null ? "" : "by",
            ["promised", "met", "late", "lapsed", "share", "amber", "red", "reminded", "ordered", "leader"]
        );
        foreach (var kind in played.Kinds)
        {
            Row(kind, beside is null ? "" : "policy");
            if (beside?.Kinds.FirstOrDefault(k => k.Kind == kind.Kind) is { } other)
            {
                Row(other, "compared");
            }
        }

        output.WriteLine();
        Line("red a month", "", ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 5);
        Line("", beside is null ? "" : "policy", [.. played.RedByMonth.Select(Said)], 5);
        if (beside is not null)
        {
            Line("", "compared", [.. beside.RedByMonth.Select(Said)], 5);
        }

        void Row(KindOfYear k, string by) =>
            Line(
                k.Kind.ToString(),
                by,
                [
                    Said(k.Promised),
                    Said(k.Met),
                    Said(k.Late),
                    Said(k.Lapsed),
                    k.Share is { } s ? string.Create(CultureInfo.InvariantCulture, $"{s / 10}.{s % 10}%") : "-",
                    Said(k.Amber),
                    Said(k.Red),
                    Said(k.Reminded),
                    Said(k.Ordered),
                    Said(k.Escalated),
                ]
            );
        void Line(string name, string by, IReadOnlyList<string> cells, int wide = 9) =>
            output.WriteLine(
                (name.PadRight(18) + (beside is null ? "" : by.PadRight(9)) + string.Concat(cells.Select(c => c.PadLeft(wide)))).TrimEnd()
            );
        static string Said(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
