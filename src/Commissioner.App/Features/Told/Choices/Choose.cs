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

namespace Commissioner.App.Features.Choices;

/// <summary>Somebody chooses how it is told, within what is compulsory.</summary>
/// <param name="Culture"><c>zh-CN</c> or <c>en</c>.</param>
/// <param name="Wants">By channel how much; channels that are left out stay as they are.</param>
/// <param name="PauseDays">From now on for so many days only what is compulsory; null or 0 ends a pause.</param>
[Allow(Permission.SignedIn)]
public sealed record Choose(string? Culture, IReadOnlyDictionary<Channel, Wanted>? Wants, int? PauseDays)
    : ICommand<Id<Person>>,
        IRepeatable;

internal sealed class ChooseHandler(CommissionerDb db, WaysTo ways, Texts texts, Actor actor, TimeProvider clock)
    : IRequestHandler<Choose, Id<Person>>
{
    private const int LongestPause = 60;

    public async Task<Id<Person>> Handle(Choose command, CancellationToken cancellationToken)
    {
        var culture = ToldBook.Language(command.Culture);
        if (command.PauseDays is < 0 or > LongestPause)
        {
            throw new RuleBroken(MessageRules.PauseTooLong) { Field = "pauseDays" };
        }

        var now = clock.GetUtcNow();
        var own = await db.ToldChoices.SingleOrDefaultAsync(c => c.PersonId == actor.Id, cancellationToken);
        if (own is null)
        {
            own = new() { PersonId = actor.Id };
            db.ToldChoices.Add(own);
        }

        var wants = command.Wants ?? new Dictionary<Channel, Wanted>();
        own.Culture = culture;
        own.Without =
        [
            .. own.Without.Where(c => !wants.ContainsKey(c)),
            .. wants.Where(w => w.Value == Wanted.Compulsory).Select(w => w.Key),
        ];
        own.PausedUntil = command.PauseDays is > 0 and var days ? now.AddDays(days) : null;
        foreach (var way in await ways.AllOfAsync(actor.Id, cancellationToken))
        {
            // Consent is written down with its words when it changes, and stays written when it changes again.
            if (wants.TryGetValue(way.Channel, out var wanted) && way.Stopped != (wanted == Wanted.Nothing))
            {
                db.Consents.Add(
                    new()
                    {
                        Id = Id<Consent>.New(now),
                        Channel = way.Channel,
                        To = way.To,
                        Given = wanted != Wanted.Nothing,
                        Words = texts[wanted == Wanted.Nothing ? "choices.words.stop" : "choices.words.agree"],
                        At = now,
                    }
                );
            }
        }

        return actor.Id;
    }
}
