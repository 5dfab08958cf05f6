using Commissioner.App.Features.Deliveries;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Messages;

/// <summary>All kinds of messages, and by what each is told.</summary>
[Allow(Permission.ManageRules)]
public sealed record ListMessages : IQuery<Page<MessageLine>>;

/// <summary>A kind of message.</summary>
/// <param name="Key">Which.</param>
/// <param name="Says">What it says as we ship it, in the reader's language, with its places.</param>
/// <param name="By">By what it is told.</param>
/// <param name="Decided">The office decided by what.</param>
/// <param name="Reworded">The office says it in its own words, in one language at least.</param>
public sealed record MessageLine(string Key, string Says, ToldBy By, bool Decided, bool Reworded);

/// <summary>One kind of message, with its words and what became of them.</summary>
[Allow(Permission.ManageRules)]
public sealed record ShowMessage(string Key) : IQuery<MessageSheet>;

/// <summary>A kind of message in whole.</summary>
/// <param name="Key">Which.</param>
/// <param name="By">By what it is told.</param>
/// <param name="Shipped">By what it is told as we ship it.</param>
/// <param name="Places">The places that its words may have.</param>
/// <param name="Words">Its words in each language.</param>
public sealed record MessageSheet(string Key, ToldBy By, ToldBy Shipped, IReadOnlyList<string> Places, IReadOnlyList<MessageWording> Words);

/// <summary>A message's words in a language.</summary>
/// <param name="Culture"><c>zh-CN</c> or <c>en</c>.</param>
/// <param name="Shipped">As we ship them.</param>
/// <param name="Own">As the office says it; null where it uses ours.</param>
/// <param name="Version">Of the office's, from 1 on; 0 where it never wrote any.</param>
public sealed record MessageWording(string Culture, string Shipped, string? Own, int Version);

internal sealed class ListMessagesHandler(CommissionerDb db, ToldBook book, Texts texts)
    : IRequestHandler<ListMessages, Page<MessageLine>>,
        IRequestHandler<ShowMessage, MessageSheet>
{
    public async Task<Page<MessageLine>> Handle(ListMessages query, CancellationToken cancellationToken)
    {
        var by = await book.ReadAsync(cancellationToken);
        var decided = (await db.ToldRules.Select(r => r.Key).ToListAsync(cancellationToken)).ToHashSet();
        var reworded = (
            await db
                .ToldWords.Where(w =>
                    w.Body != null && !db.ToldWords.Any(o => o.Key == w.Key && o.Culture == w.Culture && o.Version > w.Version)
                )
                .Select(w => w.Key)
                .ToListAsync(cancellationToken)
        ).ToHashSet();
        return new(
            [.. book.Keys.Select(k => new MessageLine(k, texts["notice." + k], by(k), decided.Contains(k), reworded.Contains(k)))],
            null
        );
    }

    public async Task<MessageSheet> Handle(ShowMessage query, CancellationToken cancellationToken)
    {
        var key = book.Demanded(query.Key);
        var by = await book.ReadAsync(cancellationToken);
        var own = await db.ToldWords.AsNoTracking().Where(w => w.Key == key).ToListAsync(cancellationToken);
        return new(
            key,
            by(key),
            ToldBook.Shipped(key),
            book.PlacesOf(key),
            [
                .. ToldBook.Cultures.Select(c =>
                {
                    var last = own.Where(w => w.Culture == c).MaxBy(w => w.Version);
                    return new MessageWording(c, texts.In(c, "notice." + key), last?.Body, last?.Version ?? 0);
                }),
            ]
        );
    }
}
