using Commissioner.App.Features.Deliveries;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.L;

/// <summary>Looks at what a message's link opens; nothing changes by looking.</summary>
[Allow(Permission.Anybody)]
public sealed record LookAtLink(string? Token) : IQuery<LinkSheet>;

/// <summary>What a link shows before it is opened: no more than its message said.</summary>
/// <param name="Number">The case's number.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="NextWordBy">By when somebody comes back.</param>
/// <param name="Opens">It opens the case; to a caller without an account it only says where the case stands.</param>
public sealed record LinkSheet(string? Number, CaseStatus Status, DateTimeOffset? NextWordBy, bool Opens);

/// <summary>Opens a message's link: whoever has the phone goes on to the one case.</summary>
[Allow(Permission.Anybody)]
public sealed record OpenLink(string? Token) : ICommand<LinkOpened>, IRepeatable;

/// <summary>Who it is, and which case opens where.</summary>
public sealed record LinkOpened(Person Person, Id<Case> CaseId, string Path);

internal sealed class OpenLinkHandler(CommissionerDb db, MessageLinks links, WaysTo ways, TimeProvider clock)
    : IRequestHandler<LookAtLink, LinkSheet>,
        IRequestHandler<OpenLink, LinkOpened>
{
    public async Task<LinkSheet> Handle(LookAtLink query, CancellationToken cancellationToken)
    {
        var (delivery, person) = await FindAsync(query.Token, cancellationToken);
        var its =
            await db
                .Cases.AsNoTracking()
                .Where(c => c.Id == delivery.CaseId)
                .Select(c => new
                {
                    c.Number,
                    c.Status,
                    c.NextDueAt,
                })
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new NotFound();
        return new(its.Number, its.Status, its.NextDueAt, person is not null);
    }

    public async Task<LinkOpened> Handle(OpenLink command, CancellationToken cancellationToken)
    {
        var (delivery, person) = await FindAsync(command.Token, cancellationToken);
        var @case = delivery.CaseId ?? throw new NotFound();
        var path = delivery.Link is { } link && link.Contains(@case.ToString(), StringComparison.Ordinal) ? link : $"/cases/follow/{@case}";
        if (await db.Deliveries.SingleAsync(d => d.Id == delivery.Id, cancellationToken) is { } opened)
        {
            opened.Hear(Fate.Read, null, clock.GetUtcNow());
        }

        return new(person ?? throw new NotFound(), @case, path);
    }

    // A link is good for the phone that it went to: once the person is reached elsewhere, it opens nothing.
    private async Task<(Delivery Delivery, Person? Person)> FindAsync(string? token, CancellationToken cancellationToken)
    {
        var delivery = await links.OpenAsync(token, cancellationToken);
        if (delivery.PersonId is not { } id)
        {
            return (delivery, null);
        }

        var reach = (await ways.OfAsync([id], cancellationToken)).GetValueOrDefault(id);
        return reach?.Addresses.Any(a => a.To == delivery.To) == true
            ? (delivery, await db.People.AsNoTracking().SingleAsync(p => p.Id == id, cancellationToken))
            : throw new NotFound();
    }
}
