using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Whistles;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Catalogue;

/// <summary>What somebody writes an item to say.</summary>
public sealed record CatalogueDraft(
    string? Matter,
    string? Category,
    IReadOnlyList<string>? Words,
    Id<Department>? LeadDepartmentId,
    IReadOnlyList<Id<Department>>? AssistingDepartmentIds,
    string? LegalBasis,
    Disclosure? Disclosure,
    bool Retired = false
)
{
    /// <summary>The draft as an entry. Its fields must have been validated.</summary>
    internal CatalogueEntry Entry =>
        new(
            Matter!,
            Category!,
            Words!,
            LeadDepartmentId!.Value,
            AssistingDepartmentIds ?? [],
            LegalBasis!,
            Disclosure ?? Domain.Whistles.Disclosure.Full,
            Retired
        );

    /// <summary>The same as an entry, whose departments there are.</summary>
    /// <exception cref="RuleBroken">One of them is unknown.</exception>
    internal async Task<CatalogueEntry> EntryAsync(CommissionerDb db, CancellationToken cancellationToken)
    {
        var entry = Entry;
        var ids = entry.AssistingIds.Append(entry.LeadId).Distinct().ToList();
        var known = await db
            .Departments.Where(d => ids.Contains(d.Id) && d.ClosedAt == null)
            .Select(d => d.Id)
            .ToListAsync(cancellationToken);
        return known.Count == ids.Count
            ? entry
            : throw new RuleBroken(WhistleRules.DepartmentUnknown)
            {
                Field = known.Contains(entry.LeadId) ? "assistingDepartmentIds" : "leadDepartmentId",
            };
    }
}

internal sealed class CatalogueDraftValidator : AbstractValidator<CatalogueDraft>
{
    public CatalogueDraftValidator()
    {
        RuleFor(d => d.Matter).Must(m => m?.Trim() is { Length: > 0 and <= 60 }).WithErrorCode(CatalogueRules.MatterMissing.Code);
        RuleFor(d => d.Category).Must(c => CaseCategory.Find(c) is not null).WithErrorCode(CaseRules.CategoryUnknown.Code);
        RuleFor(d => d.Words).Must(CatalogueEntry.AreUsable).WithErrorCode(CatalogueRules.WordsUnusable.Code);
        RuleFor(d => d.LeadDepartmentId).NotNull().WithErrorCode(CatalogueRules.CatalogueLeadMissing.Code);
        RuleFor(d => d.LegalBasis).Must(b => b?.Trim() is { Length: > 0 and <= 300 }).WithErrorCode(CatalogueRules.LegalBasisMissing.Code);
        RuleFor(d => d.Disclosure).IsInEnum().WithErrorCode(WhistleRules.KindUnknown.Code);
    }
}
