using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using FluentValidation;
using MediatR;

namespace Commissioner.App.Features.Catalogue;

/// <summary>The service office changes an item: its next version, from a day on.</summary>
/// <param name="Code">The item.</param>
/// <param name="Draft">What it says then.</param>
/// <param name="EffectiveOn">From when on; null from today.</param>
/// <param name="Reason">Why.</param>
/// <param name="BasedOn">The last version that was read; null where the client accepts to overtake another's.</param>
[Allow(Permission.ManageCatalogue)]
public sealed record ReviseCatalogueItem(string Code, CatalogueDraft Draft, DateOnly? EffectiveOn, string? Reason, int? BasedOn)
    : ICommand<string>;

internal sealed class ReviseCatalogueItemValidator : AbstractValidator<ReviseCatalogueItem>
{
    public ReviseCatalogueItemValidator()
    {
        RuleFor(i => i.Draft).SetValidator(new CatalogueDraftValidator());
        RuleFor(i => i.Reason).MostCharacters(500).WithErrorCode(CatalogueRules.CatalogueReasonTooLong.Code);
    }
}

internal sealed class ReviseCatalogueItemHandler(CommissionerDb db, Promises promises, Actor actor, TimeProvider clock)
    : IRequestHandler<ReviseCatalogueItem, string>
{
    public async Task<string> Handle(ReviseCatalogueItem command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = promises.Calendar.DateOf(now);
        var last = await db.CatalogueItems.LastAsync(command.Code, cancellationToken) ?? throw new NotFound();
        if (command.BasedOn is { } read && read != last.Version)
        {
            throw new RuleBroken(CatalogueRules.CatalogueChangedMeanwhile, last.Version);
        }

        var entry = await command.Draft.EntryAsync(db, cancellationToken);
        var earliest = last.EffectiveOn > today ? last.EffectiveOn : today;
        db.CatalogueItems.Add(last.Revise(entry, command.EffectiveOn ?? earliest, command.Reason, actor, today, now));
        return last.Code;
    }
}
