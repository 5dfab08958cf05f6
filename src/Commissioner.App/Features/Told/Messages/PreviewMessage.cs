using Commissioner.App.Channels;
using Commissioner.App.Features.Deliveries;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Messages;

/// <summary>Says how a message would read, with the facts of the last one that was told of a real case.</summary>
/// <param name="Key">Which kind.</param>
/// <param name="Culture">In which language.</param>
/// <param name="Body">In these words; null for those in use.</param>
/// <param name="Number">Of the case with this number; null for whichever was last.</param>
[Allow(Permission.ManageRules)]
public sealed record PreviewMessage(string Key, string? Culture, string? Body, string? Number = null) : IQuery<MessagePreview>;

/// <summary>How a message would read.</summary>
/// <param name="Text">Its words; its places stay where no such message was told yet.</param>
/// <param name="Parts">Into how many parts it falls as a text message, with the link.</param>
/// <param name="FromReal">The facts are those of a message that was told.</param>
public sealed record MessagePreview(string Text, int Parts, bool FromReal);

/// <summary>Sends a message as it would read to one's own phone, to see it there.</summary>
[Allow(Permission.ManageRules)]
public sealed record TestMessage(string Key, string? Culture, string? Body) : ICommand<GatewayAnswer>, IRepeatable;

internal sealed class PreviewMessageHandler(
    CommissionerDb db,
    ToldBook book,
    Wording wording,
    Texts texts,
    WaysTo ways,
    IEnumerable<IChannel> channels,
    Actor actor,
    TimeProvider clock
) : IRequestHandler<PreviewMessage, MessagePreview>, IRequestHandler<TestMessage, GatewayAnswer>
{
    // A link takes about so much of a text message.
    private static readonly string Link = " https://" + new string('x', 60);

    public async Task<MessagePreview> Handle(PreviewMessage query, CancellationToken cancellationToken)
    {
        var key = book.Demanded(query.Key);
        var culture = ToldBook.Language(query.Culture);
        var body = string.IsNullOrWhiteSpace(query.Body)
            ? await db
                .ToldWords.Where(w => w.Key == key && w.Culture == culture)
                .OrderByDescending(w => w.Version)
                .Select(w => w.Body)
                .FirstOrDefaultAsync(cancellationToken)
            : MessageWords.Checked(query.Body, book.PlacesOf(key));
        var told = db.Notices.AsNoTracking().Where(n => n.Text == key);
        if (!string.IsNullOrWhiteSpace(query.Number))
        {
            var number = query.Number.Trim();
            told = told.Where(n => n.Facts.Contains(number));
        }

        var facts = await told.OrderByDescending(n => n.At).Select(n => n.Facts).FirstOrDefaultAsync(cancellationToken);
        var text = facts is null ? body ?? texts.In(culture, "notice." + key) : wording.Say(key, body, facts, culture);
        return new(text, MessageWords.Parts(text + Link), facts is not null);
    }

    public async Task<GatewayAnswer> Handle(TestMessage command, CancellationToken cancellationToken)
    {
        var preview = await Handle(new PreviewMessage(command.Key, command.Culture, command.Body), cancellationToken);
        var reach = (await ways.OfAsync([actor.Id], cancellationToken)).GetValueOrDefault(actor.Id);
        var (channel, to) = reach?.Addresses.FirstOrDefault(a => a.Channel is Channel.Sms or Channel.WeChat or Channel.Email)
            is { To: not null } found
            ? found
            : throw new RuleBroken(MessageRules.NoWayToTest);
        var handed = await channels
            .Single(c => c.Kind == channel)
            .SendAsync(
                new(
                    Id<Delivery>.New(),
                    to,
                    command.Key,
                    texts["told.signature"],
                    texts["told.test", preview.Text],
                    null,
                    ToldBook.Language(command.Culture),
                    new Dictionary<string, string>(),
                    clock.GetUtcNow().AddHours(1),
                    null
                ),
                cancellationToken
            );
        return handed.Outcome;
    }
}
