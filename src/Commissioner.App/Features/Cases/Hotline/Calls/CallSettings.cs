using System.ComponentModel;
using Commissioner.App.Hosting.Configuring;

namespace Commissioner.App.Features.Hotline.Calls;

/// <summary>What exchanges and we share, under <c>Commissioner:Calls</c>.</summary>
public sealed class CallSettings
{
    [Description("The secret by which an exchange marks what it posts; empty where there is no exchange: then nothing is taken.")]
    [Is(Shape.Secret)]
    public string Secret { get; set; } = "";

    [Description("The secret before it, while exchanges change over.")]
    [Is(Shape.Secret)]
    public string SecretBefore { get; set; } = "";
}
