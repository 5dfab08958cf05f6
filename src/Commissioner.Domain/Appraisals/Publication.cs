using Commissioner.Domain.People;

namespace Commissioner.Domain.Appraisals;

/// <summary>
/// What was published of a quarter 晾晒: it stays as it was; what turns out wrong is published anew, with the reason, beside it.
/// </summary>
public sealed class Publication
{
    private Publication() { }

    public Id<Publication> Id { get; private set; }

    /// <summary>The quarter's first day.</summary>
    public DateOnly From { get; private set; }

    /// <summary>The quarter's last day.</summary>
    public DateOnly To { get; private set; }

    /// <summary>1, and one more with each correction.</summary>
    public int Revision { get; private set; }

    /// <summary>Why it was published anew; null the first time.</summary>
    public string? Reason { get; private set; }

    /// <summary>The version of the scores' policy.</summary>
    public int PolicyVersion { get; private set; }

    /// <summary>How far the log had been read, UTC.</summary>
    public DateTimeOffset ReadAt { get; private set; }

    /// <summary>When it was published, UTC.</summary>
    public DateTimeOffset PublishedAt { get; private set; }

    public Id<Person> PublishedById { get; private set; }

    /// <summary>The figures, as JSON.</summary>
    public string Content { get; private set; } = "";

    /// <summary>
    /// Publishes a quarter that is over and wholly read, when nothing of it is still contested; anew only with a reason, and only what
    /// differs.
    /// </summary>
    /// <param name="quarter">A calendar quarter.</param>
    /// <param name="policy">By what its scores are made.</param>
    /// <param name="content">Its figures.</param>
    /// <param name="last">What was published of it before; null for nothing.</param>
    /// <param name="undecided">Exclusions of the quarter that nobody has decided yet.</param>
    /// <param name="readAt">How far the log has been read; null for not at all.</param>
    /// <param name="closedAt">When the quarter ended, UTC.</param>
    /// <param name="reason">Why anew, 1 to 1,000 characters.</param>
    /// <param name="by">Who publishes.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken">A rule of <see cref="PublicationRules"/>.</exception>
    public static Publication Publish(
        Period quarter,
        ScorePolicy policy,
        string content,
        Publication? last,
        int undecided,
        DateTimeOffset? readAt,
        DateTimeOffset closedAt,
        string? reason,
        Actor by,
        DateTimeOffset now
    )
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (!quarter.IsQuarter || now < closedAt)
        {
            throw new RuleBroken(PublicationRules.QuarterIsNotOver) { Field = "from" };
        }

        if (readAt is not { } read || read < closedAt)
        {
            throw new RuleBroken(PublicationRules.LogNotRead);
        }

        if (undecided > 0)
        {
            throw new RuleBroken(PublicationRules.ExclusionsUndecided, undecided);
        }

        if (last is not null && last.Content == content)
        {
            throw new RuleBroken(PublicationRules.NothingChanged);
        }

        if (last is not null && (string.IsNullOrWhiteSpace(reason) || reason.Characters() > 1000))
        {
            throw new RuleBroken(PublicationRules.CorrectionNeedsReason) { Field = "reason" };
        }

        return new()
        {
            Id = Id<Publication>.New(now),
            From = quarter.From,
            To = quarter.To,
            Revision = 1 + (last?.Revision ?? 0),
            Reason = last is null ? null : reason!.Trim(),
            PolicyVersion = policy.Version,
            ReadAt = read,
            PublishedAt = now,
            PublishedById = by.Id,
            Content = content,
        };
    }
}

/// <summary>What may be published.</summary>
public static class PublicationRules
{
    public static readonly Rule QuarterIsNotOver = new(nameof(QuarterIsNotOver), "What is published is a calendar quarter that is over.");

    public static readonly Rule LogNotRead = new(
        nameof(LogNotRead),
        "The log has not been read to the end of the quarter.",
        RuleKind.Conflict
    );

    public static readonly Rule ExclusionsUndecided = new(
        nameof(ExclusionsUndecided),
        "Exclusions of the quarter are not decided yet.",
        RuleKind.Conflict
    );

    public static readonly Rule NothingChanged = new(
        nameof(NothingChanged),
        "The figures are those that were published.",
        RuleKind.Conflict
    );

    public static readonly Rule CorrectionNeedsReason = new(
        nameof(CorrectionNeedsReason),
        "What is published anew says in 1 to 1,000 characters why."
    );
}
