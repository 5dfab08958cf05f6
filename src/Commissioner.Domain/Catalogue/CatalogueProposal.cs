using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Catalogue;

/// <summary>An upheld objection proposes that an item names another department; it waits for the service office.</summary>
public sealed class CatalogueProposal
{
    private CatalogueProposal() { }

    public Id<CatalogueProposal> Id { get; private set; }

    /// <summary>The item.</summary>
    public string Code { get; private set; } = "";

    /// <summary>The item's version that was wrong.</summary>
    public int Version { get; private set; }

    /// <summary>The leg whose objection was upheld: of one follows one proposal.</summary>
    public Id<Leg> LegId { get; private set; }

    public Id<Case> CaseId { get; private set; }

    /// <summary>The department that should not have been called.</summary>
    public Id<Department> ObjectingId { get; private set; }

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

    /// <summary>Why it was decided so; a dismissal always says it.</summary>
    public string? Reason { get; private set; }

    /// <summary>Like matters of the same item are proposed the same: one decision is for all of them.</summary>
    public bool IsLike(CatalogueProposal other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Code == other.Code && ObjectingId == other.ObjectingId && CompetentId == other.CompetentId;
    }

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
    /// <param name="last">Its last version.</param>
    public CatalogueEntry After(CatalogueItem last) => last.Says.Instead(ObjectingId, CompetentId);

    /// <summary>The item does not say so yet.</summary>
    /// <param name="last">Its last version.</param>
    public bool WouldChange(CatalogueItem last)
    {
        ArgumentNullException.ThrowIfNull(last);
        return last.Says.DiffersIn(After(last)).Any();
    }

    /// <summary>
    /// The department that it names was called in error in the same case, too: while it waits, it names the next one instead.
    /// </summary>
    /// <param name="competent">The one that is competent after all.</param>
    public void NameInstead(Id<Department> competent) => CompetentId = DecidedAt is null ? competent : CompetentId;

    /// <summary>The office agrees: the item's next version, which decides the like ones that wait, too.</summary>
    /// <param name="last">The item's last version.</param>
    /// <param name="likes">Others that propose the same; those that are decided stay as they are.</param>
    /// <param name="effectiveOn">From which day on.</param>
    /// <param name="reason">Why, if more is to be said than the objection says.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="today">The park's day.</param>
    /// <param name="now">When, UTC.</param>
    /// <exception cref="RuleBroken">It was decided already, or the item says so by now.</exception>
    public CatalogueItem Confirm(
        CatalogueItem last,
        IEnumerable<CatalogueProposal> likes,
        DateOnly effectiveOn,
        string? reason,
        Actor by,
        DateOnly today,
        DateTimeOffset now
    )
    {
        ArgumentNullException.ThrowIfNull(last);
        ArgumentNullException.ThrowIfNull(likes);
        CatalogueItem? next = null;
        foreach (var proposal in likes.Where(p => p.DecidedAt is null && p.Id != Id && IsLike(p)).Prepend(this))
        {
            proposal.Decide(reason, by, now);
            next ??= last.Revise(After(last), effectiveOn, reason, by, today, now, Id);
            proposal.Became = next.Version;
        }

        return next!;
    }

    /// <summary>The office does not agree, and says why; the item stays as it is.</summary>
    /// <exception cref="RuleBroken">It was decided already, or no reason is given.</exception>
    public void Dismiss(string? reason, Actor by, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleBroken(CaseRules.ReasonMissing) { Field = "reason" };
        }

        Decide(reason, by, now);
    }

    private void Decide(string? reason, Actor by, DateTimeOffset now)
    {
        if (DecidedAt is not null)
        {
            throw new RuleBroken(CatalogueRules.CatalogueProposalDecided);
        }

        if (reason?.Length > 500)
        {
            throw new RuleBroken(CatalogueRules.CatalogueReasonTooLong) { Field = "reason" };
        }

        (DecidedById, DecidedAt, Reason) = (by.Id, now, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());
    }
}
