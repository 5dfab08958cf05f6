using Commissioner.App.Features.Demo;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;

namespace Commissioner.App.Tests.Features.Demo;

/// <summary>A year under a policy, in figures, without a database.</summary>
public sealed class SimulateTests
{
    [Test]
    public void The_same_seed_plays_the_same_year_and_another_does_not()
    {
        var first = Said("--year", "2026", "--seed", "7");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Code, Is.Zero, first.Error);
            Assert.That(Said("--year", "2026", "--seed", "7"), Is.EqualTo(first));
            Assert.That(Said("--year", "2026", "--seed", "8").Output, Is.Not.EqualTo(first.Output));
            Assert.That(first.Output, Does.Contain("promised").And.Contain("leader").And.Contain("CheckIn").And.Contain("red a month"));
        }

        TestContext.Out.WriteLine(first.Output);
    }

    [Test]
    public void A_shorter_limit_turns_more_red_for_the_same_people()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{TestContext.CurrentContext.Test.ID}.json");
        File.WriteAllText(
            file,
            PolicyFile.Write(
                new(2, [.. PromisePolicy.First.Rules.Select(r => r.Code == "settle" ? r with { Limit = WorkingTime.Days(2) } : r)])
            )
        );
        var compared = Said("--year", "2026", "--policy", file, "--seed", "7", "--compare");
        File.Delete(file);
        TestContext.Out.WriteLine(compared.Output);
        Assert.That(compared.Code, Is.Zero, compared.Error);
        var settle = compared
            .Output.Split('\n')
            .SkipWhile(l => !l.StartsWith("Settle", StringComparison.Ordinal))
            .Take(2)
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((settle[0][1], settle[1][1]), Is.EqualTo(("policy", "compared")));
            Assert.That(Red(settle[0]), Is.GreaterThan(2 * Red(settle[1])));
        }

        static int Red(string[] cells) => int.Parse(cells[8], System.Globalization.CultureInfo.InvariantCulture);
    }

    [TestCase("--year")]
    [TestCase("--year", "soon")]
    [TestCase("--seed", "1")]
    [TestCase("--year", "2026", "--policy")]
    [TestCase("--year", "2026", "--policy", "/nowhere/policy.json")]
    [TestCase("--year", "2026", "--colour", "red")]
    public void What_is_no_argument_is_one_line_and_code_2(params string[] args) => MustSay(Said(args));

    [TestCase("not json")]
    [TestCase("""{"rules": [{"code": "a", "kind": "Settle", "limit": "5d"}]}""")]
    public void What_is_no_policy_is_one_line_and_code_2(string content)
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{TestContext.CurrentContext.Test.ID}.json");
        File.WriteAllText(file, content);
        MustSay(Said("--year", "2026", "--policy", file));
        File.Delete(file);
    }

    private static void MustSay((int Code, string Output, string Error) said)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That((said.Code, said.Output), Is.EqualTo((2, "")));
            Assert.That(said.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1).And.None.Empty);
        }
    }

    private static (int Code, string Output, string Error) Said(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (Simulate.Run(args, output, error), output.ToString(), error.ToString());
    }
}
