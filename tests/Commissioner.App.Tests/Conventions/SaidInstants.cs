using System.Globalization;
using System.Text.RegularExpressions;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;

namespace Commissioner.App.Tests.Conventions;

/// <summary>Instants are kept in UTC, and people read them by the park's clock: in every sentence, on every page.</summary>
public sealed partial class SaidInstants
{
    // The park's clock shows 18:00.
    private static readonly DateTimeOffset At = new(2026, 12, 4, 10, 0, 0, TimeSpan.Zero);

    private readonly Texts _texts = new();

    [Test]
    public void A_sentence_says_an_instant_by_the_parks_clock_however_it_is_to_be_written()
    {
        var dated = _texts.Chinese.Where(k => Dated().IsMatch(_texts[k])).ToList();
        Assert.That(dated, Has.Member("rule.NotHeardYet").And.Member("rule.AppealTooLate"));
        using (Assert.EnterMultipleScope())
        {
            foreach (var language in new[] { "zh-CN", "en" })
            {
                CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
                foreach (var key in dated.Where(k => _texts[k].Contains("HH", StringComparison.Ordinal)))
                {
                    Assert.That(_texts[key, At], Does.Contain("18:00").And.Not.Contain("10:00"), $"{key} in {language}");
                }

                Assert.That(_texts["rule.NotHeardYet", At], Does.Contain("2026-12-04 18:00"), language);
                Assert.That(_texts["faults.appealBy", At], Does.Contain(Moments.Say(At)), $"an instant without a form, in {language}");
            }
        }
    }

    // Whoever formats an instant himself has to say by whose clock.
    [Test]
    public void Nobody_formats_an_instant_but_the_ones_that_know_the_clock()
    {
        var lines = Product
            .Files("", "*.cs")
            .Concat(Product.Files("", "*.cshtml"))
            .SelectMany(f => Product.Read(f).Split('\n').Select((l, i) => (Where: $"{f}:{i + 1}", Line: l)))
            .ToList();
        Assert.That(lines, Has.Count.GreaterThan(10_000));
        var formatted = lines.Where(l => Formatted().IsMatch(l.Line)).ToList();
        Assert.That(formatted, Is.Not.Empty);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                formatted
                    .Where(l =>
                        !l.Where.StartsWith("Features/Shared/Moments.cs", StringComparison.Ordinal)
                        && !l.Line.Contains("Moments.Local(", StringComparison.Ordinal)
                        // A field of a form holds the park's time as it was typed; a cell of a workbook holds no zone at all.
                        && !l.Line.Contains("datetime-local", StringComparison.Ordinal)
                        && !l.Where.StartsWith("Features/Enterprises/Imports/XlsxTexts.cs", StringComparison.Ordinal)
                        // Two databases' instants are compared to the millisecond, in UTC.
                        && !l.Line.Contains(".ToUniversalTime().ToString(", StringComparison.Ordinal)
                    )
                    .Select(l => $"{l.Where}: {l.Line.Trim()}"),
                Is.Empty
            );
            Assert.That(
                lines
                    .Where(l => l.Where.Contains(".cshtml:", StringComparison.Ordinal) && Bare().IsMatch(l.Line))
                    .Select(l => $"{l.Where}: {l.Line.Trim()}"),
                Is.Empty,
                "a page says an instant as it is kept"
            );
        }
    }

    [GeneratedRegex(@"\{\d+:[^}]*[yMdHm]")]
    private static partial Regex Dated();

    [GeneratedRegex(@"ToString\(\s*""[^""]*(HH|mm)|\{[^{}""]*:[^{}""]*HH[^{}""]*\}""(?!.*datetime-local)")]
    private static partial Regex Formatted();

    [GeneratedRegex(@"(?<![\w""'=(])@(?!Moments|T\b|if|foreach)[A-Za-z]\w*(\.\w+)*\.\w*(At|Until|DueBy)(\b|\.Value\b)(?![\w.(])")]
    private static partial Regex Bare();
}
