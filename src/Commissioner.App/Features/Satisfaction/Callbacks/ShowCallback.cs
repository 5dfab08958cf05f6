using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Callbacks;

/// <summary>One call-back with whom to ring and what to ask.</summary>
[Allow(Permission.ReadCallbacks)]
public sealed record ShowCallback(Id<CallbackTask> CallbackId) : IQuery<CallbackSheet>;

/// <summary>A call-back: whom to ring, to who makes it; what was said, once it was made.</summary>
public sealed record CallbackSheet(
    Id<CallbackTask> Id,
    int Version,
    CallbackReason Reason,
    CallbackStatus Status,
    string EnterpriseName,
    string ContactName,
    string? ContactPhone,
    Id<Case>? CaseId,
    string? CaseNumber,
    string? CaseTitle,
    CaseStatus? CaseStatus,
    string? Done,
    bool Raised,
    DateTimeOffset NotBefore,
    [property: Due] DateTimeOffset DueAt,
    IReadOnlyList<AttemptLine> Attempts,
    CallbackAnswers? Answers
);

/// <summary>A call in vain.</summary>
public sealed record AttemptLine(int Number, DateTimeOffset At, string? Note);

internal sealed class ShowCallbackHandler(CommissionerDb db, Actor actor) : IRequestHandler<ShowCallback, CallbackSheet>
{
    public async Task<CallbackSheet> Handle(ShowCallback query, CancellationToken cancellationToken)
    {
        var task =
            await db
                .Callbacks.AsNoTracking()
                .Include(t => t.Attempts)
                .AsSingleQuery()
                .WorkableBy(actor, db)
                .SingleOrDefaultAsync(t => t.Id == query.CallbackId, cancellationToken)
            ?? throw new NotFound();
        var enterprise = await db.Enterprises.AsNoTracking().SingleAsync(e => e.Id == task.EnterpriseId, cancellationToken);
        var @case = task.CaseId is { } id ? await db.Cases.AsNoTracking().SingleAsync(c => c.Id == id, cancellationToken) : null;
        var raised =
            task.CaseId is { } its
            && await db.Ratings.AnyAsync(r => r.CaseId == its && r.Raised && r.RaiseFreeAt == null, cancellationToken);
        return new(
            task.Id,
            task.Version,
            task.Reason,
            task.Status,
            enterprise.Name,
            @case?.ContactName ?? enterprise.ContactName,
            task.Status == CallbackStatus.Open && actor.Is(Role.CallbackAgent) ? @case?.ContactPhone ?? enterprise.ContactPhone : null,
            @case?.Id,
            @case?.Number,
            @case?.Title,
            @case?.Status,
            @case?.Closure?.Done,
            raised,
            task.NotBefore,
            task.DueAt,
            [.. task.Attempts.OrderBy(a => a.Number).Select(a => new AttemptLine(a.Number, a.At, a.Note))],
            task.Answers
        );
    }
}
