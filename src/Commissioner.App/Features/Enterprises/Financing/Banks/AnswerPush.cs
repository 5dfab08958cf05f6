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

namespace Commissioner.App.Features.Financing.Banks;

/// <summary>A bank answers to what it was shown: it is interested and offers, asks for more, or declines.</summary>
/// <param name="PushId">Which.</param>
/// <param name="Word">Whether it is interested.</param>
/// <param name="Amount">What it offers, in yuan.</param>
/// <param name="Rate">At how many percent a year.</param>
/// <param name="TermMonths">For how many months.</param>
/// <param name="ContactName">Whom the enterprise asks for.</param>
/// <param name="ContactPhone">Where.</param>
/// <param name="Reason">Why it declines.</param>
/// <param name="Words">What it asks, or adds.</param>
[Allow(Permission.AnswerFinancing)]
public sealed record AnswerPush(
    Id<FinancingPush> PushId,
    BankWord? Word,
    decimal? Amount = null,
    decimal? Rate = null,
    int? TermMonths = null,
    string? ContactName = null,
    string? ContactPhone = null,
    BankReason? Reason = null,
    string? Words = null
) : ICommand<Id<FinancingPush>>;

internal sealed class AnswerPushHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<AnswerPush, Id<FinancingPush>>
{
    public async Task<Id<FinancingPush>> Handle(AnswerPush command, CancellationToken cancellationToken)
    {
        // Read at one instant: taken back between two reads, it would be seen without its clocks.
        var push =
            await db
                .FinancingPushes.Include(p => p.Answers)
                .Include(p => p.Clocks)
                .AsSingleQuery()
                .VisibleTo(db, actor)
                .SingleOrDefaultAsync(p => p.Id == command.PushId, cancellationToken)
            ?? throw new NotFound();
        push.Answer(
            new(
                command.Word,
                command.Amount,
                command.Rate,
                command.TermMonths,
                command.ContactName,
                command.ContactPhone,
                command.Reason,
                command.Words
            ),
            actor,
            clock.GetUtcNow()
        );
        return push.Id;
    }
}
