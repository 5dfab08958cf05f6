using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Privacy;

/// <summary>What is taken down of people, what for and for how long, for anybody to read.</summary>
[Allow(Permission.Anybody)]
public sealed record ShowNotice : IQuery<NoticeSheet>;

/// <summary>The notice in force.</summary>
/// <param name="Version">Which.</param>
/// <param name="Parts">Its words.</param>
/// <param name="TurnTo">Whom to turn to.</param>
/// <param name="AcceptedAt">When who reads it accepted it, UTC; null while it did not.</param>
/// <param name="IsAsked">Who reads it files nothing before it accepts.</param>
public sealed record NoticeSheet(
    int Version,
    IReadOnlyList<NoticePart> Parts,
    IReadOnlyList<TurnTo> TurnTo,
    DateTimeOffset? AcceptedAt,
    bool IsAsked
);

/// <summary>A park's service office.</summary>
/// <param name="Park">Of which park.</param>
/// <param name="Phone">Its hotline; null where it has none.</param>
public sealed record TurnTo(string Park, string? Phone);

internal sealed class ShowNoticeHandler(CommissionerDb db, Actor actor, Texts texts, Settings settings)
    : IRequestHandler<ShowNotice, NoticeSheet>
{
    public async Task<NoticeSheet> Handle(ShowNotice query, CancellationToken cancellationToken)
    {
        var parks = await db
            .Parks.AsNoTracking()
            .Where(p => p.PartOfId == null)
            .OrderBy(p => p.Code)
            .Select(p => new TurnTo(p.Name, p.HotlinePhone))
            .ToListAsync(cancellationToken);
        var its = actor.EnterpriseId is not null && actor.OnlyCase is null;
        var accepted = its
            ? await db
                .NoticeAcceptances.AsNoTracking()
                .Where(a => a.PersonId == actor.Id && a.Version == PrivacyNotice.Version)
                .Select(a => (DateTimeOffset?)a.At)
                .SingleOrDefaultAsync(cancellationToken)
            : null;
        return new(
            PrivacyNotice.Version,
            NoticeWords.Read(texts),
            parks,
            accepted?.ToUniversalTime(),
            its && accepted is null && settings.Privacy.NoticeRequired
        );
    }
}
