using Commissioner.Domain.People;

namespace Commissioner.Domain.Tips;

/// <summary>
/// An anonymous report to supervision 匿名举报. It knows nothing of who wrote it, and of when it was written no more than the day; who has the receipt
/// goes on with it. It is no <see cref="Aggregate"/>: entries of a timeline stand among those of others, whose instants would give the reporter's.
/// </summary>
public sealed class Tip
{
    /// <summary>How long a text is at the most, in characters.</summary>
    public const int LongestWords = 5000;

    /// <summary>How long what is said beside it is at the most, in characters.</summary>
    public const int LongestDetail = 200;

    /// <summary>So many texts it has at the most from its reporter, whom nobody could ask to stop.</summary>
    public const int MostOfReporter = 50;

    private readonly List<TipWords> _words = [];
    private readonly List<TipReader> _readers = [];

    private Tip() { }

    /// <summary>Made of the day and of chance: the time of day is not in it either.</summary>
    public Id<Tip> Id { get; private set; }

    /// <summary>What is kept of the receipt.</summary>
    public string ReceiptHash { get; private set; } = "";

    /// <summary>On which day it came, by the park's clock.</summary>
    public DateOnly SentOn { get; private set; }

    /// <summary>Whom or which unit it is about, where that was said.</summary>
    public string? About { get; private set; }

    /// <summary>When and where it was, where that was said.</summary>
    public string? Occasion { get; private set; }

    public TipState State { get; private set; }

    public TipOutcome? Outcome { get; private set; }

    public Id<Person>? ClosedById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Grows with whatever is done to it: of two at once one wins.</summary>
    public int Revision { get; private set; }

    /// <summary>What was said, in both directions, in its order.</summary>
    public IReadOnlyList<TipWords> Words => _words;

    /// <summary>Who of supervision has read or declined it.</summary>
    public IReadOnlyList<TipReader> Readers => _readers;

    /// <summary>Somebody reports something; who, nobody knows.</summary>
    /// <param name="receiptHash">Of the receipt that its reporter alone has.</param>
    /// <param name="words">What happened.</param>
    /// <param name="about">Whom it is about.</param>
    /// <param name="occasion">When and where.</param>
    /// <param name="today">The day, by the park's clock.</param>
    /// <exception cref="RuleBroken"><see cref="TipRules.TipWordsMissing"/>, <see cref="TipRules.TipDetailTooLong"/>.</exception>
    public static Tip Send(string receiptHash, string? words, string? about, string? occasion, DateOnly today)
    {
        var tip = new Tip
        {
            Id = Id<Tip>.New(new DateTimeOffset(today.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)),
            ReceiptHash = receiptHash,
            SentOn = today,
            About = Detail(about, "about"),
            Occasion = Detail(occasion, "occasion"),
        };
        tip.Say(words, null, today);
        return tip;
    }

    /// <summary>Its reporter adds something.</summary>
    /// <exception cref="RuleBroken">It is closed, or full; <see cref="TipRules.TipWordsMissing"/>.</exception>
    public void Add(string? words, DateOnly today)
    {
        DemandOpen();
        if (_words.Count(w => w.ById is null) >= MostOfReporter)
        {
            throw new RuleBroken(TipRules.TipIsFull);
        }

        Say(words, null, today);
    }

    /// <summary>Somebody of supervision reads it; the first time is kept.</summary>
    /// <returns>That it was the first time.</returns>
    public bool Read(Actor by, DateTimeOffset now)
    {
        var reader = ReaderOf(by);
        if (reader.ReadAt is not null)
        {
            return false;
        }

        reader.ReadAt = now;
        State = State == TipState.New ? TipState.InHand : State;
        Revision++;
        return true;
    }

    /// <summary>Supervision asks its reporter, or answers.</summary>
    /// <exception cref="RuleBroken">It is closed; <see cref="TipRules.TipWordsMissing"/>.</exception>
    public void Answer(string? words, Actor by, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(by);
        DemandOpen();
        State = TipState.InHand;
        Say(words, by.Id, today);
    }

    /// <summary>Supervision closes it, with words to its reporter.</summary>
    /// <exception cref="RuleBroken">It is closed; an outcome or words are missing.</exception>
    public void Close(TipOutcome? outcome, string? words, Actor by, DateOnly today, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        DemandOpen();
        if (outcome is not { } found || !Enum.IsDefined(found))
        {
            throw new RuleBroken(TipRules.TipOutcomeMissing) { Field = "outcome" };
        }

        Say(words, by.Id, today);
        (State, Outcome, ClosedById, ClosedAt) = (TipState.Closed, found, by.Id, now);
    }

    /// <summary>Somebody of supervision is biased 回避: from then on it does not exist for it.</summary>
    /// <param name="by">Who.</param>
    /// <param name="isHeardByOthers">Somebody else of supervision may hear it.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken"><see cref="TipRules.SomebodyMustHearTip"/>.</exception>
    public void Decline(Actor by, bool isHeardByOthers, DateTimeOffset now)
    {
        if (!isHeardByOthers)
        {
            throw new RuleBroken(TipRules.SomebodyMustHearTip);
        }

        ReaderOf(by).DeclinedAt = now;
        Revision++;
    }

    /// <summary>Supervision was told of what its reporter has said.</summary>
    public void Told()
    {
        _words.ForEach(w => w.IsTold = true);
        Revision++;
    }

    private static string? Detail(string? said, string field) =>
        said?.Characters() > LongestDetail ? throw new RuleBroken(TipRules.TipDetailTooLong) { Field = field }
        : string.IsNullOrWhiteSpace(said) ? null
        : said.Trim();

    private void DemandOpen()
    {
        if (State == TipState.Closed)
        {
            throw new RuleBroken(TipRules.TipIsClosed);
        }
    }

    private void Say(string? words, Id<Person>? by, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(words) || words.Characters() > LongestWords)
        {
            throw new RuleBroken(TipRules.TipWordsMissing) { Field = "words" };
        }

        _words.Add(
            new()
            {
                TipId = Id,
                No = _words.Count + 1,
                ById = by,
                SaidOn = today,
                Text = words.Trim(),
                IsTold = by is not null,
            }
        );
        Revision++;
    }

    private TipReader ReaderOf(Actor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (_readers.Find(r => r.PersonId == by.Id) is { } known)
        {
            return known;
        }

        var reader = new TipReader { TipId = Id, PersonId = by.Id };
        _readers.Add(reader);
        return reader;
    }
}

/// <summary>Something that was said about a tip.</summary>
public sealed class TipWords
{
    public Id<Tip> TipId { get; internal init; }

    /// <summary>1, 2, 3 …</summary>
    public int No { get; internal init; }

    /// <summary>Who of supervision; null of the reporter, of whom nobody knows.</summary>
    public Id<Person>? ById { get; internal init; }

    /// <summary>On which day, by the park's clock.</summary>
    public DateOnly SaidOn { get; internal init; }

    public string Text { get; internal init; } = "";

    /// <summary>Supervision was told that it came.</summary>
    public bool IsTold { get; internal set; }
}

/// <summary>Somebody of supervision who has read a tip, or declined it.</summary>
public sealed class TipReader
{
    public Id<Tip> TipId { get; internal init; }

    public Id<Person> PersonId { get; internal init; }

    /// <summary>When it read it first, UTC; null while it has not.</summary>
    public DateTimeOffset? ReadAt { get; internal set; }

    /// <summary>When it declined it as biased, UTC; null while it has not.</summary>
    public DateTimeOffset? DeclinedAt { get; internal set; }
}
