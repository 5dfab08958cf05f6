using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;

namespace Commissioner.App.Features.Demo;

/// <summary>
/// Time as it is played: whatever is planned next comes next. A life is played up to the moment that it waits for next. Every choice comes
/// from one seed; where one is given, each life has choices of its own, so that what one does changes no other's.
/// </summary>
internal sealed class DemoStage(DateTimeOffset begin, WorkingCalendar calendar, int? seed = null)
{
    private readonly PriorityQueue<(IEnumerator<DateTimeOffset> Life, Random Choices), (DateTimeOffset At, int Turn)> _queue = new();
    private readonly HashSet<(Id<PromiseClock> Clock, DateTimeOffset DueAt)> _watched = [];
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(calendar.Zone);
    private Random _random = new(seed ?? 20_261_120);
    private int _turn;

    /// <summary>The moment that is played, UTC.</summary>
    public DateTimeOffset Now { get; private set; } = begin;

    /// <summary>Levels raised so far.</summary>
    public List<Firing> Firings { get; } = [];

    /// <summary>Plays a life until it waits.</summary>
    public void Start(IEnumerable<DateTimeOffset> life) => Step(life.GetEnumerator(), seed is null ? _random : new Random(_random.Next()));

    /// <summary>Plays all that happens up to and with this moment; what waits for a later one is left waiting.</summary>
    public void RunUntil(DateTimeOffset end)
    {
        while (_queue.TryPeek(out var life, out var next) && next.At <= end)
        {
            _queue.Dequeue();
            Now = next.At;
            Step(life.Life, life.Choices);
        }
    }

    /// <summary>Raises what these clocks have to raise just after it is due, as the sweep does.</summary>
    public void Watch(IEnumerable<PromiseClock> clocks, Func<PromiseClock, IReadOnlyList<Step>> fire)
    {
        foreach (var clock in clocks)
        {
            if (clock.NextFireAt is { } due && _watched.Add((clock.Id, due)))
            {
                // Raising levels makes no random choices, so any generator may be passed.
                Step(Raise(clock, due, fire).GetEnumerator(), _random);
            }
        }
    }

    /// <summary>True in this share of the choices.</summary>
    public bool Chance(double share) => _random.NextDouble() < share;

    /// <summary>Something between.</summary>
    public double Between(double least, double most) => least + (_random.NextDouble() * (most - least));

    /// <summary>One of them.</summary>
    public T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    /// <summary>After so many working hours.</summary>
    public DateTimeOffset Later(double least, double most) => Whole(calendar.Add(Now, TimeSpan.FromHours(Between(least, most))).At);

    /// <summary>When this share of a promise's time is used; never before a moment from now.</summary>
    /// <param name="clock">The promise's clock.</param>
    /// <param name="share">Above 1 it is late.</param>
    /// <param name="onTheWall">Nights and holidays count.</param>
    /// <param name="due">When it is due, by what people go; null for the promise's own.</param>
    public DateTimeOffset Used(PromiseClock clock, double share, bool onTheWall = false, DateTimeOffset? due = null)
    {
        var end = due ?? clock.DueAt;
        var at = onTheWall
            ? clock.StartedAt + (share * (end - clock.StartedAt))
            : calendar.Add(clock.StartedAt, share * calendar.Between(clock.StartedAt, end)).At;
        var soon = Now.AddMinutes(2);
        return Whole(at < soon ? soon : at);
    }

    /// <summary>This moment, or the morning where people sleep.</summary>
    public DateTimeOffset Awake(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, _zone).Hour < 7 ? at.AddHours(7) : at;

    /// <summary>Midnight in the park.</summary>
    public DateTimeOffset StartOf(DateOnly day) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), _zone);

    /// <summary>Without parts of a second.</summary>
    public static DateTimeOffset Whole(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));

    private IEnumerable<DateTimeOffset> Raise(PromiseClock clock, DateTimeOffset due, Func<PromiseClock, IReadOnlyList<Step>> fire)
    {
        yield return Whole(due < Now ? Now : due).AddSeconds(5);
        _watched.Remove((clock.Id, due));
        if (clock.NextFireAt < Now)
        {
            Firings.AddRange(fire(clock).Select(step => Firing.Of(clock, step, Now)));
        }
    }

    private void Step(IEnumerator<DateTimeOffset> life, Random choices)
    {
        var before = _random;
        _random = choices;
        if (life.MoveNext())
        {
            _queue.Enqueue((life, choices), (life.Current < Now ? Now : life.Current, _turn++));
        }

        _random = before;
    }
}
