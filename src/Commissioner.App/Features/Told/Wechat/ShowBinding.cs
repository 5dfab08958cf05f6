using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Wechat;

/// <summary>Reads since when one is told by WeChat; null where one is not.</summary>
[Allow(Permission.SignedIn)]
public sealed record ShowBinding : IQuery<DateTimeOffset?>;

internal sealed class ShowBindingHandler(CommissionerDb db, Actor actor) : IRequestHandler<ShowBinding, DateTimeOffset?>
{
    public Task<DateTimeOffset?> Handle(ShowBinding query, CancellationToken cancellationToken) =>
        db
            .ToldChoices.Where(c => c.PersonId == actor.Id && c.WeChat != null)
            .Select(c => c.BoundAt)
            .SingleOrDefaultAsync(cancellationToken);
}
