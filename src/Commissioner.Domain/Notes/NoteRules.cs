namespace Commissioner.Domain.Notes;

/// <summary>What is refused of internal notes.</summary>
public static class NoteRules
{
    public static readonly Rule CaseNoteMissing = new("CaseNoteMissing", "A note has 1 to 2,000 characters.");

    /// <summary>Detail 0: how many a case has at the most.</summary>
    public static readonly Rule NotesTooMany = new("NotesTooMany", "This case has as many notes as a case may have.", RuleKind.Conflict);

    public static readonly Rule MentionedSeesNothing = new("MentionedSeesNothing", "Mentioned are colleagues who may read the note.");
}
