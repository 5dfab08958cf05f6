namespace Commissioner.Domain.Cases;

/// <summary>
/// What every closure and every department's report must say: when it was taken up, who was spoken to, what was done, when it was solved.
/// </summary>
/// <param name="TakenUpAt">When it was taken up, UTC.</param>
/// <param name="SpokenWith">Who was spoken to.</param>
/// <param name="SpokenAt">When, UTC.</param>
/// <param name="Done">What was done.</param>
/// <param name="SolvedAt">When it was solved, UTC.</param>
public sealed record FourElements(
    DateTimeOffset TakenUpAt,
    string SpokenWith,
    DateTimeOffset SpokenAt,
    string Done,
    DateTimeOffset SolvedAt
)
{
    /// <summary>From what was filled in; what is missing fails <see cref="Check"/>.</summary>
    public static FourElements From(
        DateTimeOffset? takenUpAt,
        string? spokenWith,
        DateTimeOffset? spokenAt,
        string? done,
        DateTimeOffset? solvedAt
    ) =>
        new(
            takenUpAt?.ToUniversalTime() ?? default,
            spokenWith?.Trim() ?? "",
            spokenAt?.ToUniversalTime() ?? default,
            done?.Trim() ?? "",
            solvedAt?.ToUniversalTime() ?? default
        );

    /// <summary>Demands that all is said and that the times can be true.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.FourElementsMissing"/> or <see cref="CaseRules.TimesCannotBe"/>, with the
    /// field.</exception>
    public FourElements Check(DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(SpokenWith) || SpokenWith.Characters() > 200)
        {
            throw new RuleBroken(CaseRules.FourElementsMissing) { Field = "spokenWith" };
        }

        if (string.IsNullOrWhiteSpace(Done) || Done.Characters() > 5000)
        {
            throw new RuleBroken(CaseRules.FourElementsMissing) { Field = "done" };
        }

        foreach (var (field, at) in new[] { ("takenUpAt", TakenUpAt), ("spokenAt", SpokenAt), ("solvedAt", SolvedAt) })
        {
            if (at == default)
            {
                throw new RuleBroken(CaseRules.FourElementsMissing) { Field = field };
            }

            if (at > now)
            {
                throw new RuleBroken(CaseRules.TimesCannotBe) { Field = field };
            }
        }

        return SolvedAt < TakenUpAt ? throw new RuleBroken(CaseRules.TimesCannotBe) { Field = "solvedAt" } : this;
    }
}
