using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Commissioner.App.Features.Audit;

/// <summary>How the audit log is kept, under <c>Commissioner:Audit:</c>.</summary>
public sealed class AuditSettings
{
    /// <summary>The law wants logs of networks kept for six months (Cybersecurity Law, article 21); no setting makes it less.</summary>
    public const int LeastDays = 184;

    [Description("For how many days the audit log is kept; the law wants six months.")]
    [Range(LeastDays, 36500)]
    public int KeepDays { get; set; } = LeastDays;
}
