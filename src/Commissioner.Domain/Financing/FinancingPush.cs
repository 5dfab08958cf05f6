using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Financing;

/// <summary>What a bank says to what it was shown.</summary>
/// <param name="Word">Whether it is interested.</param>
/// <param name="Amount">What it offers, in yuan.</param>
/// <param name="Rate">At how many percent a year.</param>
/// <param name="TermMonths">For how many months.</param>
/// <param name="ContactName">Whom the enterprise asks for.</param>
/// <param name="ContactPhone">Where: <see cref="ContactWays"/>.</param>
/// <param name="Reason">Why it declines.</param>
/// <param name="Words">What it asks, or adds.</param>
public sealed record BankSaying(
    BankWord? Word,
    decimal? Amount = null,
    decimal? Rate = null,
    int? TermMonths = null,
    string? ContactName = null,
    string? ContactPhone = null,
    BankReason? Reason = null,
    string? Words = null
);

/// <summary>
/// What one bank is shown of a need, by the release of that day, and what it answers. It is of its own, so that its key, its timeline and its
/// clock tell a bank nothing of the need's other banks; and of a bank that answers while the release is taken back one of the two comes first.
/// </summary>
public sealed class FinancingPush : Aggregate
{
    private readonly List<BankAnswer> _answers = [];
    private readonly List<ClockOf<FinancingPush>> _clocks = [];

    private FinancingPush() { }

    public Id<FinancingPush> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid TimelineKey => Id.Value;

    public Id<FinancingNeed> NeedId { get; private set; }

    public Id<Enterprise> EnterpriseId { get; private set; }

    public Id<Bank> BankId { get; private set; }

    public PushState State { get; private set; }

    /// <summary>Which fields the bank sees.</summary>
    public IReadOnlyList<FinancingField> Fields { get; private set; } = [];

    /// <summary>Which labels.</summary>
    public IReadOnlyList<string> Labels { get; private set; } = [];

    /// <summary>Which papers.</summary>
    public IReadOnlyList<Guid> Papers { get; private set; } = [];

    public Id<Person> PushedById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset PushedAt { get; private set; }

    /// <summary>Since when the bank sees nothing of it any more, UTC; null while it does.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public PushEnd? EndedBecause { get; private set; }

    /// <summary>1, and one more each time that the bank owes an answer anew.</summary>
    public int Cycle { get; private set; } = 1;

    /// <summary>What the bank said, in order; it stays with the enterprise.</summary>
    public IReadOnlyList<BankAnswer> Answers => _answers;

    /// <summary>Clocks of its promise, one a cycle.</summary>
    public IReadOnlyList<ClockOf<FinancingPush>> Clocks => _clocks;

    /// <summary>The bank sees it.</summary>
    public bool IsSeen => EndedAt is null;

    /// <summary>The clock of this cycle, which must have been loaded.</summary>
    public ClockOf<FinancingPush> Clock => _clocks.Find(c => c.Cycle == Cycle)!;

    /// <summary>The bank sees this field.</summary>
    public bool Shows(FinancingField field) => IsSeen && Fields.Contains(field);

    internal static FinancingPush Of(FinancingNeed need, Bank bank, Promises promises, Actor by, Role @as, DateTimeOffset now)
    {
        var push = new FinancingPush
        {
            Id = Id<FinancingPush>.New(now),
            NeedId = need.Id,
            EnterpriseId = need.EnterpriseId,
            BankId = bank.Id,
            Fields = need.Fields,
            Labels = need.Labels,
            Papers = need.Papers,
            PushedById = by.Id,
            PushedAt = now,
        };
        push.Owe(promises, by, now);
        push.Record(by, @as, now, new FinancingPushed(push.Clock.DueAt));
        return push;
    }

    /// <summary>The bank answers; it may answer again, as long as it sees it.</summary>
    /// <exception cref="NotFound">It sees it no more.</exception>
    /// <exception cref="RuleBroken">It is granted; the offer, the question or the reason is missing.</exception>
    public void Answer(BankSaying says, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(says);
        ArgumentNullException.ThrowIfNull(by);
        if (!IsSeen)
        {
            throw new NotFound();
        }

        Demand(State != PushState.Granted, FinancingRules.FinancingNotNow);
        Demand(says.Word is { } word && Enum.IsDefined(word), FinancingRules.FinancingAnswerMissing, "word");
        _answers.Add(BankAnswer.Of(Id, says, by, now));
        State = says.Word switch
        {
            BankWord.Interested => PushState.Interested,
            BankWord.AsksForMore => PushState.Asked,
            _ => PushState.Declined,
        };
        if (Clock.IsRunning)
        {
            Clock.Stop(by, now);
        }

        Record(by, Role.Bank, now, new FinancingAnswered(says.Word!.Value));
    }

    /// <summary>The enterprise answers what the bank asked last, and the bank owes an answer again.</summary>
    /// <exception cref="RuleBroken">The bank asks nothing; the words are missing.</exception>
    public void Reply(string? words, Promises promises, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        Demand(IsSeen && State == PushState.Asked, FinancingRules.FinancingNotNow);
        var said = words?.Trim() ?? "";
        Demand(said.Characters() is >= 1 and <= FinancingNeed.LongestWords, FinancingRules.FinancingReasonMissing, "words");
        _answers.Where(a => a.Word == BankWord.AsksForMore).OrderBy(a => a.At).ThenBy(a => a.Id).Last().Reply(said, by, now);
        (State, Cycle) = (PushState.Open, Cycle + 1);
        Owe(promises, by, now);
        Record(by, by.Roles[0], now, new FinancingReplied(Clock.DueAt));
    }

    /// <summary>The bank sees nothing of it from now on, and owes nothing.</summary>
    public void End(PushEnd because, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!IsSeen)
        {
            return;
        }

        (State, EndedAt, EndedBecause) = (PushState.Ended, now, because);
        Cancel(by, now);
        Record(by, by.Roles[0], now, new FinancingPushEnded(because));
    }

    /// <summary>Raises what is due of its clock.</summary>
    public IReadOnlyList<Step> Fire(PromiseClock clock, Promises promises, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var raised = clock.Fire(promises, now);
        foreach (var step in raised)
        {
            Record(Actor.System, Role.System, now, new FinancingLate(clock.DueAt, step.Level, step.Tells));
        }

        return raised;
    }

    internal void Grant(Actor by, DateTimeOffset now)
    {
        State = PushState.Granted;
        Cancel(by, now);
    }

    internal void GoWith(Enterprise successor) => EnterpriseId = successor.Id;

    private void Cancel(Actor by, DateTimeOffset now)
    {
        foreach (var clock in _clocks.Where(c => c.IsRunning))
        {
            clock.Cancel(by, now);
        }
    }

    private void Owe(Promises promises, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(promises);
        _clocks.Add(PromiseClock.Start(promises.Make(PromiseKind.BankAnswer, Urgency.Ordinary, now), Id, Cycle, by));
    }

    private static void Demand(bool holds, Rule rule, string? field = null)
    {
        if (!holds)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }
}

/// <summary>What a bank said, and what the enterprise answered where it was asked.</summary>
public sealed class BankAnswer
{
    private BankAnswer() { }

    public Id<BankAnswer> Id { get; private set; }

    public Id<FinancingPush> PushId { get; private set; }

    public BankWord Word { get; private set; }

    /// <summary>What it offers, in yuan.</summary>
    public decimal? Amount { get; private set; }

    /// <summary>Percent a year.</summary>
    public decimal? Rate { get; private set; }

    public int? TermMonths { get; private set; }

    /// <summary>Whom the enterprise asks for.</summary>
    public string? ContactName { get; private set; }

    public string? ContactPhone { get; private set; }

    public BankReason? Reason { get; private set; }

    public string? Words { get; private set; }

    public Id<Person> ById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>What the enterprise answered.</summary>
    public string? ReplyWords { get; private set; }

    public Id<Person>? RepliedById { get; private set; }

    public DateTimeOffset? RepliedAt { get; private set; }

    internal static BankAnswer Of(Id<FinancingPush> push, BankSaying says, Actor by, DateTimeOffset now)
    {
        var words = says.Words?.Trim() ?? "";
        Demand(words.Characters() <= FinancingNeed.LongestWords, FinancingRules.FinancingWordsTooLong, "words");
        var answer = new BankAnswer
        {
            Id = Id<BankAnswer>.New(now),
            PushId = push,
            Word = says.Word!.Value,
            Words = words.Length == 0 ? null : words,
            ById = by.Id,
            At = now,
        };
        switch (says.Word)
        {
            case BankWord.Interested:
                Demand(says.Amount is > 0 and < 1e12m, FinancingRules.FinancingAmountUnusable, "amount");
                Demand(says.Rate is >= 0 and <= 36, FinancingRules.FinancingRateUnusable, "rate");
                Demand(says.TermMonths is >= 1 and <= 360, FinancingRules.FinancingTermUnusable, "termMonths");
                var name = says.ContactName?.Trim() ?? "";
                Demand(name.Characters() is >= 1 and <= FinancingNeed.LongestName, FinancingRules.FinancingContactMissing, "contactName");
                (answer.ContactName, answer.ContactPhone) = (name, ContactWays.Demanded(says.ContactPhone, "contactPhone").ToString());
                (answer.Amount, answer.Rate) = (decimal.Round(says.Amount!.Value, 2), decimal.Round(says.Rate!.Value, 4));
                answer.TermMonths = says.TermMonths;
                break;
            case BankWord.AsksForMore:
                Demand(words.Length > 0, FinancingRules.FinancingReasonMissing, "words");
                break;
            default:
                Demand(says.Reason is { } why && Enum.IsDefined(why), FinancingRules.FinancingReasonMissing, "reason");
                answer.Reason = says.Reason;
                break;
        }

        return answer;
    }

    internal void Reply(string words, Actor by, DateTimeOffset now) => (ReplyWords, RepliedById, RepliedAt) = (words, by.Id, now);

    private static void Demand(bool holds, Rule rule, string field)
    {
        if (!holds)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }
}
