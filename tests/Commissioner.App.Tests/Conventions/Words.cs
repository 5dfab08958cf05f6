using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Whistles;

namespace Commissioner.App.Tests.Conventions;

/// <summary>Everything that people read is there in both languages.</summary>
public sealed partial class Words
{
    // Enumerations that people never read.
    private static readonly string[] Unread =
    [
        // Who has a case is read as its holder.
        nameof(Desk),
        "RuleKind",
        "Audience",
        "PromiseResult",
        "PromiseLevel",
        "CaseMove",
        "TimeUnit",
        "Engine",
        "Box",
        "Permission",
        "OwnerKind",
    ];

    private readonly Texts _texts = new();

    private static List<Type> Events => [.. Product.Types.Where(t => t.IsSubclassOf(typeof(DomainEvent)) && !t.IsAbstract)];

    private static IEnumerable<Rule> Rules =>
        Product
            .Types.SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Where(f => f.FieldType == typeof(Rule))
            .Select(f => (Rule)f.GetValue(null)!);

    // Under another name it would stand there as it is stored.
    [Test]
    public void Every_instant_that_an_event_says_has_the_name_of_one() =>
        Assert.That(
            Events.SelectMany(e =>
                e.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
                    .Where(p => (Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType) == typeof(DateTimeOffset))
                    .Select(p => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(p.Name))
                    .Where(name => _texts["event." + e.Name].Contains($"{{{name}}}", StringComparison.Ordinal))
                    .Where(name => !TimelineWords.IsInstant(name))
                    .Select(name => $"{e.Name}.{name}")
            ),
            Is.Empty
        );

    [Test]
    public void Both_languages_have_the_same_keys_and_places()
    {
        Assert.That(_texts.Chinese, Has.Count.GreaterThan(200));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_texts.Chinese.Except(_texts.English), Is.Empty, "only in Chinese");
            Assert.That(_texts.English.Except(_texts.Chinese), Is.Empty, "only in English");
            foreach (var key in _texts.Chinese.Intersect(_texts.English))
            {
                Assert.That(Places(In("en", key)), Is.EquivalentTo(Places(In("zh-CN", key))), key);
            }
        }
    }

    [Test]
    public void Every_rule_has_one_code_and_words()
    {
        var rules = Rules.ToList();
        Assert.That(rules, Has.Count.GreaterThan(40));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rules.Select(r => r.Code), Is.Unique);
            MustHaveWords(rules.Select(r => "rule." + r.Code));
            Assert.That(
                _texts.Chinese.Where(k => k.StartsWith("rule.", StringComparison.Ordinal)).Except(rules.Select(r => "rule." + r.Code)),
                Is.Empty,
                "words of rules that there are not"
            );
        }
    }

    [Test]
    public void Every_value_that_people_read_has_a_name()
    {
        var enums = Product.Assemblies[0].GetTypes().Where(t => t.IsEnum && !Unread.Contains(t.Name)).ToList();
        Assert.That(
            enums.Select(e => e.Name),
            Has.Member(nameof(Role))
                .And.Member(nameof(CaseStatus))
                .And.Member(nameof(LegStatus))
                .And.Member(nameof(Level))
                .And.Member(nameof(Alarm))
                .And.Member(nameof(ReplacementStatus))
                .And.Member(nameof(AssignmentReason))
                .And.Member(nameof(WhistleKind))
                .And.Member(nameof(PromiseKind))
                .And.Member(nameof(HolderKind))
        );
        using (Assert.EnterMultipleScope())
        {
            MustHaveWords(enums.SelectMany(e => Enum.GetNames(e).Select(n => $"{Camel(e.Name)}.{n}")));
            MustHaveWords(CaseCategory.All.Select(c => "category." + c.Code));
        }
    }

    [Test]
    public void Every_event_is_told_with_facts_that_it_has()
    {
        Assert.That(Events, Has.Count.GreaterThan(20));
        using (Assert.EnterMultipleScope())
        {
            MustHaveWords(Events.Select(e => "event." + e.Name));
            foreach (var what in Events)
            {
                var facts = what.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                    .ToDictionary(p => Camel(p.Name), p => Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType);
                foreach (var place in Places(In("zh-CN", "event." + what.Name)))
                {
                    Assert.That(facts.Keys, Does.Contain(place), what.Name);
                    var type = facts.GetValueOrDefault(place);
                    MustHaveWords(
                        type == typeof(bool) ? [$"{place}.yes", $"{place}.no"]
                        : type?.IsEnum == true ? Enum.GetNames(type).Select(n => $"{place}.{n}")
                        : []
                    );
                }
            }
        }
    }

    [Test]
    public void Every_key_that_is_written_somewhere_is_there()
    {
        var written = Product
            .Files("", "*.cs")
            .Concat(Product.Files("", "*.cshtml"))
            .SelectMany(f => KeyWritten().Matches(Product.Read(f)).Select(m => (File: f, Key: m.Groups[1].Value)))
            .Where(w => !w.Key.Contains('{', StringComparison.Ordinal))
            .ToList();
        Assert.That(written, Has.Count.GreaterThan(100));
        Assert.That(
            written
                .Where(w => !w.Key.EndsWith('.') && !(_texts.Chinese.Contains(w.Key) && _texts.English.Contains(w.Key)))
                .Select(w => $"{w.File}: {w.Key}"),
            Is.Empty
        );
    }

    [Test]
    public void No_text_says_nothing_but_those_that_mean_to()
    {
        string[] silent = ["readBack.no", "assured.yes", "byTheClock.no", "stated.no"];
        using (Assert.EnterMultipleScope())
        {
            foreach (var language in new[] { "zh-CN", "en" })
            {
                Assert.That(_texts.Chinese.Where(k => In(language, k).Length == 0).Except(silent), Is.Empty, language);
            }
        }
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static List<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Groups[1].Value)];

    private void MustHaveWords(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            Assert.That(_texts.Chinese, Does.Contain(key));
            Assert.That(_texts.English, Does.Contain(key));
        }
    }

    private string In(string language, string key)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return _texts.Find(key) ?? "";
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\b(?:T|texts)\[""([^""]+)""")]
    private static partial Regex KeyWritten();
}
