namespace Commissioner.App.Features.Hotline.Calls;

/// <summary>What exchanges and we share, under <c>Commissioner:Calls</c>.</summary>
public sealed class CallSettings
{
    /// <summary>The secret by which an exchange marks what it posts; empty where there is no exchange: then nothing is taken.</summary>
    public string Secret { get; set; } = "";

    /// <summary>The secret before it, while exchanges change over.</summary>
    public string SecretBefore { get; set; } = "";
}
