using Commissioner.App.Features.Deliveries;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Choices;

/// <summary>How one is told oneself.</summary>
[Allow(Permission.SignedIn)]
public sealed record ShowChoice : IQuery<ChoiceSheet>;

/// <summary>How somebody is told.</summary>
/// <param name="Culture">In which language.</param>
/// <param name="Channels">By which channels it is reached here, and how much it wants there.</param>
/// <param name="PausedUntil">Until then only what is compulsory.</param>
public sealed record ChoiceSheet(string Culture, IReadOnlyList<ChannelChoice> Channels, DateTimeOffset? PausedUntil);

/// <summary>A channel by which somebody is reached.</summary>
/// <param name="Channel">Which.</param>
/// <param name="To">The end of the number or address.</param>
/// <param name="Wants">How much.</param>
public sealed record ChannelChoice(Channel Channel, string To, Wanted Wants);

/// <summary>How much somebody wants to be told by a channel.</summary>
public enum Wanted
{
    Everything,

    /// <summary>What must be told.</summary>
    Compulsory,

    /// <summary>Nothing: it withdrew its consent.</summary>
    Nothing,
}

internal sealed class ShowChoiceHandler(CommissionerDb db, WaysTo ways, Actor actor, TimeProvider clock)
    : IRequestHandler<ShowChoice, ChoiceSheet>
{
    public async Task<ChoiceSheet> Handle(ShowChoice query, CancellationToken cancellationToken)
    {
        var own = await db.ToldChoices.AsNoTracking().SingleOrDefaultAsync(c => c.PersonId == actor.Id, cancellationToken);
        var now = clock.GetUtcNow();
        return new(
            own?.Culture ?? ToldBook.Cultures[0],
            [
                .. (await ways.AllOfAsync(actor.Id, cancellationToken)).Select(w => new ChannelChoice(
                    w.Channel,
                    w.To.Length > 4 ? "****" + w.To[^4..] : "****",
                    w.Stopped ? Wanted.Nothing
                        : own?.Without.Contains(w.Channel) == true ? Wanted.Compulsory
                        : Wanted.Everything
                )),
            ],
            own?.PausedUntil > now ? own.PausedUntil : null
        );
    }
}
