using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Retention;

namespace Commissioner.App.Tests.Features.Retention;

/// <summary>Whoever adds a text to a case says whether it is erased.</summary>
public sealed class NoTextIsForgotten : OnOneApp
{
    [Test]
    public async Task Every_text_of_a_case_is_erased_or_kept_on_purpose()
    {
        await using var db = App.Db();
        var types = PersonalTexts.Types.ToHashSet();
        var texts = db
            .Model.GetEntityTypes()
            .Where(e => types.Contains(e.ClrType))
            .SelectMany(e => e.GetProperties().Where(p => p.ClrType == typeof(string)).Select(p => (e.ClrType, p.Name)))
            .Distinct()
            .ToList();
        Assert.That(texts, Has.Count.GreaterThan(50));
        Assert.That(texts.Where(t => !PersonalTexts.Knows(t.ClrType, t.Name)).Select(t => $"{t.ClrType.Name}.{t.Name}"), Is.Empty);
    }

    [Test]
    public void Every_text_of_an_event_is_erased_or_kept_on_purpose()
    {
        var facts = typeof(DomainEvent)
            .Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(DomainEvent)))
            .SelectMany(t => t.GetProperties().Where(p => p.PropertyType == typeof(string) && p.GetMethod!.IsPublic))
            .Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..])
            .Distinct()
            .ToList();
        Assert.That(facts, Has.Count.GreaterThan(30));
        Assert.That(
            facts.Where(f => !PersonalTexts.KeptFacts.Contains(f) && !PersonalTexts.Facts.Values.Any(s => s.Contains(f))),
            Is.Empty
        );
    }
}
