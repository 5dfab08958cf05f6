using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Privacy;

/// <summary>Requests about personal information that wait for an answer, what is due first first: the service office's list.</summary>
[Allow(Permission.AnswerPersonalRequests)]
public sealed record ListPersonalRequests(int Take = 50, string? After = null) : IQuery<Page<PersonalRequestLine>>;

/// <summary>One's own requests about one's personal information, newest first.</summary>
[Allow(Permission.TakeOwnCopy)]
public sealed record ListOwnRequests : IQuery<IReadOnlyList<PersonalRequestLine>>;

/// <summary>A request about personal information.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Person">Who asks, its name.</param>
/// <param name="Enterprise">Of which enterprise.</param>
/// <param name="Ask">For what.</param>
/// <param name="Text">In its own words.</param>
/// <param name="AskedAt">When, UTC.</param>
/// <param name="AnswerBy">By when it is answered, UTC.</param>
/// <param name="Granted">It was done, or refused; null while it waits.</param>
/// <param name="Answer">What was done, or why not.</param>
/// <param name="AnsweredAt">When, UTC.</param>
public sealed record PersonalRequestLine(
    Id<PersonalRequest> Id,
    string Person,
    string Enterprise,
    PersonalAsk Ask,
    string Text,
    DateTimeOffset AskedAt,
    DateTimeOffset AnswerBy,
    bool? Granted,
    string? Answer,
    DateTimeOffset? AnsweredAt
);

internal sealed class ListPersonalRequestsHandler(CommissionerDb db, Actor actor)
    : IRequestHandler<ListPersonalRequests, Page<PersonalRequestLine>>,
        IRequestHandler<ListOwnRequests, IReadOnlyList<PersonalRequestLine>>
{
    private const int MostOwn = 200;

    public async Task<Page<PersonalRequestLine>> Handle(ListPersonalRequests query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var waiting = db.PersonalRequests.AsNoTracking().Where(r => r.AnsweredAt == null);
        if (Cursor.Read<PersonalRequest>(query.After) is { } after)
        {
            waiting = waiting.Where(r => r.AnswerBy > after.At || (r.AnswerBy == after.At && r.Id > after.Id));
        }

        var rows = await Lines(waiting.OrderBy(r => r.AnswerBy).ThenBy(r => r.Id).Take(take + 1)).ToListAsync(cancellationToken);
        var items = rows.Take(take).Select(Utc).ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].AnswerBy, items[^1].Id) : null);
    }

    public async Task<IReadOnlyList<PersonalRequestLine>> Handle(ListOwnRequests query, CancellationToken cancellationToken)
    {
        var own = db.PersonalRequests.AsNoTracking().Where(r => r.PersonId == actor.Id).OrderByDescending(r => r.AskedAt).Take(MostOwn);
        return [.. (await Lines(own).ToListAsync(cancellationToken)).Select(Utc).OrderByDescending(r => r.AskedAt)];
    }

    private IQueryable<PersonalRequestLine> Lines(IQueryable<PersonalRequest> requests) =>
        from r in requests
        join p in db.People on r.PersonId equals p.Id
        join e in db.Enterprises on r.EnterpriseId equals e.Id
        orderby r.AnswerBy, r.Id
        select new PersonalRequestLine(r.Id, p.Name, e.Name, r.Ask, r.Text, r.AskedAt, r.AnswerBy, r.Granted, r.Answer, r.AnsweredAt);

    private static PersonalRequestLine Utc(PersonalRequestLine line) =>
        line with
        {
            AskedAt = line.AskedAt.ToUniversalTime(),
            AnswerBy = line.AnswerBy.ToUniversalTime(),
            AnsweredAt = line.AnsweredAt?.ToUniversalTime(),
        };
}
