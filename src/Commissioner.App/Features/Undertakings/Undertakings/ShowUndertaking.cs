using System.Text.Json;
using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Undertakings;

/// <summary>One undertaking: its nodes with dates computed to this instant, whose the time was, what is saved, and its history.</summary>
/// <param name="UndertakingId">Which.</param>
/// <param name="Lines">So many of the last lines of its history.</param>
[Allow(Permission.ReadUndertakings)]
public sealed record ShowUndertaking(Id<Undertaking> UndertakingId, int Lines = 200) : IQuery<UndertakingSheet>;

internal sealed class ShowUndertakingHandler(
    CommissionerDb db,
    Actor actor,
    DepartmentNames departments,
    Promises promises,
    Texts texts,
    Dues dues,
    TimeProvider clock
) : IRequestHandler<ShowUndertaking, UndertakingSheet>
{
    private static readonly HashSet<string> OfNodes =
    [
        .. typeof(INodeEvent).Assembly.GetTypes().Where(t => t.IsClass && typeof(INodeEvent).IsAssignableFrom(t)).Select(t => t.Name),
    ];

    public async Task<UndertakingSheet> Handle(ShowUndertaking query, CancellationToken cancellationToken)
    {
        var its = await db.UndertakingAsync(query.UndertakingId, actor, cancellationToken);
        var (now, names) = (clock.GetUtcNow(), await departments.AllAsync(cancellationToken));
        var people = await db
            .People.Where(p => p.Id == its.EntrustedById || p.Id == its.AgentId || p.Id == its.ColleagueId)
            .ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        var enterprise = await db.Enterprises.Where(e => e.Id == its.EnterpriseId).Select(e => e.Name).SingleAsync(cancellationToken);
        var entries = await db
            .Timeline.AsNoTracking()
            .Where(e => e.SubjectId == its.Id.Value)
            .OrderBy(e => e.Seq)
            .ToListAsync(cancellationToken);
        var cases = its.Cases.Select(c => c.CaseId).ToList();
        var seen = (
            await db
                .Cases.VisibleTo(actor)
                .Where(c => cases.Contains(c.Id))
                .Select(c => new NodeCase(c.Id, c.Number, c.Title))
                .ToListAsync(cancellationToken)
        ).ToDictionary(c => c.Id);
        var (whole, own) = (actor.SeesFor() is null, actor.SeesFor());
        var laid = its.StartedAt is null ? null : its.Lay(promises, its.CompletedAt ?? its.RevokedAt ?? now);
        var facts = entries
            .Where(e => OfNodes.Contains(e.Name))
            .Select(e => (e.At, e.As, e.Name, What: (INodeEvent)JsonSerializer.Deserialize<Fact>(e.Facts, RecordEvents.Json)!))
            .ToList();
        var needed = its.Nodes.Where(n => n.DepartmentId == own).SelectMany(n => n.Needs).ToHashSet();
        var papers = await db.PapersAsync(its, actor, now, cancellationToken);
        var ended = its.CompletedAt ?? its.RevokedAt ?? now;
        return new(
            its.Id,
            its.Number,
            its.Kind,
            its.Title,
            its.Status,
            its.EnterpriseId,
            enterprise,
            its.TemplateCode,
            its.TemplateVersion,
            its.Entrusted,
            [.. Enum.GetValues<Authority>().Where(a => its.Authority.HasFlag(a))],
            people.GetValueOrDefault(its.EntrustedById),
            its.EntrustedAt,
            its.RevokedAt,
            its.AgentId is { } agent ? people.GetValueOrDefault(agent) : null,
            its.ColleagueId is { } colleague ? people.GetValueOrDefault(colleague) : null,
            its.StartedAt,
            laid?.EndsAt,
            its.CompletedAt,
            its.GreenDecision,
            actor.KnowsOfRatings() ? its.Rated : null,
            actor.KnowsOfRatings() ? its.RatedReason : null,
            laid is null || !whole ? null : Saved(its, laid.EndsAt),
            its.Answers,
            its.AskedAt,
            its.WholeDueAt,
            [.. its.Nodes.Where(n => whole || n.DepartmentId == own || needed.Contains(n.Code)).Select(Line)],
            papers.Papers,
            whole ? Held(Ledger.Of(Whole(), promises.Calendar, ended)) : [],
            [
                .. entries
                    .Where(e => actor.Reads(e.SeenBy, e.DepartmentId))
                    .Reverse()
                    .Take(query.Lines)
                    .Select(e => new HistoryLine(e.At, e.ByName, e.As, texts.Of(e, dues))),
            ],
            [.. its.May(actor)],
            its.Version
        );

        IEnumerable<LedgerEntry> Whole() =>
            entries.Select(e => new LedgerEntry(
                e.At,
                e.Holder is { } kind ? new(kind, e.HolderDepartmentId) : null,
                e.Name,
                e.As,
                e.DepartmentId
            ));

        NodeSheet Line(UndertakingNode node)
        {
            var mine = whole || node.DepartmentId == own;
            var running = its.Clocks.FirstOrDefault(c => c.SubjectId == node.Id.Value && c is { IsRunning: true, PausedAt: null });
            var ledger = NodeLedger.Of(
                node.Code,
                mine ? facts : [],
                promises.Calendar,
                node.Status == NodeStatus.Approved ? node.EndedAt!.Value : ended
            );
            var span = laid?[node.Code];
            return new(
                node.Code,
                node.Name,
                node.Status,
                node.DepartmentId,
                names.GetValueOrDefault(node.DepartmentId) ?? "",
                node.Needs,
                mine ? node.Papers : [],
                [.. its.MayPromise(node, actor)],
                [.. papers.Files[node.Code]],
                node.Statutory.ToString(),
                node.Promised.ToString(),
                its.LimitOf(node).ToString(),
                span?.From,
                span?.To,
                span?.Critical == true && its.Status == UndertakingStatus.Running && node.Status != NodeStatus.Approved,
                node.Holding.Kind,
                mine ? running?.DueAt : null,
                mine ? running?.AlarmAt(now) ?? Alarm.None : Alarm.None,
                // What one unit found missing is told with what the others find.
                !mine || (node.Status == NodeStatus.Collected && actor.EnterpriseId is not null)
                    ? null
                    : node.Words,
                [.. its.Can(node, actor)],
                [.. its.Cases.Where(c => c.NodeCode == node.Code && seen.ContainsKey(c.CaseId)).Select(c => seen[c.CaseId])],
                ledger.WorkingMinutes,
                Held(ledger)
            );
        }

        List<NodeHeld> Held(Ledger ledger) =>
            [
                .. ledger.Totals.Select(t => new NodeHeld(
                    t.Holder.Kind,
                    t.Holder.DepartmentId is { } of ? names.GetValueOrDefault(of) : null,
                    t.Minutes
                )),
            ];
    }

    private SavedTime Saved(Undertaking its, DateTimeOffset end)
    {
        var law = its.Plan(promises, n => n.Statutory);
        var calendar = promises.CalendarOf(its.CalendarCode);
        var (statutory, days) = (
            calendar.WorkingDaysBetween(its.StartedAt!.Value, law.EndsAt),
            calendar.WorkingDaysBetween(its.StartedAt!.Value, its.CompletedAt ?? end)
        );
        return new(
            statutory,
            law.EndsAt,
            days,
            statutory - days,
            [.. its.Nodes.Where(n => law[n.Code].Critical).Select(n => new PathNode(n.Name, n.Statutory.ToString()))]
        );
    }

    private sealed record Fact(string NodeCode, HolderKind Held, Id<Department>? HeldById) : INodeEvent;
}
