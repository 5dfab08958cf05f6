namespace Commissioner.App.Features.Audit;

/// <summary>How the audit log is kept, under <c>Commissioner:Audit:</c>.</summary>
public sealed class AuditSettings
{
    /// <summary>The law wants logs of networks kept for six months (Cybersecurity Law, article 21); no setting makes it less.</summary>
    public const int LeastDays = 184;

    /// <summary>For how many days rows are kept.</summary>
    public int KeepDays { get; set; } = LeastDays;
}
