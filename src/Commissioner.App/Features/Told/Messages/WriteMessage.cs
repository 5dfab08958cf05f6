using Commissioner.App.Features.Deliveries;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Messages;

/// <summary>The office says a kind of message in its own words, or in ours again where it writes none; a version more of them.</summary>
[Allow(Permission.ManageRules)]
public sealed record WriteMessage(string Key, string? Culture, string? Body) : ICommand<int>;

internal sealed class WriteMessageHandler(CommissionerDb db, ToldBook book, Actor actor, TimeProvider clock)
    : IRequestHandler<WriteMessage, int>
{
    public async Task<int> Handle(WriteMessage command, CancellationToken cancellationToken)
    {
        var key = book.Demanded(command.Key);
        var culture = ToldBook.Language(command.Culture);
        var body = string.IsNullOrWhiteSpace(command.Body) ? null : MessageWords.Checked(command.Body, book.PlacesOf(key));
        var last = await db
            .ToldWords.Where(w => w.Key == key && w.Culture == culture)
            .OrderByDescending(w => w.Version)
            .Select(w => new { w.Version, w.Body })
            .FirstOrDefaultAsync(cancellationToken);
        if (last?.Body == body)
        {
            return last?.Version ?? 0;
        }

        var version = (last?.Version ?? 0) + 1;
        db.ToldWords.Add(
            new()
            {
                Key = key,
                Culture = culture,
                Version = version,
                Body = body,
                WrittenById = actor.Id,
                WrittenAt = clock.GetUtcNow(),
            }
        );
        return version;
    }
}
