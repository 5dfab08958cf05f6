using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Replacements.Packs;

/// <summary>
/// Hand-overs in which something is still to be done by this person, newest first; the service office sees all that are not signed.
/// </summary>
[Allow(Permission.ReadHandOvers)]
public sealed record ListPacks(int Most = 100) : IQuery<IReadOnlyList<PackLine>>;

/// <summary>A hand-over.</summary>
/// <param name="Id">Its key.</param>
/// <param name="EnterpriseName">The enterprise.</param>
/// <param name="On">The day on which the post changed hands.</param>
/// <param name="Goes">This person is the one who goes.</param>
/// <param name="HasSigned">This person has signed.</param>
/// <param name="ContactBy">By when this person owes the enterprise a first contact; null where it does not.</param>
public sealed record PackLine(
    Id<Replacement> Id,
    string EnterpriseName,
    DateOnly On,
    bool Goes,
    bool HasSigned,
    [property: Due] DateTimeOffset? ContactBy
);

internal sealed class ListPacksHandler(CommissionerDb db, Actor actor) : IRequestHandler<ListPacks, IReadOnlyList<PackLine>>
{
    public async Task<IReadOnlyList<PackLine>> Handle(ListPacks query, CancellationToken cancellationToken)
    {
        var me = actor.Id;
        var rows = await (
            from r in db.PacksOf(actor).AsNoTracking()
            join e in db.Enterprises on r.EnterpriseId equals e.Id
            where
                r.Status != ReplacementStatus.Kept
                && (
                    r.OutgoingSignedAt == null
                    || (r.Status == ReplacementStatus.Appointed && r.SuccessorSignedAt == null && r.SuccessorId == e.ActiveId)
                    || (r.SuccessorId == me && r.Clocks.Any(k => k.StoppedAt == null))
                )
            orderby r.BeganAt descending, r.Id descending
            select new
            {
                r.Id,
                e.Name,
                r.BeganAt,
                Goes = r.OutgoingId == me,
                Signed = (r.OutgoingId == me && r.OutgoingSignedAt != null) || (r.SuccessorId == me && r.SuccessorSignedAt != null),
                ContactBy = r.SuccessorId == me
                    ? r
                        .Clocks.Where(k => k.Kind == PromiseKind.SuccessorContact && k.StoppedAt == null)
                        .Select(k => (DateTimeOffset?)k.DueAt)
                        .FirstOrDefault()
                    : null,
            }
        )
            .Take(Math.Clamp(query.Most, 1, 200))
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r => new PackLine(
                r.Id,
                r.Name,
                DateOnly.FromDateTime(Moments.Local(r.BeganAt).DateTime),
                r.Goes,
                r.Signed,
                r.ContactBy
            )),
        ];
    }
}
