using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;

namespace Commissioner.App.Features.Undertakings;

/// <summary>Why what is owed of a node is due when it is: its limit and the working windows that it uses, day by day.</summary>
[Allow(Permission.ReadUndertakings)]
public sealed record ExplainNode(Id<Undertaking> UndertakingId, string? NodeCode) : IQuery<NodeDue>;

/// <param name="Limit">Its short form, such as <c>20d</c>; null where a day was named.</param>
public sealed record NodeDue(
    Id<Undertaking> UndertakingId,
    string Number,
    string Title,
    string NodeName,
    PromiseKind Promise,
    string? Limit,
    int PolicyVersion,
    string CalendarCode,
    int CalendarVersion,
    DateTimeOffset StartedAt,
    [property: Due] DateTimeOffset DueAt,
    DateTimeOffset? PausedAt,
    IReadOnlyList<NodePause> Pauses,
    IReadOnlyList<NodeDay> Days
);

public sealed record NodePause(DateTimeOffset From, DateTimeOffset To);

/// <param name="WorkingDay">The how-manieth working day it is; null where it is none.</param>
public sealed record NodeDay(DateOnly Date, DayKind Kind, string? Name, long WorkingMinutes, long Sum, int? WorkingDay);

internal sealed class ExplainNodeHandler(CommissionerDb db, Actor actor, Promises promises) : IRequestHandler<ExplainNode, NodeDue>
{
    public async Task<NodeDue> Handle(ExplainNode query, CancellationToken cancellationToken)
    {
        var its = await db.UndertakingAsync(query.UndertakingId, actor, cancellationToken);
        var own = actor.SeesFor();
        var code = (query.NodeCode ?? "").ToUpperInvariant();
        var node = its.Nodes.FirstOrDefault(n => n.Code == code && (own is null || n.DepartmentId == own)) ?? throw new NotFound();
        // What runs before what stands still, what is over last.
        var clock =
            its.Clocks.Where(c => c.SubjectId == node.Id.Value)
                .OrderByDescending(c => c is { IsRunning: true, PausedAt: null })
                .ThenByDescending(c => c.IsRunning)
                .ThenByDescending(c => c.StartedAt)
                .FirstOrDefault()
            ?? throw new NotFound();
        var calendar = promises.CalendarOf(clock.CalendarCode, clock.CalendarVersion);
        return new(
            its.Id,
            its.Number,
            its.Title,
            node.Name,
            clock.Kind,
            clock.Dated ? null : (clock.OwnLimit ?? promises.PolicyOf(clock.PolicyVersion)[clock.RuleCode].Limit).ToString(),
            clock.PolicyVersion,
            clock.CalendarCode,
            clock.CalendarVersion,
            clock.StartedAt,
            clock.DueAt,
            clock.PausedAt,
            [.. clock.Pauses.Select(p => new NodePause(p.From, p.To))],
            [
                .. DueExplanation
                    .Days(calendar, clock.StartedAt, clock.DueAt, clock.Pauses)
                    .Select(d => new NodeDay(d.Date, d.Kind, d.Name, d.WorkingMinutes, d.Sum, d.WorkingDay)),
            ]
        );
    }
}
