using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Lists;
using Commissioner.App.Features.Turns;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Next;

/// <summary>The case that one owes something next, by due time: after one that is finished, the first of all others; null where there is none.</summary>
/// <param name="After">The case that one has just dealt with.</param>
[Allow(Permission.ReadCases)]
public sealed record NextCase(Id<Case>? After = null) : IQuery<CaseRow?>;

internal sealed class NextCaseHandler(CaseBook book, Actor actor) : IRequestHandler<NextCase, CaseRow?>
{
    public async Task<CaseRow?> Handle(NextCase query, CancellationToken cancellationToken)
    {
        var list =
            Permissions.Holds(actor, Permission.HandleCase) || Permissions.Holds(actor, Permission.Supervise)
                ? new ListCases(Box.Queue, Turn: Turn.Mine, Take: 2)
            : Permissions.Holds(actor, Permission.WorkLegs) ? new ListCases(Box.Department, Take: 2)
            : null;
        return list is null ? null : (await book.ReadAsync(list, cancellationToken)).Items.FirstOrDefault(c => c.Id != query.After);
    }
}
