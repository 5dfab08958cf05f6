using Commissioner.Domain.Enterprises;

namespace Commissioner.Domain.Benefits;

/// <summary>An enterprise that meets a policy. Kept when it no longer does, so that nobody is told twice of one edition.</summary>
public sealed class BenefitMatch
{
    public Id<SupportPolicy> PolicyId { get; init; }

    public Id<Enterprise> EnterpriseId { get; init; }

    /// <summary>It meets it now.</summary>
    public bool Met { get; set; }

    /// <summary>The edition that it was told of; 0 for none.</summary>
    public int ToldEdition { get; set; }
}
