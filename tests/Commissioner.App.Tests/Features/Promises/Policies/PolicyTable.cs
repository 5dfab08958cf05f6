using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Features.Policies;

/// <summary>Other limits, proposed and put in force by two people; many cases at once.</summary>
internal static class PolicyTable
{
    /// <summary>The first policy with some limits changed, as the API takes it.</summary>
    public static object Rules(params (string Code, string Limit)[] limits)
    {
        var policy = new PromisePolicy(
            2,
            [
                .. PromisePolicy.First.Rules.Select(r =>
                    limits.FirstOrDefault(l => l.Code == r.Code).Limit is { } limit ? r with { Limit = WorkingTime.Parse(limit) } : r
                ),
            ]
        );
        return System.Text.Json.Nodes.JsonNode.Parse(PolicyFile.Write(policy))!["rules"]!;
    }

    /// <summary>Two people put limits in force.</summary>
    /// <returns>The version.</returns>
    public static async Task<int> ChangeAsync(this TestApp app, params (string Code, string Limit)[] limits)
    {
        var proposed = await (await app.Api("triage")).DoAsync("/policies", new { reason = "示例：缩短时限", rules = Rules(limits) });
        var version = (int)proposed["version"]!;
        await (await app.Api("supervisor")).DoAsync($"/policies/{version}/confirmations");
        return version;
    }

    /// <summary>Files cases straight through the domain, of one enterprise, all at this instant.</summary>
    public static async Task<List<Id<Case>>> FileAsync(this TestApp app, int count)
    {
        var promises = app.Services.GetRequiredService<Promises>();
        await using var db = app.Db();
        var enterprise = await db.Enterprises.SingleAsync(e => e.Id == app.World.Enterprises[0].Id);
        var now = app.Clock.GetUtcNow();
        var cases = Enumerable
            .Range(0, count)
            .Select(_ =>
                Case.Submit(
                    Id<Case>.New(now),
                    enterprise,
                    new("示例", "示例", "Other", Urgency.Ordinary),
                    null,
                    app.World.Park,
                    promises,
                    app.World["enterprise1"].Acting(),
                    now
                )
            )
            .ToList();
        db.Cases.AddRange(cases);
        await db.StoreAsync(CancellationToken.None);
        return [.. cases.Select(c => c.Id)];
    }

    /// <summary>Thousands more are filed as the only one was: its rows, with keys of their own.</summary>
    public static Task CopyAsync(this TestApp app, int count) =>
        app.ExecuteAsync(
            $"""
            CREATE TEMP TABLE copies AS SELECT gen_random_uuid() AS id, gen_random_uuid() AS clock FROM generate_series(1, {count});
            INSERT INTO cases SELECT (jsonb_populate_record(c, jsonb_build_object('id', n.id, 'number', NULL))).* FROM cases c, copies n;
            INSERT INTO clocks SELECT (jsonb_populate_record(k, jsonb_build_object('id', n.clock, 'owner_id', n.id, 'subject_id', n.id))).* FROM clocks k, copies n WHERE k.owner_kind = 'Case' AND NOT EXISTS (SELECT 1 FROM copies x WHERE x.clock = k.id);
            INSERT INTO clock_events SELECT (jsonb_populate_record(e, jsonb_build_object('clock_id', n.clock))).* FROM clock_events e, copies n WHERE NOT EXISTS (SELECT 1 FROM copies x WHERE x.clock = e.clock_id);
            INSERT INTO timeline (subject_id, seq, at, name, by_id, by_name, "as", seen_by, facts) SELECT n.id, t.seq, t.at, t.name, t.by_id, t.by_name, t."as", t.seen_by, t.facts FROM timeline t JOIN cases c ON c.id = t.subject_id, copies n WHERE NOT EXISTS (SELECT 1 FROM copies x WHERE x.id = c.id)
            """
        );

    /// <summary>Runs a job as the system.</summary>
    public static async Task<int> AsSystemAsync(this TestApp app, IJob job, CancellationToken cancellationToken = default)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(job, cancellationToken);
    }

    /// <summary>What every clock is pinned to, and when it is due.</summary>
    public static async Task<List<string>> StandAsync(this TestApp app)
    {
        await using var db = app.Db();
        var clocks = await db.Clocks.AsNoTracking().OrderBy(c => c.Id).ToListAsync();
        var cases = await db.Cases.AsNoTracking().OrderBy(c => c.Id).ToListAsync();
        return
        [
            .. clocks.Select(c =>
                $"{c.Id} {c.Kind} {c.RuleCode} {c.PolicyVersion} {c.State} {c.DueAt:O} {c.AmberAt:O} {c.NextFireAt:O} {c.Level}"
            ),
            .. cases.Select(c => $"{c.Id} {c.DueAt:O} {c.NextDueAt:O} {c.NextAmberAt:O}"),
        ];
    }
}
