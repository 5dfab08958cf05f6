using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Catalogue;

/// <summary>The service office adds an item to the catalogue, from a day on.</summary>
[Allow(Permission.ManageCatalogue)]
public sealed record AddCatalogueItem(string? Code, CatalogueDraft Draft, DateOnly? EffectiveOn, string? Reason) : ICommand<string>;

internal sealed class AddCatalogueItemValidator : AbstractValidator<AddCatalogueItem>
{
    public AddCatalogueItemValidator()
    {
        RuleFor(i => i.Code).Must(CatalogueItem.IsCode).WithErrorCode(CatalogueRules.CatalogueCodeUnusable.Code);
        RuleFor(i => i.Draft).SetValidator(new CatalogueDraftValidator());
        RuleFor(i => i.Reason).MostCharacters(500).WithErrorCode(CatalogueRules.CatalogueReasonTooLong.Code);
    }
}

internal sealed class AddCatalogueItemHandler(CommissionerDb db, Promises promises, Actor actor, TimeProvider clock)
    : IRequestHandler<AddCatalogueItem, string>
{
    public async Task<string> Handle(AddCatalogueItem command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var entry = await command.Draft.EntryAsync(db, cancellationToken);
        var item = CatalogueItem.Add(command.Code, entry, command.EffectiveOn ?? promises.Calendar.DateOf(now), command.Reason, actor, now);
        if (await db.CatalogueItems.AnyAsync(i => i.Code == item.Code, cancellationToken))
        {
            throw new RuleBroken(CatalogueRules.CatalogueCodeTaken) { Field = "code" };
        }

        db.CatalogueItems.Add(item);
        return item.Code;
    }
}
