namespace Commissioner.Domain.People;

/// <summary>The notice of what is taken down of people and what for (Personal Information Protection Law, article 17).</summary>
public static class PrivacyNotice
{
    /// <summary>Which words are in force. Whoever changes what they promise adds one: people accept anew.</summary>
    public const int Version = 3;
}

/// <summary>What is refused about the notice of personal information.</summary>
public static class PrivacyRules
{
    public static readonly Rule NoticeNotAccepted = new(
        "NoticeNotAccepted",
        "Before its first request an enterprise's person reads and accepts the notice of personal information."
    );

    public static readonly Rule NoticeIsAnother = new("NoticeIsAnother", "Another version of the notice is in force.");
}
