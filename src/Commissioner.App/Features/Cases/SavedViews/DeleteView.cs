using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.SavedViews;

/// <summary>Deletes a view that one saved, and for everybody with whom it was shared.</summary>
[Allow(Permission.ReadCases)]
public sealed record DeleteView(Id<SavedView> ViewId) : ICommand<Id<SavedView>>;

internal sealed class DeleteViewHandler(CommissionerDb db, Actor actor) : IRequestHandler<DeleteView, Id<SavedView>>
{
    public async Task<Id<SavedView>> Handle(DeleteView command, CancellationToken cancellationToken)
    {
        var me = actor.Id;
        var view =
            await db.SavedViews.SingleOrDefaultAsync(v => v.Id == command.ViewId && v.OwnerId == me, cancellationToken)
            ?? throw new NotFound();
        db.SavedViews.Remove(view);
        return view.Id;
    }
}
