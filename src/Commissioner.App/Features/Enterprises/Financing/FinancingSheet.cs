using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Financing;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Financing;

/// <summary>A need as its enterprise, who serves it and who watches see it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Enterprise">Whose.</param>
/// <param name="State">How it stands.</param>
/// <param name="StatedAt">When it was stated.</param>
/// <param name="AmountFrom">At least so much, in yuan.</param>
/// <param name="AmountTo">At most so much, in yuan.</param>
/// <param name="Purpose">What for.</param>
/// <param name="TermMonths">For how many months.</param>
/// <param name="WantedOn">By which day.</param>
/// <param name="Collateral">What it can give as security.</param>
/// <param name="ContactName">Whom a bank asks for; to its enterprise alone.</param>
/// <param name="ContactPhone">Where; to its enterprise alone.</param>
/// <param name="Fields">Which fields are released.</param>
/// <param name="Labels">Which labels.</param>
/// <param name="Papers">Which papers.</param>
/// <param name="ToAll">To all partner banks.</param>
/// <param name="ReleasedTo">To these.</param>
/// <param name="ReleasedAt">When the enterprise released it last; null where it has not.</param>
/// <param name="ProposedBecause">Why it was proposed.</param>
/// <param name="CheckedBecause">Why it was taken onto the white list, or was not.</param>
/// <param name="ListedAt">When it came onto the white list.</param>
/// <param name="GrantedAmount">What was granted, in yuan.</param>
/// <param name="GrantedOn">On which day.</param>
/// <param name="GrantedBy">By which partner bank.</param>
/// <param name="OutcomeWords">Words about what became of it.</param>
/// <param name="Pushes">What banks were shown, and what they said.</param>
/// <param name="Pushable">Banks that it can be pushed to now.</param>
/// <param name="Can">What the reader can do now.</param>
public sealed record FinancingSheet(
    Id<FinancingNeed> Id,
    string Enterprise,
    FinancingState State,
    DateTimeOffset StatedAt,
    decimal AmountFrom,
    decimal AmountTo,
    string Purpose,
    int TermMonths,
    DateOnly WantedOn,
    string Collateral,
    string? ContactName,
    string? ContactPhone,
    IReadOnlyList<FinancingField> Fields,
    IReadOnlyList<string> Labels,
    IReadOnlyList<ReleasedPaper> Papers,
    bool ToAll,
    IReadOnlyList<PartnerBank> ReleasedTo,
    DateTimeOffset? ReleasedAt,
    string? ProposedBecause,
    string? CheckedBecause,
    DateTimeOffset? ListedAt,
    decimal? GrantedAmount,
    DateOnly? GrantedOn,
    string? GrantedBy,
    string? OutcomeWords,
    IReadOnlyList<FinancingPushLine> Pushes,
    IReadOnlyList<PartnerBank> Pushable,
    IReadOnlyList<FinancingMove> Can
);

/// <summary>What can be done with a need.</summary>
public enum FinancingMove
{
    Correct,

    Release,

    Propose,

    Check,

    Push,

    Conclude,
}

/// <summary>What one bank was shown.</summary>
/// <param name="Id">Which.</param>
/// <param name="BankId">Which bank.</param>
/// <param name="Bank">Its name.</param>
/// <param name="State">How it stands.</param>
/// <param name="EndedBecause">Why the bank sees it no more.</param>
/// <param name="PushedAt">Since when it saw it.</param>
/// <param name="DueAt">By when an answer is owed; null where none is.</param>
/// <param name="Late">It is late.</param>
/// <param name="Fields">Which fields it was shown.</param>
/// <param name="Answers">What it said.</param>
public sealed record FinancingPushLine(
    Id<FinancingPush> Id,
    Id<Bank> BankId,
    string Bank,
    PushState State,
    PushEnd? EndedBecause,
    DateTimeOffset PushedAt,
    [property: Due] DateTimeOffset? DueAt,
    bool Late,
    IReadOnlyList<FinancingField> Fields,
    IReadOnlyList<BankAnswerLine> Answers
);

/// <summary>What a bank said once.</summary>
/// <param name="Word">Whether it is interested.</param>
/// <param name="At">When.</param>
/// <param name="Amount">What it offers, in yuan.</param>
/// <param name="Rate">At how many percent a year.</param>
/// <param name="TermMonths">For how many months.</param>
/// <param name="ContactName">Whom the enterprise asks for.</param>
/// <param name="ContactPhone">Where.</param>
/// <param name="Reason">Why it declines.</param>
/// <param name="Words">What it asks, or adds.</param>
/// <param name="Reply">What the enterprise answered.</param>
/// <param name="RepliedAt">When.</param>
public sealed record BankAnswerLine(
    BankWord Word,
    DateTimeOffset At,
    decimal? Amount,
    decimal? Rate,
    int? TermMonths,
    string? ContactName,
    string? ContactPhone,
    BankReason? Reason,
    string? Words,
    string? Reply,
    DateTimeOffset? RepliedAt
)
{
    internal static BankAnswerLine Of(BankAnswer a) =>
        new(a.Word, a.At, a.Amount, a.Rate, a.TermMonths, a.ContactName, a.ContactPhone, a.Reason, a.Words, a.ReplyWords, a.RepliedAt);
}
