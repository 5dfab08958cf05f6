using Commissioner.App.Features.Departments;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Catalogue;

/// <summary>In what a draft differs from an item's last version; nothing changes.</summary>
[Allow(Permission.ManageCatalogue)]
public sealed record CompareCatalogueItem(string Code, CatalogueDraft Draft) : IQuery<IReadOnlyList<CatalogueChange>>;

internal sealed class CompareCatalogueItemValidator : AbstractValidator<CompareCatalogueItem>
{
    public CompareCatalogueItemValidator() => RuleFor(i => i.Draft).SetValidator(new CatalogueDraftValidator());
}

internal sealed class CompareCatalogueItemHandler(CommissionerDb db, DepartmentNames departments, Texts texts)
    : IRequestHandler<CompareCatalogueItem, IReadOnlyList<CatalogueChange>>
{
    public async Task<IReadOnlyList<CatalogueChange>> Handle(CompareCatalogueItem query, CancellationToken cancellationToken)
    {
        var last = await db.CatalogueItems.AsNoTracking().LastAsync(query.Code, cancellationToken) ?? throw new NotFound();
        var entry = (await query.Draft.EntryAsync(db, cancellationToken)).Checked();
        return last.Says.ChangesTo(entry, texts, await departments.AllAsync(cancellationToken));
    }
}
