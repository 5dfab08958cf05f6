using Commissioner.App.Features.Privacy;
using Commissioner.App.Features.Retention;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Retention;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Commissioner.App.Tests.Features.Retention;

/// <summary>Whoever adds a text says whether it is erased, and whether its enterprise has a copy of it until then.</summary>
public sealed class NoTextIsForgotten : OnOneApp
{
    [Test]
    public async Task Every_text_in_the_database_is_erased_or_kept_on_purpose()
    {
        await using var db = App.Db();
        var apart = PersonalTexts.Apart.Values.SelectMany(t => t).ToList();
        var types = db.Model.GetEntityTypes().Where(e => e.GetDeclaredProperties().Any(IsText)).ToList();
        var texts = types
            .Where(e => !apart.Contains(e.ClrType))
            .SelectMany(e => e.GetDeclaredProperties().Where(IsText).Select(p => (e.ClrType, p.Name)))
            .Distinct()
            .ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(texts, Has.Count.GreaterThan(80));
            Assert.That(
                texts.Where(t => !PersonalTexts.Knows(t.ClrType, t.Name)).Select(t => $"{t.ClrType.Name}.{t.Name}"),
                Is.Empty,
                "it stands in a table of PersonalTexts, or its record is apart with a reason"
            );
            Assert.That(
                apart.Where(t => PersonalTexts.Types.Contains(t) || types.TrueForAll(e => e.ClrType != t)).Select(t => t.Name),
                Is.Empty,
                "apart is what is there, and not erased"
            );
        }
    }

    [Test]
    public void Every_text_that_is_erased_is_in_the_copy_of_ones_own_or_left_out_on_purpose()
    {
        var copied = OwnTexts.Copied().ToHashSet();
        var left = OwnTexts.LeftOut.Values.SelectMany(l => l).SelectMany(l => l.Properties.Select(p => (l.Type, p))).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                PersonalTexts.All.Where(t => !copied.Contains(t) && !left.Contains(t)).Select(t => $"{t.Type.Name}.{t.Property}"),
                Is.Empty,
                "a shape of the copy says it by CopyOf, or OwnTexts leaves it out with a reason"
            );
            Assert.That(
                left.Where(t => copied.Contains(t) || !PersonalTexts.All.Contains(t)).Select(t => $"{t.Type.Name}.{t.p}"),
                Is.Empty,
                "left out is what is there, and not copied"
            );
        }
    }

    [Test]
    public async Task Every_file_is_erased_with_what_it_was_brought_to()
    {
        await using var db = App.Db();
        var file = db.Model.FindEntityType(typeof(Attachment))!;
        var owners = file.GetForeignKeys().Select(k => k.PrincipalEntityType.ClrType).Where(t => t != typeof(Person)).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(owners, Has.Count.EqualTo(2));
            Assert.That(
                owners
                    .Where(o => ErasedKind.All.SingleOrDefault(k => k.Name == o.Name)?.FilesOf(db, Guid.Empty) is null)
                    .Select(o => o.Name),
                Is.Empty
            );
            Assert.That(
                file.GetReferencingForeignKeys().Select(k => k.DeclaringEntityType.ClrType),
                Is.EqualTo(new[] { typeof(UndertakingFile) }),
                "what says of a file goes with it"
            );
        }
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

    // Also lists and records that are written down as one.
    private static bool IsText(IProperty property) =>
        property.ClrType == typeof(string)
        || (!property.ClrType.IsValueType && property.GetTypeMapping().Converter?.ProviderClrType == typeof(string));
}
