namespace Commissioner.Domain.Benefits;

/// <summary>A policy got another edition.</summary>
public sealed record BenefitWritten(int Edition) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>An amount of a policy's budget was approved.</summary>
public sealed record BenefitCommitted(decimal Amount) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>Labels of an enterprise were set by the office or a table.</summary>
public sealed record LabelsSet(int LabelCount) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The enterprise asks to have a label corrected.</summary>
public sealed record LabelCorrectionAsked(string Label) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The office decided on a correction.</summary>
public sealed record LabelCorrectionDecided(string Label, bool Granted) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>Policies were found whose conditions the enterprise meets.</summary>
public sealed record BenefitsFound(string BenefitTitles, int BenefitCount) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>A policy asks an enterprise for a yes alone.</summary>
public sealed record BenefitProposed : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

public sealed record BenefitClaimed : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The enterprise does not want it.</summary>
public sealed record BenefitDeclined(DeclineReason DeclineReason) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>The claim's papers are complete.</summary>
public sealed record BenefitChecked : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

public sealed record BenefitApproved(decimal Amount) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

public sealed record BenefitRefused : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

public sealed record BenefitPaid(decimal Amount) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}
