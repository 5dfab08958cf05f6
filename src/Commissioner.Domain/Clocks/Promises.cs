using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;

namespace Commissioner.Domain.Clocks;

/// <summary>A promise as it is made: what, from when, until when, and by which rules.</summary>
/// <param name="Rule">What was promised, and its limit.</param>
/// <param name="StartedAt">When its time began, UTC.</param>
/// <param name="Laid">When it is amber and due.</param>
/// <param name="PolicyVersion">The policy it was made by.</param>
/// <param name="CalendarCode">The calendar it was made by.</param>
/// <param name="CalendarVersion">That calendar's version.</param>
public sealed record Promise(
    PromiseRule Rule,
    DateTimeOffset StartedAt,
    Laid Laid,
    int PolicyVersion,
    string CalendarCode,
    int CalendarVersion
)
{
    /// <summary>When something is raised first, UTC.</summary>
    public required DateTimeOffset FirstFireAt { get; init; }

    /// <summary>Due on a date that was decided for it, and by no limit.</summary>
    public bool Dated { get; init; }

    /// <summary>A limit of what it is of, which takes the place of the policy's; null where the policy's counts.</summary>
    public WorkingTime? OwnLimit { get; init; }

    /// <summary>What was promised.</summary>
    public PromiseKind Kind => Rule.Kind;

    /// <summary>The last instant in time, UTC.</summary>
    public DateTimeOffset DueAt => Laid.DueAt;

    /// <summary>From when it is amber, UTC.</summary>
    public DateTimeOffset AmberAt => Laid.AmberAt;

    /// <summary>False when the due time lies beyond the calendar's last announced year 待公告确认.</summary>
    public bool Assured => Laid.Assured;
}

/// <summary>A limit laid on a calendar.</summary>
/// <param name="DueAt">The last instant in time, UTC.</param>
/// <param name="AmberAt">From when it is amber, UTC.</param>
/// <param name="Assured">False where a year without a notice was needed.</param>
public readonly record struct Laid(DateTimeOffset DueAt, DateTimeOffset AmberAt, bool Assured);

/// <summary>A stretch in which a clock stood still, <c>[From, To)</c>, UTC.</summary>
public readonly record struct Pause(DateTimeOffset From, DateTimeOffset To);

/// <summary>A level with the instant at which it is raised.</summary>
/// <param name="Level">What is raised.</param>
/// <param name="At">When, UTC; red and what follows it only after this instant.</param>
/// <param name="Tells">Roles that are told beside who owes it.</param>
public sealed record Step(PromiseLevel Level, DateTimeOffset At, IReadOnlyList<People.Role> Tells)
{
    /// <summary>
    /// Whether it is to be raised at this instant. Amber and reminders come at their instant; red and what follows only after it, because
    /// the due instant is still in time.
    /// </summary>
    public bool IsDue(DateTimeOffset now) =>
        Level is PromiseLevel.Warned or PromiseLevel.FirstReminder or PromiseLevel.SecondReminder or PromiseLevel.LastReminder
            ? now >= At
            : now > At;
}

/// <summary>
/// Thrown when something is pinned to a version that is not known here: another node may have put it in force since the versions were read.
/// </summary>
/// <param name="of">What the version is of: the policy, or a calendar by its code.</param>
/// <param name="version">The version.</param>
public sealed class VersionUnknown(string of, int version) : Exception($"Version {version} of the {of} is not known here.");

/// <summary>
/// Makes promises: the policies and calendars that there are, each in all its versions. Immutable; safe to share between threads.
/// </summary>
public sealed class Promises
{
    private readonly Dictionary<(string Code, int Version), WorkingCalendar> _calendars;
    private readonly Dictionary<string, WorkingCalendar> _current;
    private readonly Dictionary<int, PromisePolicy> _policies;

    public Promises(WorkingCalendar calendar, PromisePolicy policy)
        : this([calendar], [policy], calendar.Code) { }

    /// <summary>All versions; the latest of each is in force.</summary>
    /// <param name="calendars">All calendars.</param>
    /// <param name="policies">All policies.</param>
    /// <param name="home">The code of the park's own calendar.</param>
    public Promises(IReadOnlyCollection<WorkingCalendar> calendars, IReadOnlyCollection<PromisePolicy> policies, string home)
    {
        _calendars = calendars.ToDictionary(c => (c.Code, c.Version));
        _current = calendars.GroupBy(c => c.Code).ToDictionary(g => g.Key, g => g.MaxBy(c => c.Version)!);
        _policies = policies.ToDictionary(p => p.Version);
        Calendar = _current[home];
        Policy = policies.MaxBy(p => p.Version)!;
    }

    /// <summary>The park's own calendar, in force.</summary>
    public WorkingCalendar Calendar { get; }

    /// <summary>The policy in force.</summary>
    public PromisePolicy Policy { get; }

    /// <summary>The calendars in force.</summary>
    public IReadOnlyCollection<WorkingCalendar> Calendars => _current.Values;

    /// <summary>The calendar in force under a code; the park's own without one, or where there is none.</summary>
    public WorkingCalendar CalendarOf(string? code) => code is not null && _current.TryGetValue(code, out var found) ? found : Calendar;

    /// <summary>A version that a clock is pinned to.</summary>
    /// <exception cref="VersionUnknown">It is not among these.</exception>
    public WorkingCalendar CalendarOf(string code, int version) =>
        _calendars.TryGetValue((code, version), out var found) ? found : throw new VersionUnknown($"calendar {code}", version);

    /// <summary>A calendar in force, or any of its versions, without regard to case; null where there is none.</summary>
    public WorkingCalendar? Find(string code, int? version = null)
    {
        var current = _current.Values.FirstOrDefault(c => string.Equals(c.Code, code, StringComparison.OrdinalIgnoreCase));
        return current is null || version is null ? current : _calendars.GetValueOrDefault((current.Code, version.Value));
    }

    /// <summary>The same versions and one more of a calendar, as if that were in force: for previews.</summary>
    public Promises With(WorkingCalendar calendar) => new([.. _calendars.Values, calendar], _policies.Values, Calendar.Code);

    /// <summary>A version that a clock is pinned to.</summary>
    /// <exception cref="VersionUnknown">It is not among these.</exception>
    public PromisePolicy PolicyOf(int version) =>
        _policies.TryGetValue(version, out var found) ? found : throw new VersionUnknown("policy", version);

    /// <summary>Makes a promise by the policy in force.</summary>
    /// <param name="kind">What is promised.</param>
    /// <param name="urgency">How urgent the case or the whistle is.</param>
    /// <param name="from">When its time begins.</param>
    /// <param name="category">The case's category, where it has limits of its own.</param>
    /// <param name="variant">Which of the kind's limits.</param>
    /// <param name="calendar">The subject's calendar; null for the park's own.</param>
    public Promise Make(
        PromiseKind kind,
        Urgency urgency,
        DateTimeOffset from,
        string? category = null,
        PromiseVariant variant = PromiseVariant.Usual,
        string? calendar = null
    ) =>
        Make(
            Policy.Find(kind, urgency, category, variant)
                ?? throw new ArgumentOutOfRangeException(nameof(kind), kind, "No limit for this kind of promise."),
            from,
            calendar
        );

    /// <summary>Makes a promise by a rule of the policy in force.</summary>
    public Promise Make(PromiseRule rule, DateTimeOffset from, string? calendar = null)
    {
        var its = CalendarOf(rule.Calendar ?? calendar);
        var laid = Lay(rule, its, from);
        return new(rule, from, laid, Policy.Version, its.Code, its.Version) { FirstFireAt = Steps(rule, its, from, laid)[0].At };
    }

    /// <summary>
    /// Makes a promise whose limit is said by what it is of, such as a node by its template; when it turns amber and who is told stands in
    /// the policy.
    /// </summary>
    public Promise MakeWithin(PromiseKind kind, WorkingTime limit, DateTimeOffset from, string? calendar = null) =>
        Make(Policy.Find(kind, Urgency.Ordinary)! with { Limit = limit }, from, calendar) with
        {
            OwnLimit = limit,
        };

    /// <summary>
    /// The lead's result is promised one working day before the case is due, but never in less than the rule's limit after the check-in
    /// (docs/trade.md, Clocks).
    /// </summary>
    public Promise ForLead(DateTimeOffset caseDueAt, DateTimeOffset from, string? calendar = null)
    {
        var least = Make(PromiseKind.LegResult, Urgency.Ordinary, from, variant: PromiseVariant.Lead, calendar: calendar);
        var its = CalendarOf(least.CalendarCode, least.CalendarVersion);
        var laid = LayForLead(least.Rule, its, caseDueAt, from);
        return least with { Laid = laid, FirstFireAt = Steps(least.Rule, its, from, laid)[0].At };
    }

    /// <summary>A department's result, promised for a date that a conference decided.</summary>
    public Promise ForDate(DateTimeOffset dueAt, DateTimeOffset from, string? calendar = null)
    {
        var usual = Make(PromiseKind.LegResult, Urgency.Ordinary, from, variant: PromiseVariant.Lead, calendar: calendar);
        var its = CalendarOf(usual.CalendarCode, usual.CalendarVersion);
        var laid = LayOn(usual.Rule, its, dueAt, from);
        return usual with { Laid = laid, Dated = true, FirstFireAt = Steps(usual.Rule, its, from, laid)[0].At };
    }

    /// <summary>Lays a due time that was decided and follows from no limit; amber as for a limit of several days.</summary>
    public static Laid LayOn(PromiseRule rule, WorkingCalendar calendar, DateTimeOffset dueAt, DateTimeOffset from) =>
        new(
            dueAt,
            dueAt <= from ? dueAt : AmberFrom(rule with { Limit = WorkingTime.Days(2) }, calendar, from, dueAt),
            calendar.IsAssured(calendar.DateOf(dueAt).Year)
        );

    /// <summary>
    /// A planned matter is looked at again by close of business of a day, or of the last working day before it; null where no working day
    /// lies between.
    /// </summary>
    public Promise? ForReview(DateOnly on, DateTimeOffset from, string? calendar = null) =>
        ForDay(PromiseKind.PlannedReview, on, from, calendar);

    /// <summary>The same, of another kind of promise.</summary>
    public Promise? ForDay(PromiseKind kind, DateOnly on, DateTimeOffset from, string? calendar = null)
    {
        var usual = Make(kind, Urgency.Ordinary, from, calendar: calendar);
        var its = CalendarOf(usual.CalendarCode, usual.CalendarVersion);
        var days = 0;
        for (var day = its.DateOf(from).AddDays(1); day <= on; day = day.AddDays(1))
        {
            days += its.IsWorkingDay(day) ? 1 : 0;
        }

        if (days == 0)
        {
            return null;
        }

        var laid = Lay(usual.Rule with { Limit = WorkingTime.Days(days) }, its, from);
        return usual with { Laid = laid, Dated = true, FirstFireAt = Steps(usual.Rule, its, from, laid)[0].At };
    }

    /// <summary>
    /// Lays the lead's due time: one working day before the case's, or later where the rule's limit since <paramref name="from"/> reaches
    /// further.
    /// </summary>
    public static Laid LayForLead(PromiseRule rule, WorkingCalendar calendar, DateTimeOffset caseDueAt, DateTimeOffset from)
    {
        var least = Lay(rule, calendar, from);
        var due = calendar.Subtract(caseDueAt, WorkingTime.Days(1));
        return due.At <= least.DueAt
            ? least
            : new(due.At, AmberFrom(rule with { Limit = WorkingTime.Days(2) }, calendar, from, due.At), due.Assured);
    }

    /// <summary>
    /// Lays a limit on a calendar: working time is the calendar's minus the pauses, as sets; no second of a pause is ever added to
    /// anything. Each pause that begins in time moves what was left when it began to where it ends. An extension lengthens the limit
    /// itself.
    /// </summary>
    /// <param name="rule">The limit.</param>
    /// <param name="calendar">The calendar.</param>
    /// <param name="from">When its time begins.</param>
    /// <param name="extension">More time that was granted.</param>
    /// <param name="pauses">In order, without overlap.</param>
    public static Laid Lay(
        PromiseRule rule,
        WorkingCalendar calendar,
        DateTimeOffset from,
        WorkingTime? extension = null,
        IReadOnlyList<Pause>? pauses = null
    )
    {
        var limit = calendar.Add(from, rule.Limit);
        if (extension is { } more)
        {
            var longer = calendar.Add(limit.At, more);
            limit = longer with { Assured = limit.Assured && longer.Assured };
        }

        var laid = new Laid(
            limit.At,
            AmberFrom(
                extension is null ? rule : rule with { Limit = new(rule.Limit.Amount + 1, rule.Limit.Unit) },
                calendar,
                from,
                limit.At
            ),
            limit.Assured
        );
        foreach (var pause in pauses ?? [])
        {
            laid = Past(laid, pause, calendar, OnTheWall(rule));
        }

        return laid;
    }

    /// <summary>Whether the limit is counted by the clock on the wall, day and night, and not in working time.</summary>
    public static bool OnTheWall(PromiseRule rule) => rule.Limit.Unit is TimeUnit.WallMinutes or TimeUnit.CalendarDays;

    /// <summary>All levels that a clock raises, raised or not, in the order of time.</summary>
    public IReadOnlyList<Step> Ladder(PromiseClock clock) =>
        Steps(
            PolicyOf(clock.PolicyVersion)[clock.RuleCode],
            CalendarOf(clock.CalendarCode, clock.CalendarVersion),
            clock.StartedAt,
            new(clock.DueAt, clock.AmberAt, clock.Assured)
        );

    private static List<Step> Steps(PromiseRule rule, WorkingCalendar calendar, DateTimeOffset from, Laid laid)
    {
        var steps = new List<Step>(5);
        if (!rule.Rungs.Any(r => r.From is RungFrom.Start or RungFrom.Before))
        {
            steps.Add(new(PromiseLevel.Warned, laid.AmberAt, []));
        }

        foreach (var rung in rule.Rungs)
        {
            var at =
                rung.From == RungFrom.Before
                    ? calendar.Subtract(laid.DueAt, rung.After).At
                    : calendar.Add(rung.From == RungFrom.Start ? from : laid.DueAt, rung.After).At;
            // Less time was promised than a reminder comes before its end.
            if (rung.From == RungFrom.Before && at <= from)
            {
                continue;
            }

            // A reminder in time makes no sense once the time is over: it is left out where it would come at the due time or after it.
            if (rung.From == RungFrom.Due || at < laid.DueAt)
            {
                steps.Add(new(rung.Level, at, rung.Tells));
            }
        }

        // OrderBy is stable: rungs that fall on one instant keep the policy's order.
        return [.. steps.OrderBy(s => s.At)];
    }

    private static Laid Past(Laid laid, Pause pause, WorkingCalendar calendar, bool wall)
    {
        if (pause.To <= pause.From)
        {
            return laid;
        }

        var (due, dueAssured) = Moved(laid.DueAt);
        return new(due, Moved(laid.AmberAt).At, laid.Assured && dueAssured);

        (DateTimeOffset At, bool Assured) Moved(DateTimeOffset at)
        {
            if (at <= pause.From)
            {
                return (at, true);
            }

            if (wall)
            {
                return (pause.To + (at - pause.From), true);
            }

            var answer = calendar.Add(pause.To, calendar.Between(pause.From, at));
            return (answer.At, answer.Assured);
        }
    }

    // Amber is at 80 % used or with one working day left, whichever is first. A limit of one day or less goes by the share alone, or it
    // would be amber from its start. On the wall the share is of plain time.
    private static DateTimeOffset AmberFrom(PromiseRule rule, WorkingCalendar calendar, DateTimeOffset from, DateTimeOffset due)
    {
        var warn = rule.Warn ?? Warning.Usual;
        if (OnTheWall(rule))
        {
            return from + (warn.Percent / 100.0 * (due - from));
        }

        var used = calendar.Add(from, warn.Percent / 100.0 * calendar.Between(from, due)).At;
        if (
            warn.Left is not { } left
            || rule.Limit.Unit != TimeUnit.WorkingDays
            || (left.Unit == TimeUnit.WorkingDays && rule.Limit.Amount <= left.Amount)
        )
        {
            return used;
        }

        var dayLeft = calendar.Subtract(due, left).At;
        return dayLeft < used && dayLeft > from ? dayLeft : used;
    }
}
