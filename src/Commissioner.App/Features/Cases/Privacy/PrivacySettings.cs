using System.ComponentModel;

namespace Commissioner.App.Features.Privacy;

/// <summary>What people are told of their personal information, under <c>Commissioner:Privacy:</c>.</summary>
public sealed class PrivacySettings
{
    [Description("An enterprise's person files nothing before it has accepted the notice.")]
    public bool NoticeRequired { get; set; } = true;
}
