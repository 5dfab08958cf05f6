using Commissioner.App.Features.Hotline.Duty;
using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline;

/// <summary>The card of a caller: whose number rings, who serves it, whom to ring now, and its open cases.</summary>
/// <param name="CallId">The call; null where the exchange tells of none.</param>
/// <param name="EnterpriseId">The enterprise that was chosen; null leaves it to the number.</param>
[Allow(Permission.AnswerCalls)]
public sealed record ShowCaller(Id<Call>? CallId, Id<Enterprise>? EnterpriseId) : IQuery<CallersCard>;

/// <summary>A caller's card.</summary>
/// <param name="Call">The call; null where the exchange tells of none.</param>
/// <param name="IsOwn">This seat has the call: it may open the caller's cases.</param>
/// <param name="EnterpriseId">The enterprise; null while it must be chosen or looked for.</param>
/// <param name="Choices">The enterprises of the number, where it is not one only.</param>
/// <param name="Cases">What the number leads to at this enterprise.</param>
/// <param name="WhomToRing">Whom to hand the caller over to, first first.</param>
/// <param name="OutOfHours">The park does not work just now.</param>
public sealed record CallersCard(
    CallLine? Call,
    bool IsOwn,
    Id<Enterprise>? EnterpriseId,
    IReadOnlyList<CallersEnterprise> Choices,
    IReadOnlyList<CallersCase> Cases,
    IReadOnlyList<OnTheLine> WhomToRing,
    bool OutOfHours
);

/// <summary>A call as its seat sees it.</summary>
public sealed record CallLine(
    Id<Call> Id,
    string ExchangeId,
    string From,
    CallState State,
    DateTimeOffset BeganAt,
    Id<Person>? SeatId,
    string? Recording
)
{
    /// <summary>By which what is said on it is found again: its recording's reference, which comes after the call, or its own.</summary>
    public string Reference => Recording ?? ExchangeId;
}

/// <summary>An enterprise of a number.</summary>
public sealed record CallersEnterprise(Id<Enterprise> Id, string Name, string CreditCode);

internal sealed class ShowCallerHandler(CommissionerDb db, Actor actor, Callers callers, OnDuty duty, TimeProvider clock)
    : IRequestHandler<ShowCaller, CallersCard>
{
    public async Task<CallersCard> Handle(ShowCaller query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        Call? call = null;
        if (query.CallId is { } id)
        {
            call = await db.Calls.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
            // Another seat's call is its own affair; one that nobody has is everybody's.
            if (call is null || (call.SeatId is { } seat && seat != actor.Id && call.TakenById != actor.Id))
            {
                throw new NotFound();
            }
        }

        var isOwn = call is not null && await callers.OwnAsync(call.Id, actor, now, cancellationToken) is not null;
        var number = call?.From ?? "";
        var ids = await callers.EnterprisesOfAsync(number, cancellationToken);
        var chosen = query.EnterpriseId ?? call?.EnterpriseId ?? (ids.Count == 1 ? ids[0] : null);
        if (chosen is { } its)
        {
            await db.Enterprises.AsNoTracking().VisibleTo(actor).One(its, cancellationToken);
        }

        var (ring, outOfHours) = await duty.ForAsync(chosen, now, cancellationToken);
        return new(
            call is null
                ? null
                : new(call.Id, call.ExchangeId, call.From, call.State, call.BeganAt, call.SeatId ?? call.TakenById, call.Recording),
            isOwn,
            chosen,
            await db
                .Enterprises.AsNoTracking()
                .Where(e => ids.Contains(e.Id))
                .OrderBy(e => e.Name)
                .Select(e => new CallersEnterprise(e.Id, e.Name, e.CreditCode))
                .ToListAsync(cancellationToken),
            [.. (await callers.CasesOfAsync(number, now, cancellationToken)).Where(c => c.EnterpriseId == chosen)],
            ring,
            outOfHours
        );
    }
}
