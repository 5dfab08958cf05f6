using Commissioner.Domain.People;

namespace Commissioner.Domain.Retention;

/// <summary>By which rule something is erased.</summary>
public enum ErasureRule
{
    /// <summary>Whom to ask for, and by which number.</summary>
    Contacts,

    /// <summary>What people wrote and said, and their files.</summary>
    Texts,

    /// <summary>What people were told.</summary>
    Messages,
}

/// <summary>For how many days something is kept.</summary>
/// <param name="ContactDays">Contacts of a case after its closing, and of calls.</param>
/// <param name="TextDays">Texts and files of a case after its closing.</param>
/// <param name="MessageDays">Messages after they were planned.</param>
/// <param name="ArchiveDays">After so many days of its closing a case is written into the archive.</param>
public sealed record RetentionTerms(int ContactDays, int TextDays, int MessageDays, int ArchiveDays = RetentionTerms.FirstArchiveDays)
{
    /// <summary>As long as an enterprise may take its case up again.</summary>
    public const int FirstArchiveDays = 30;

    /// <summary>A case that was closed by mistake is taken up again the same day.</summary>
    public const int LeastArchiveDays = 1;

    /// <summary>Rating, its change, call-backs and reopening are over after three months.</summary>
    public const int LeastContactDays = 90;

    /// <summary>Whoever contests something half a year later finds what was said; as long as the audit log is kept at least.</summary>
    public const int LeastTextDays = 184;

    /// <summary>Gateways report, and recipients complain, within a quarter.</summary>
    public const int LeastMessageDays = 90;

    /// <summary>Ten years: what is to be kept longer belongs into an archive.</summary>
    public const int MostDays = 3_660;

    /// <summary>Refuses what would erase too early, or never.</summary>
    /// <exception cref="RuleBroken"><see cref="RetentionRules.DaysOutOfBounds"/>, <see cref="RetentionRules.MessagesOutliveTexts"/>.</exception>
    public void Demand()
    {
        Within(ContactDays, LeastContactDays, "contactDays");
        Within(TextDays, LeastTextDays, "textDays");
        Within(MessageDays, LeastMessageDays, "messageDays");
        if (MessageDays > TextDays)
        {
            throw new RuleBroken(RetentionRules.MessagesOutliveTexts) { Field = "messageDays" };
        }

        Within(ArchiveDays, LeastArchiveDays, "archiveDays");
        if (ArchiveDays >= TextDays)
        {
            throw new RuleBroken(RetentionRules.ArchivedAfterErasing) { Field = "archiveDays" };
        }
    }

    /// <summary>For how many days a rule keeps things.</summary>
    public int Of(ErasureRule rule) =>
        rule switch
        {
            ErasureRule.Contacts => ContactDays,
            ErasureRule.Texts => TextDays,
            _ => MessageDays,
        };

    private static void Within(int days, int least, string field)
    {
        if (days < least || days > MostDays)
        {
            throw new RuleBroken(RetentionRules.DaysOutOfBounds, least, MostDays) { Field = field };
        }
    }
}

/// <summary>For how long what is personal is kept: versioned, and in force a week after somebody set it.</summary>
public sealed class RetentionPolicy
{
    /// <summary>What is erased does not come back: for so long others see what will be, and can set it otherwise.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(7);

    private RetentionPolicy() { }

    /// <summary>The policy that ships with the product: three years, a year for messages.</summary>
    public static RetentionPolicy First { get; } = new() { Version = 1, Terms = new(1096, 1096, 366) };

    /// <summary>1, 2, 3 …</summary>
    public int Version { get; private set; }

    /// <summary>What it says.</summary>
    public RetentionTerms Terms { get; private set; } = null!;

    /// <summary>Why it was set.</summary>
    public string Reason { get; private set; } = "";

    public Id<Person> SetById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset SetAt { get; private set; }

    /// <summary>From when on it counts, UTC.</summary>
    public DateTimeOffset InForceAt { get; private set; }

    /// <summary>
    /// The policy that counts at an instant: the last that had come into force by then. One that was followed by another within its week never
    /// does, so that a mistake is undone before it erases anything.
    /// </summary>
    public static RetentionPolicy Of(IReadOnlyCollection<RetentionPolicy> stored, DateTimeOffset now) =>
        stored.Where(p => p.InForceAt <= now && !stored.Any(q => q.Version > p.Version && q.SetAt < p.InForceAt)).MaxBy(p => p.Version)
        ?? First;

    /// <summary>Sets another one.</summary>
    /// <param name="last">The last version that there is, in force or not.</param>
    /// <param name="terms">What it says.</param>
    /// <param name="reason">Why, 1 to 1,000 characters.</param>
    /// <param name="by">Who.</param>
    /// <param name="now">When, UTC.</param>
    /// <exception cref="RuleBroken">A rule of <see cref="RetentionRules"/>.</exception>
    public static RetentionPolicy Set(RetentionPolicy last, RetentionTerms terms, string? reason, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(last);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(by);
        terms.Demand();
        if (last.Terms == terms)
        {
            throw new RuleBroken(RetentionRules.RetentionChangesNothing);
        }

        return new()
        {
            Version = last.Version + 1,
            Terms = terms,
            Reason = RetentionRules.Reason(reason),
            SetById = by.Id,
            SetAt = now,
            InForceAt = now + Notice,
        };
    }
}

/// <summary>What is refused about retention and legal holds.</summary>
public static class RetentionRules
{
    /// <summary>Detail 0: the least, detail 1: the most.</summary>
    public static readonly Rule DaysOutOfBounds = new(nameof(DaysOutOfBounds), "Days to keep lie between the least and the most.");

    public static readonly Rule MessagesOutliveTexts = new(
        nameof(MessagesOutliveTexts),
        "Messages repeat texts of cases: they are not kept longer than those."
    );

    public static readonly Rule ArchivedAfterErasing = new(nameof(ArchivedAfterErasing), "A case is archived before its texts are erased.");

    public static readonly Rule RetentionNeedsReason = new(nameof(RetentionNeedsReason), "Say why, in 1 to 1,000 characters.");

    public static readonly Rule RetentionChangesNothing = new(nameof(RetentionChangesNothing), "The last policy says the same already.");

    public static readonly Rule HeldAlready = new(nameof(HeldAlready), "It is held already.");

    public static readonly Rule HoldIsLifted = new(nameof(HoldIsLifted), "The hold was lifted already.");

    internal static string Reason(string? reason) =>
        string.IsNullOrWhiteSpace(reason) || reason.Characters() > 1000
            ? throw new RuleBroken(RetentionNeedsReason) { Field = "reason" }
            : reason.Trim();
}
