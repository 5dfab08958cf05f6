using Commissioner.Domain.Calendars;
using Commissioner.Domain.Tests.Calendars;
using Commissioner.Domain.Undertakings;

namespace Commissioner.Domain.Tests.Undertakings;

/// <summary>Dates computed forward, against dates that were counted on the fingers.</summary>
[Parallelizable(ParallelScope.All)]
public class NodeScheduleTests
{
    private static readonly DateTimeOffset Start = Given.Shanghai("2024-01-10 10:00");

    // Thirty nodes in a plain pattern: each needs the one before, some need two, some stand in parallel.
    private static readonly List<ScheduledNode> Thirty =
    [
        .. Enumerable
            .Range(0, 30)
            .Select(i => new ScheduledNode(
                $"N{i}",
                i switch
                {
                    0 => [],
                    _ when i % 5 == 3 => [$"N{i - 2}"],
                    _ when i % 5 == 4 => [$"N{i - 1}", $"N{i - 2}"],
                    _ => [$"N{i - 1}"],
                },
                WorkingTime.Days(12 + (i * 7 % 29))
            )),
    ];

    [Test]
    public void Thirty_nodes_over_three_years_end_when_they_are_counted_to_end()
    {
        var laid = NodeSchedule.Lay(Thirty, Start, ChinaWorkingDays.Default);
        var counted = Count(Thirty);
        Assert.That(laid.Spans.ToDictionary(s => s.Code, s => s.To), Is.EqualTo(counted));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(laid.EndsAt.Year, Is.EqualTo(2026), "it goes over three years of the calendar");
            Assert.That(laid.Spans.All(s => s.Assured));
            Assert.That(laid["N0"].From, Is.EqualTo(Start));
            Assert.That(laid["N4"].From, Is.EqualTo(new[] { counted["N3"], counted["N2"] }.Max()));
        }
    }

    [Test]
    public void The_critical_path_is_what_the_end_hangs_on()
    {
        var laid = NodeSchedule.Lay(Thirty, Start, ChinaWorkingDays.Default);
        foreach (var span in laid.Spans)
        {
            // One working day more on a node moves the end exactly where the node is on the path.
            var longer = Thirty.ConvertAll(n => n.Code == span.Code ? n with { Limit = WorkingTime.Days(n.Limit.Amount + 1) } : n);
            Assert.That(
                NodeSchedule.Lay(longer, Start, ChinaWorkingDays.Default).EndsAt > laid.EndsAt,
                Is.EqualTo(span.Critical),
                span.Code
            );
        }
    }

    [TestCase("N2")]
    [TestCase("N12")]
    [TestCase("N13")]
    [TestCase("N29")]
    public void A_slip_moves_what_depends_on_it_and_nothing_else(string slipped)
    {
        var before = NodeSchedule.Lay(Thirty, Start, ChinaWorkingDays.Default);
        var late = Thirty.ConvertAll(n => n.Code == slipped ? n with { EndsAt = before[slipped].To.AddDays(200) } : n);
        var after = NodeSchedule.Lay(late, Start, ChinaWorkingDays.Default);
        Assert.That(after.MovedFrom(before), Is.EquivalentTo(Dependent(slipped)));
    }

    [Test]
    public void A_slip_within_the_slack_moves_nothing_behind_it()
    {
        ScheduledNode[] nodes =
        [
            new("A", [], WorkingTime.Days(10)),
            new("B", [], WorkingTime.Days(3)),
            new("C", ["A", "B"], WorkingTime.Days(5)),
        ];
        var before = NodeSchedule.Lay(nodes, Start, ChinaWorkingDays.Default);
        nodes[1] = nodes[1] with { Limit = WorkingTime.Days(9) };
        Assert.That(NodeSchedule.Lay(nodes, Start, ChinaWorkingDays.Default).MovedFrom(before), Is.EqualTo(new[] { "B" }));
    }

    [Test]
    public void What_lies_beyond_the_last_notice_says_so()
    {
        var laid = NodeSchedule.Lay(
            [new("A", [], WorkingTime.Days(10)), new("B", ["A"], WorkingTime.Days(20)), new("C", ["B"], WorkingTime.Days(1))],
            Given.Shanghai("2026-12-10 10:00"),
            ChinaWorkingDays.Default
        );
        Assert.That(laid.Spans.Select(s => s.Assured), Is.EqualTo(new[] { true, false, false }));
    }

    private static IEnumerable<string> Dependent(string code)
    {
        HashSet<string> moved = [code];
        foreach (var node in Thirty.Where(n => n.Needs.Any(moved.Contains)))
        {
            moved.Add(node.Code);
        }

        return moved;
    }

    // Day by day, from the published list of days off and make-up days alone.
    private static Dictionary<string, DateTimeOffset> Count(List<ScheduledNode> nodes)
    {
        var days = ChinaWorkingDays.Default.Overrides;
        Dictionary<string, DateOnly> ends = [];
        foreach (var node in nodes)
        {
            var day = node.Needs.Count == 0 ? new DateOnly(2024, 1, 10) : node.Needs.Max(n => ends[n]);
            for (var left = node.Limit.Amount; left > 0; )
            {
                day = day.AddDays(1);
                var off = days.TryGetValue(day, out var dated) ? dated.IsOff : day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
                left -= off ? 0 : 1;
            }

            ends[node.Code] = day;
        }

        return ends.ToDictionary(e => e.Key, e => new DateTimeOffset(e.Value, new(18, 0), TimeSpan.FromHours(8)));
    }
}
