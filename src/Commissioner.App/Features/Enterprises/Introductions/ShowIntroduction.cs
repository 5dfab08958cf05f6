using Commissioner.App.Features.Offerings;
using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Introductions;

/// <summary>One introduction, with what may be done about it now.</summary>
[Allow(Permission.ReadOfferings)]
public sealed record ShowIntroduction(Id<Introduction> IntroductionId) : IQuery<IntroductionSheet>;

/// <summary>What may be done about an introduction.</summary>
public enum IntroductionMove
{
    Accept,
    Decline,
    SeeContact,
    Make,
    FollowUp,
    Note,
    CallOff,
}

/// <summary>An introduction. Its notes are for who serves, the office and supervision.</summary>
public sealed record IntroductionSheet(
    IntroductionLine Line,
    int Version,
    IReadOnlyList<SuitReason> Reasons,
    IReadOnlyList<string> Words,
    IReadOnlyList<IntroductionNoteLine> Notes,
    IReadOnlyList<IntroductionMove> Can
);

/// <summary>A note of who owns an introduction.</summary>
public sealed record IntroductionNoteLine(string Text, string By, DateTimeOffset At);

internal sealed class ShowIntroductionHandler(CommissionerDb db, IntroductionBook book, Actor actor, TimeProvider clock)
    : IRequestHandler<ShowIntroduction, IntroductionSheet>
{
    public async Task<IntroductionSheet> Handle(ShowIntroduction query, CancellationToken cancellationToken)
    {
        var (introduction, owns) = await db.IntroductionAsync(query.IntroductionId, actor, cancellationToken);
        var line = (await book.LinesAsync(db.Introductions.AsNoTracking().Where(i => i.Id == introduction.Id), cancellationToken)).Single();
        var suit = await SuitAsync(introduction, line, cancellationToken);
        var staff = actor.EnterpriseId is null;
        var writers = introduction.Notes.Select(n => n.ById).Distinct().ToList();
        var names = await db
            .People.AsNoTracking()
            .Where(p => staff && writers.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        return new(
            line,
            introduction.Version,
            suit?.Reasons ?? [],
            suit?.Words ?? [],
            staff ? [.. introduction.Notes.OrderBy(n => n.No).Select(n => new IntroductionNoteLine(n.Text, names[n.ById], n.At))] : [],
            [.. Can(introduction, owns && Permissions.Holds(actor, Permission.Introduce))]
        );
    }

    // What is not shown of one side, no reason may tell either.
    private async Task<Suit?> SuitAsync(Introduction introduction, IntroductionLine line, CancellationToken cancellationToken)
    {
        if (line.Offer.What is null || line.Seek.What is null)
        {
            return null;
        }

        var pair = await db
            .Offerings.AsNoTracking()
            .Where(o => o.Id == introduction.OfferId || o.Id == introduction.SeekId)
            .ToDictionaryAsync(o => o.Id, cancellationToken);
        var parts = await db.Parks.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.PartOfId, cancellationToken);
        return Suit.Between(pair[introduction.OfferId], pair[introduction.SeekId], parts, clock.Today());
    }

    private IEnumerable<IntroductionMove> Can(Introduction introduction, bool owns)
    {
        var state = introduction.State;
        if (introduction.IsParty(actor))
        {
            if (state == IntroductionState.Proposed && !introduction.AgreedBy(actor.EnterpriseId!.Value))
            {
                yield return IntroductionMove.Accept;
            }

            if (state is IntroductionState.Proposed or IntroductionState.Agreed)
            {
                yield return IntroductionMove.Decline;
            }

            if (introduction.AreKnown && state is not (IntroductionState.Declined or IntroductionState.CalledOff))
            {
                yield return IntroductionMove.SeeContact;
            }
        }

        if (!owns)
        {
            yield break;
        }

        if (state == IntroductionState.Agreed)
        {
            yield return IntroductionMove.Make;
        }

        if (state is IntroductionState.Introduced or IntroductionState.FollowedUp)
        {
            yield return IntroductionMove.FollowUp;
        }

        yield return IntroductionMove.Note;
        if (state is IntroductionState.Proposed or IntroductionState.Agreed)
        {
            yield return IntroductionMove.CallOff;
        }
    }
}
