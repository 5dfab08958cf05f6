using System.Threading.Channels;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Live;

/// <summary>
/// Tells open pages that something which they may see has changed. One reader a node looks at the timeline's last rows while somebody
/// watches, so that it is the same on either engine and whichever node wrote them; who may know of a change is asked of the database, by
/// the same rules as everywhere.
/// </summary>
public sealed class LiveFeed(IServiceScopeFactory scopes, Settings settings, ILogger<LiveFeed> log) : BackgroundService
{
    /// <summary>So many pages of one person are told; the oldest makes room.</summary>
    public const int MostOfOnePerson = 6;

    private const int MostWatchers = 2000;

    // If more has changed at once, pages are told only that much has changed, since nobody reads so many one by one.
    private const int MostAtOnce = 500;

    // Keys are given before the commit, so a row may appear after one with a greater key. For so many keys and so long a time missing ones
    // are waited for.
    private const int Overlap = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<Watcher> _watchers = [];
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly Dictionary<long, long> _seen = [];
    private long? _from;

    /// <summary>How many pages are watching.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _watchers.Count;
            }
        }
    }

    /// <summary>Watches from now on; null when there are too many already.</summary>
    public async Task<Watcher?> WatchAsync(Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var watcher = new Watcher(actor);
        lock (_lock)
        {
            if (_watchers.Count >= MostWatchers)
            {
                return null;
            }

            if (_watchers.Where(w => w.Actor.Id == actor.Id).ToList() is { Count: >= MostOfOnePerson } own)
            {
                own[0].End();
                _watchers.Remove(own[0]);
            }

            _watchers.Add(watcher);
        }

        try
        {
            await _reading.WaitAsync(cancellationToken);
            try
            {
                if (_from is null)
                {
                    await BeginAsync(cancellationToken);
                }
            }
            finally
            {
                _reading.Release();
            }

            return watcher;
        }
        catch
        {
            Leave(watcher);
            throw;
        }
    }

    /// <summary>Watches no more.</summary>
    public void Leave(Watcher watcher)
    {
        lock (_lock)
        {
            _watchers.Remove(watcher);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Ticks by real time, even if the trade's clock is simulated.
        using var timer = new PeriodicTimer(settings.Times.Live);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await _reading.WaitAsync(stoppingToken);
            try
            {
                if (Count == 0)
                {
                    _from = null;
                }
                else
                {
                    await ReadAsync(stoppingToken);
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // A failed reading is made up for by the next tick.
                log.LogWarning("What has changed could not be read: {Error}", Fault.Code(exception));
            }
            finally
            {
                _reading.Release();
            }
        }
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();
        var last = await db.Timeline.MaxAsync(e => (long?)e.Id, cancellationToken) ?? 0;
        var from = Math.Max(0, last - Overlap);
        var now = Environment.TickCount64;
        _seen.Clear();
        foreach (var id in await db.Timeline.Where(e => e.Id > from && e.Id <= last).Select(e => e.Id).ToListAsync(cancellationToken))
        {
            _seen.Add(id, now);
        }

        _from = from;
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();
        if (_from is null)
        {
            await BeginAsync(cancellationToken);
            return;
        }

        var from = _from.Value;
        var rows = await db
            .Timeline.AsNoTracking()
            .Where(e => e.Id > from)
            .OrderBy(e => e.Id)
            .Select(e => new { e.Id, e.SubjectId })
            .Take(MostAtOnce + Overlap + _seen.Count)
            .ToListAsync(cancellationToken);
        var fresh = rows.Where(r => !_seen.ContainsKey(r.Id)).ToList();
        if (fresh.Count > MostAtOnce)
        {
            Watching().ForEach(w => w.Miss());
        }
        else if (fresh.Count > 0)
        {
            await TellAsync(
                db,
                [.. fresh.Select(r => r.Id)],
                [.. fresh.Select(r => new Id<Case>(r.SubjectId)).Distinct()],
                scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow(),
                cancellationToken
            );
        }

        var now = Environment.TickCount64;
        fresh.ForEach(r => _seen.Add(r.Id, now));
        var past = _seen.Where(s => now - s.Value > Patience.TotalMilliseconds).Select(s => s.Key).ToList();
        if (past.Count > 0)
        {
            _from = Math.Max(from, past.Max());
            past.ForEach(id => _seen.Remove(id));
        }
    }

    private async Task TellAsync(
        CommissionerDb db,
        List<long> entries,
        List<Id<Case>> cases,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var touched = await db
            .Cases.AsNoTracking()
            .Where(c => cases.Contains(c.Id))
            .Select(c => new Touched(
                c.EnterpriseId.Value,
                c.Enterprise.ActiveId,
                c.Enterprise.BackupId,
                c.Whistles.SelectMany(w => w.Legs).Select(l => l.DepartmentId).ToList()
            ))
            .ToListAsync(cancellationToken);

        // A call is the seats' affair: their desks read it anew, whatever has become of it.
        var ids = cases.ConvertAll(c => new Id<Domain.Calls.Call>(c.Value));
        if (
            Watching().Where(w => w.Actor.Is(Role.HotlineSeat)).ToList() is { Count: > 0 } seats
            && await db.Calls.AnyAsync(c => ids.Contains(c.Id), cancellationToken)
        )
        {
            seats.ForEach(w => w.Tell(new("CallChanged", default, null)));
        }

        // Watchers with the same sight are asked about once, and only those whom one of the changes may concern.
        foreach (var alike in Watching().Where(w => touched.Exists(t => t.MayConcern(w.Actor))).GroupBy(w => SightOf(w.Actor)))
        {
            // Of a page that was opened an hour ago, what may be seen now.
            var actor = alike.First().Actor with
            {
                At = now,
            };
            var changes = await (
                from e in db.Timeline.AsNoTracking().Where(e => entries.Contains(e.Id)).ReadableBy(actor)
                join c in db.Cases.VisibleTo(actor) on e.SubjectId equals (Guid)(object)c.Id
                orderby e.Id
                select new Change(e.Name, c.Id, c.Number)
            ).ToListAsync(cancellationToken);
            foreach (var watcher in alike)
            {
                changes.ForEach(watcher.Tell);
            }
        }
    }

    private List<Watcher> Watching()
    {
        lock (_lock)
        {
            return [.. _watchers];
        }
    }

    // Persons with equal text see the same cases. For commissioners, seats, agents and an enterprise's people sight depends on the person itself.
    private static string SightOf(Actor actor) =>
        $"{string.Join(',', actor.Roles.Order())} {actor.EnterpriseId} {actor.DepartmentId} {(actor.Is(Role.Commissioner, Role.HotlineSeat, Role.CallbackAgent, Role.EnterpriseUser) ? actor.Id : null)}";

    private sealed record Touched(
        Guid EnterpriseId,
        Id<Person>? ActiveId,
        Id<Person>? BackupId,
        List<Id<Domain.Departments.Department>> Departments
    )
    {
        public bool MayConcern(Actor actor) =>
            actor.EnterpriseId?.Value == EnterpriseId
            || (actor.DepartmentId is { } department && Departments.Contains(department))
            || actor.Id == ActiveId
            || actor.Id == BackupId
            || actor.Is(Role.TriageDesk, Role.Supervisor, Role.HotlineSeat, Role.CallbackAgent, Role.Leader);
    }
}

/// <summary>That a case has changed: the event's name, and which case; nothing of what it says.</summary>
public sealed record Change(string What, Id<Case> CaseId, string? Number);

/// <summary>An open page's line of changes: short, and when it is full the page is told to read all anew.</summary>
public sealed class Watcher(Actor actor)
{
    private readonly Channel<Change> _line = Channel.CreateBounded<Change>(new BoundedChannelOptions(32) { SingleReader = true });
    private int _missed;

    /// <summary>Who watches.</summary>
    public Actor Actor => actor;

    /// <summary>What is to be told.</summary>
    public ChannelReader<Change> Line => _line.Reader;

    /// <summary>More has changed than was told, since this was last asked.</summary>
    public bool TakeMissed() => Interlocked.Exchange(ref _missed, 0) > 0;

    /// <summary>Puts a change into the line.</summary>
    public void Tell(Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (!_line.Writer.TryWrite(change))
        {
            Interlocked.Exchange(ref _missed, 1);
        }
    }

    /// <summary>Says that more has changed than is told.</summary>
    public void Miss()
    {
        Interlocked.Exchange(ref _missed, 1);
        // An empty change wakes the reader, which then asks for what it missed.
        _line.Writer.TryWrite(new("", default, null));
    }

    /// <summary>Ends the line.</summary>
    public void End() => _line.Writer.TryComplete();
}
