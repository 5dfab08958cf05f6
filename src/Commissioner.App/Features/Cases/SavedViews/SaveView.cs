using Commissioner.App.Features.Cases;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.SavedViews;

/// <summary>Keeps a list of cases as it is narrowed, sorted and drawn; under a name that one has already it takes that one's place.</summary>
[Allow(Permission.ReadCases)]
public sealed record SaveView(Box Box, string? Name, string Query, Role? SharedWith) : ICommand<Id<SavedView>>;

internal sealed class SaveViewHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<SaveView, Id<SavedView>>
{
    public async Task<Id<SavedView>> Handle(SaveView command, CancellationToken cancellationToken)
    {
        var (me, list, name) = (actor.Id, command.Box.ToString(), command.Name?.Trim());
        var view = await db.SavedViews.FirstOrDefaultAsync(v => v.OwnerId == me && v.List == list && v.Name == name, cancellationToken);
        if (view is null)
        {
            var others = await db.SavedViews.CountAsync(v => v.OwnerId == me, cancellationToken);
            view = SavedView.Begin(Id<SavedView>.New(clock.GetUtcNow()), list, others, actor);
            db.SavedViews.Add(view);
        }

        view.Hold(command.Name, command.Query, command.SharedWith, actor, clock.GetUtcNow());
        return view.Id;
    }
}
