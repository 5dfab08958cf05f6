using System.Globalization;
using System.Text.Json;
using Commissioner.App.Channels;
using Commissioner.App.Features.Receipts;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Deliveries;

/// <summary>The words in which a delivery leaves: the office's own where it wrote some, else ours, in the recipient's language.</summary>
public sealed class Wording(
    CommissionerDb db,
    Texts texts,
    Dues dues,
    MessageLinks links,
    Settings settings,
    IEnumerable<IChannel> channels
)
{
    /// <summary>What these deliveries say: all that is to be known of them is read at once, so that handing one over costs no query.</summary>
    /// <returns>
    /// The message of one of them; it throws <see cref="InvalidOperationException"/> or a reader's exception where that one can't be made.
    /// </returns>
    public async Task<Func<Delivery, Outgoing>> ForAsync(IReadOnlyList<Delivery> batch, CancellationToken cancellationToken)
    {
        var people = batch.Select(d => d.PersonId).OfType<Id<Person>>().Distinct().ToList();
        var cultures = await db
            .ToldChoices.AsNoTracking()
            .Where(c => people.Contains(c.PersonId))
            .ToDictionaryAsync(c => c.PersonId, c => c.Culture, cancellationToken);
        var keys = batch.Select(d => d.Text).Distinct().ToList();
        var own = (await db.ToldWords.AsNoTracking().Where(w => keys.Contains(w.Key)).ToListAsync(cancellationToken))
            .GroupBy(w => (w.Key, w.Culture))
            .ToDictionary(g => g.Key, g => g.MaxBy(w => w.Version)!.Body);
        // A digest of what the system was late with grows until it is sent.
        var growing = batch.Where(d => d.EntryId < 0 && d.Text != Digests.Key).Select(d => d.EntryId).Distinct().ToList();
        var grown =
            growing.Count == 0
                ? []
                : await db.Notices.AsNoTracking().Where(n => growing.Contains(n.EntryId)).ToListAsync(cancellationToken);
        var link = await links.ForAsync(batch, cancellationToken);
        return delivery =>
        {
            if (delivery.Channel == Channel.Webhook)
            {
                return AsPlanned(delivery);
            }

            var culture = delivery.PersonId is { } person ? cultures.GetValueOrDefault(person) : null;
            culture ??= ToldBook.Cultures[0];
            var facts =
                grown.Find(n => n.EntryId == delivery.EntryId && n.PersonId == delivery.PersonId && n.Text == delivery.Text)?.Facts
                ?? delivery.Facts;
            return Of(delivery, own.GetValueOrDefault((delivery.Text, culture)), facts, culture, link(delivery));
        };
    }

    /// <summary>The words of a kind of message with these facts, in a language, without any link.</summary>
    public string Say(string key, string? own, string facts, string culture)
    {
        using var _ = new Speaking(culture);
        return own is null ? texts.Filled("notice." + key, facts, dues) : texts.FilledIn(own, facts, dues);
    }

    // A program reads what was planned, to the letter.
    private static Outgoing AsPlanned(Delivery delivery) =>
        new(
            delivery.Id,
            delivery.To,
            delivery.Text,
            "",
            delivery.Facts,
            null,
            "en",
            new Dictionary<string, string>(),
            delivery.WorthUntil,
            delivery.FirstTriedAt
        );

    private Outgoing Of(Delivery delivery, string? own, string facts, string culture, string? link)
    {
        using var _ = new Speaking(culture);
        var key = "notice." + delivery.Text;
        if (own is null && texts.Find(key) is null)
        {
            throw new InvalidOperationException($"There is no text {key}.");
        }

        var said = Say(delivery.Text, own, facts, culture);
        // Whoever has no account can be asked, and its answer could be nobody's.
        if (
            delivery is { Channel: Channel.Sms, PersonId: not null }
            && OpenQuestions.HowToAnswer(delivery.Text) is { } how
            && channels.Any(c => c.Kind == Channel.Sms && c.HearsAnswers)
        )
        {
            said = $"{said} {texts[how]}";
        }

        using var read = JsonDocument.Parse(facts);
        return new(
            delivery.Id,
            delivery.To,
            delivery.Text,
            settings.Signature is { Length: > 0 } signature ? signature : texts["told.signature"],
            link is null || delivery.Channel == Channel.Voice ? said : $"{said} {link}",
            link,
            culture,
            read.RootElement.ValueKind == JsonValueKind.Object
                ? read.RootElement.EnumerateObject().ToDictionary(f => f.Name, f => texts.SaidAs(f.Name, f.Value, dues))
                : new Dictionary<string, string>(),
            delivery.WorthUntil,
            delivery.FirstTriedAt == delivery.LastTriedAt ? null : delivery.FirstTriedAt
        );
    }

    // Texts are found by the thread's language.
    private sealed class Speaking : IDisposable
    {
        private readonly (CultureInfo, CultureInfo) _before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

        public Speaking(string culture) =>
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (
                CultureInfo.GetCultureInfo(culture),
                CultureInfo.GetCultureInfo(culture)
            );

        public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = _before;
    }
}
