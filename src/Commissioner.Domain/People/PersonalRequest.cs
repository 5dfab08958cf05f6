using Commissioner.Domain.Enterprises;

namespace Commissioner.Domain.People;

/// <summary>What somebody asks for about its personal information (Personal Information Protection Law, articles 46 to 48).</summary>
public enum PersonalAsk
{
    /// <summary>To correct or complete something.</summary>
    Correct,

    /// <summary>To erase something.</summary>
    Erase,

    /// <summary>To explain how it is handled.</summary>
    Explain,
}

/// <summary>A request about one's personal information, where one can't see to it oneself: somebody answers it in time.</summary>
public sealed class PersonalRequest
{
    /// <summary>Within so long it is answered.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromDays(15);

    private PersonalRequest() { }

    public Id<PersonalRequest> Id { get; private set; }

    /// <summary>Who asks.</summary>
    public Id<Person> PersonId { get; private set; }

    /// <summary>Its enterprise then.</summary>
    public Id<Enterprise> EnterpriseId { get; private set; }

    public PersonalAsk Ask { get; private set; }

    /// <summary>What is wrong, and what is right; in its own words.</summary>
    public string Text { get; private set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>By when it is answered, UTC.</summary>
    public DateTimeOffset AnswerBy { get; private set; }

    /// <summary>It was done, or refused; null while it waits.</summary>
    public bool? Granted { get; private set; }

    /// <summary>What was done, or why not.</summary>
    public string? Answer { get; private set; }

    public Id<Person>? AnsweredById { get; private set; }

    /// <summary>When, UTC; null while it waits.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Somebody of an enterprise asks.</summary>
    /// <param name="ask">For what.</param>
    /// <param name="text">1 to 1,000 characters.</param>
    /// <param name="waiting">How many of its own wait already.</param>
    /// <param name="enterprise">Its enterprise.</param>
    /// <param name="by">Who.</param>
    /// <param name="now">When, UTC.</param>
    /// <exception cref="RuleBroken">A rule of <see cref="PersonalRequestRules"/>.</exception>
    public static PersonalRequest Make(PersonalAsk? ask, string? text, int waiting, Id<Enterprise> enterprise, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (ask is not { } what || !Enum.IsDefined(what))
        {
            throw new RuleBroken(PersonalRequestRules.PersonalAskMissing) { Field = "ask" };
        }

        if (waiting >= PersonalRequestRules.MostWaiting)
        {
            throw new RuleBroken(PersonalRequestRules.PersonalRequestsWait, PersonalRequestRules.MostWaiting);
        }

        return new()
        {
            Id = Id<PersonalRequest>.New(now),
            PersonId = by.Id,
            EnterpriseId = enterprise,
            Ask = what,
            Text = PersonalRequestRules.Words(text, "text"),
            AskedAt = now,
            AnswerBy = now + AnswerWithin,
        };
    }

    /// <summary>The service office answers.</summary>
    /// <param name="granted">It was done.</param>
    /// <param name="answer">What was done, or why not; 1 to 1,000 characters.</param>
    /// <param name="by">Who.</param>
    /// <param name="now">When, UTC.</param>
    /// <exception cref="RuleBroken">A rule of <see cref="PersonalRequestRules"/>.</exception>
    public void Reply(bool? granted, string? answer, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (AnsweredAt is not null)
        {
            throw new RuleBroken(PersonalRequestRules.PersonalRequestAnswered);
        }

        if (granted is null)
        {
            throw new RuleBroken(PersonalRequestRules.GrantedMissing) { Field = "granted" };
        }

        (Answer, Granted, AnsweredById, AnsweredAt) = (PersonalRequestRules.Words(answer, "answer"), granted, by.Id, now);
    }
}

/// <summary>What is refused about requests about personal information.</summary>
public static class PersonalRequestRules
{
    /// <summary>More of one person do not wait at once.</summary>
    public const int MostWaiting = 5;

    public static readonly Rule PersonalAskMissing = new(nameof(PersonalAskMissing), "Say what is asked for: Correct, Erase or Explain.");

    public static readonly Rule PersonalWordsMissing = new(nameof(PersonalWordsMissing), "1 to 1,000 characters are needed.");

    /// <summary>Detail 0: how many.</summary>
    public static readonly Rule PersonalRequestsWait = new(nameof(PersonalRequestsWait), "As many of one's own requests wait as may.");

    public static readonly Rule PersonalRequestAnswered = new(nameof(PersonalRequestAnswered), "It was answered already.");

    public static readonly Rule GrantedMissing = new(nameof(GrantedMissing), "Say whether it was done.");

    internal static string Words(string? text, string field) =>
        string.IsNullOrWhiteSpace(text) || text.Characters() > 1000
            ? throw new RuleBroken(PersonalWordsMissing) { Field = field }
            : text.Trim();
}
