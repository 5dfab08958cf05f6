using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Policies;

/// <summary>What other limits would do to the promises that run, if they were carried over at once. Nothing changes.</summary>
/// <param name="Version">A version; null for a text.</param>
/// <param name="Content">The text, where no version is named.</param>
[Allow(Permission.ManageRules)]
public sealed record WhatIfPolicy(int? Version, string? Content = null) : IQuery<WhatIfSheet>;

/// <summary>What other limits would do.</summary>
/// <param name="Figures">In numbers; minutes of working time.</param>
/// <param name="First">The moves that matter most.</param>
public sealed record WhatIfSheet(WhatIfFigures Figures, IReadOnlyList<WhatIfLine> First);

/// <summary>A promise that would move.</summary>
/// <param name="CaseId">Its case; null for a replacement's.</param>
/// <param name="Number">The case's number.</param>
/// <param name="Title">The case's title.</param>
/// <param name="Promise">What is promised.</param>
/// <param name="DueAt">When it is due, UTC.</param>
/// <param name="WouldBeDueAt">When it would be due, UTC.</param>
/// <param name="ByMinutes">By how much working time, positive for later.</param>
/// <param name="Alarm">How near it is.</param>
/// <param name="WouldBeAlarm">How near it would be.</param>
public sealed record WhatIfLine(
    Id<Case>? CaseId,
    string? Number,
    string? Title,
    PromiseKind Promise,
    [property: Due] DateTimeOffset DueAt,
    [property: Due] DateTimeOffset WouldBeDueAt,
    long ByMinutes,
    Alarm Alarm,
    Alarm WouldBeAlarm
);

internal sealed class WhatIfPolicyHandler(CommissionerDb db, Promises promises, TimeProvider clock)
    : IRequestHandler<WhatIfPolicy, WhatIfSheet>
{
    private const int AtOnce = 5000;
    private const int Shown = 50;

    public async Task<WhatIfSheet> Handle(WhatIfPolicy query, CancellationToken cancellationToken)
    {
        var policy = query.Version is { } version
            ? (await db.PolicyAsync(version, cancellationToken)).Policy
            : PolicyReading.Read(int.MaxValue, query.Content, promises);
        var whatIf = new WhatIf(clock.GetUtcNow());
        // Where each case's own promise would be due: its leads follow that.
        Dictionary<Id<Case>, DateTimeOffset> settled = [];
        List<Open> leads = [];
        var versions = await db
            .Clocks.Where(c => c.State != ClockState.Stopped && c.PolicyVersion != policy.Version)
            .Select(c => c.PolicyVersion)
            .Distinct()
            .ToListAsync(cancellationToken);
        foreach (var pinned in versions)
        {
            await foreach (var open in OpenAsync(pinned, cancellationToken))
            {
                if (promises.PolicyOf(pinned)[open.Clock.RuleCode].Variant == PromiseVariant.Lead)
                {
                    leads.Add(open);
                }
                else if (Look(open, null) is { } due && open.Clock is { Kind: PromiseKind.Settle, OfCase: { } id })
                {
                    settled[id] = due;
                }
            }
        }

        foreach (var lead in leads)
        {
            Look(lead, settled.TryGetValue(lead.Clock.OfCase!.Value, out var due) ? due : lead.CaseDueAt);
        }

        return new(whatIf.Figures(), await LinesAsync(whatIf.First(Shown), cancellationToken));

        DateTimeOffset? Look(Open open, DateTimeOffset? caseDueAt)
        {
            var its = open.Clock;
            if (Rebasing.RuleFor(policy, promises.PolicyOf(its.PolicyVersion)[its.RuleCode], open.Urgency, open.Category) is not { } rule)
            {
                return null;
            }

            var calendar = promises.CalendarOf(its.CalendarCode, its.CalendarVersion);
            var would = its.WouldBe(rule, calendar, caseDueAt);
            whatIf.Look(its, would, rule, calendar);
            return would.DueAt;
        }
    }

    // Reads open clocks in pieces, in the order of their keys, so that each is read once and few are in memory.
    private async IAsyncEnumerable<Open> OpenAsync(
        int pinned,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        Id<PromiseClock> last = default;
        while (true)
        {
            var after = last;
            var piece = await db
                .Clocks.AsNoTracking()
                .Where(c => c.PolicyVersion == pinned && c.State != ClockState.Stopped && c.Kind != PromiseKind.Canary && c.Id > after)
                .OrderBy(c => c.Id)
                .Take(AtOnce)
                // No key is used by two kinds: what is not of a case finds none.
                .LeftJoin(
                    db.Cases,
                    c => (Id<Case>?)((ClockOf<Case>)c).OwnerId,
                    c => (Id<Case>?)c.Id,
                    (clock, @case) => new { Clock = clock, Case = @case }
                )
                .Select(o => new Open(
                    o.Clock,
                    o.Case == null ? Urgency.Ordinary : o.Case.Urgency,
                    o.Case == null ? null : o.Case.Category,
                    o.Case == null ? null : o.Case.DueAt
                ))
                .ToListAsync(cancellationToken);
            foreach (var open in piece)
            {
                yield return open;
            }

            if (piece.Count < AtOnce)
            {
                yield break;
            }

            last = piece[^1].Clock.Id;
        }
    }

    private async Task<IReadOnlyList<WhatIfLine>> LinesAsync(IReadOnlyList<WhatIfMove> moves, CancellationToken cancellationToken)
    {
        var ids = moves.Where(m => m.CaseId is not null).Select(m => m.CaseId!.Value).Distinct().ToList();
        var named = await db
            .Cases.AsNoTracking()
            .Where(c => ids.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.Number,
                c.Title,
            })
            .ToDictionaryAsync(c => c.Id, cancellationToken);
        return
        [
            .. moves.Select(m =>
            {
                var its = m.CaseId is { } id ? named.GetValueOrDefault(id) : null;
                return new WhatIfLine(
                    m.CaseId,
                    its?.Number,
                    its?.Title,
                    m.Kind,
                    m.Before,
                    m.After,
                    (long)m.By.TotalMinutes,
                    m.AlarmBefore,
                    m.AlarmAfter
                );
            }),
        ];
    }

    private sealed record Open(PromiseClock Clock, Urgency Urgency, string? Category, DateTimeOffset? CaseDueAt);
}
