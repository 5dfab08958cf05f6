using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Catalogue;

/// <summary>An upheld objection proposes that an item names another department; it waits for the service office.</summary>
public sealed class CatalogueProposal
{
    private CatalogueProposal() { }

    /// <summary>Its key.</summary>
    public Id<CatalogueProposal> Id { get; private set; }

    /// <summary>The item.</summary>
    public string Code { get; private set; } = "";

    /// <summary>The item's version that was wrong.</summary>
    public int Version { get; private set; }

    /// <summary>The leg whose objection was upheld: of one follows one proposal.</summary>
    public Id<Leg> LegId { get; private set; }

    /// <summary>The case that it is for.</summary>
    public Id<Case> CaseId { get; private set; }

    /// <summary>The department that should not have been called.</summary>
    public Id<Department> ObjectingId { get; private set; }

    /// <summary>The one that is competent.</summary>
    public Id<Department> CompetentId { get; private set; }

    /// <summary>The duty basis that was named.</summary>
    public string? Basis { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset ProposedAt { get; private set; }

    /// <summary>Who decided it; null until then.</summary>
    public Id<Person>? DecidedById { get; private set; }

    /// <summary>When, UTC; null until then.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The version that it became; null while it waits, and where it was dismissed.</summary>
    public int? Became { get; private set; }

    /// <summary>Proposes it.</summary>
    public static CatalogueProposal Of(CatalogueItem item, Leg leg, Id<Department> competent, string? basis, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(leg);
        return new()
        {
            Id = Id<CatalogueProposal>.New(at),
            Code = item.Code,
            Version = item.Version,
            LegId = leg.Id,
            CaseId = leg.CaseId,
            ObjectingId = leg.DepartmentId,
            CompetentId = competent,
            Basis = basis is { Length: > 500 } ? basis[..500] : basis,
            ProposedAt = at,
        };
    }

    /// <summary>What the item would say.</summary>
    public CatalogueEntry After(CatalogueItem last) => last.Says.Instead(ObjectingId, CompetentId);

    /// <summary>The office agrees: the item's next version.</summary>
    /// <exception cref="RuleBroken">It was decided already, or the item says so by now.</exception>
    public CatalogueItem Confirm(CatalogueItem last, DateOnly effectiveOn, string? reason, Actor by, DateOnly today, DateTimeOffset now)
    {
        Decide(by, now);
        var next = last.Revise(After(last), effectiveOn, reason, by, today, now, Id);
        Became = next.Version;
        return next;
    }

    /// <summary>The office does not agree.</summary>
    /// <exception cref="RuleBroken">It was decided already.</exception>
    public void Dismiss(Actor by, DateTimeOffset now) => Decide(by, now);

    private void Decide(Actor by, DateTimeOffset now)
    {
        if (DecidedAt is not null)
        {
            throw new RuleBroken(CatalogueRules.CatalogueProposalDecided);
        }

        (DecidedById, DecidedAt) = (by.Id, now);
    }
}
