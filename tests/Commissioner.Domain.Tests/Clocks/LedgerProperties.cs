using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Tests.Calendars;
using FsCheck;
using FsCheck.Fluent;

namespace Commissioner.Domain.Tests.Clocks;

/// <summary>Laws of the ledger, over random histories to the tick: who holds, for which reason, and when the system stood still.</summary>
[Parallelizable(ParallelScope.All)]
public class LedgerProperties
{
    private static readonly DateTimeOffset Start = Given.Shanghai("2026-02-10 08:00");
    private static readonly Id<Department>[] Departments = [.. Enumerable.Range(0, 4).Select(_ => Id<Department>.New())];

    private static readonly Holding[] Holders =
    [
        Holding.Commissioner,
        Holding.Enterprise,
        new(HolderKind.TriageDesk),
        new(HolderKind.Nobody),
        .. Departments.Select(d => new Holding(HolderKind.Department, d)),
    ];

    private static readonly Gen<TimeSpan> Gaps =
        from minutes in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 90), Gen.Choose(0, 6 * 1440))
        from ticks in Gen.Choose(0, (int)TimeSpan.TicksPerMinute)
        from whole in Gen.Elements(true, false)
        select TimeSpan.FromMinutes(minutes) + new TimeSpan(whole ? 0 : ticks);

    private static readonly Gen<(TimeSpan Gap, Holding? Holder, string Name, Role As, TimeSpan? Owed)> Steps =
        from gap in Gaps
        from holder in Gen.OneOf(Gen.Elements(Holders).Select(h => (Holding?)h), Gen.Constant<Holding?>(null))
        from name in Gen.Elements("A", "B", "C", "")
        from role in Gen.Elements(Role.Commissioner, Role.System, Role.DepartmentHead)
        from owed in Gen.Frequency((6, Gen.Constant<TimeSpan?>(null)), (1, Gaps.Select(g => (TimeSpan?)g)))
        select (gap, holder, name, role, owed);

    private static readonly Gen<History> Histories = from steps in Steps.ListOf(25) from rest in Gaps select Play(steps, rest);

    private static readonly Gen<IReadOnlyList<HeldMinutes>> Held =
        from minutes in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 50), Gen.Choose(0, 100_000)).ListOf(Holders.Length)
        select (IReadOnlyList<HeldMinutes>)
            [.. Holders.Where(h => h.Kind != HolderKind.Nobody).Zip(minutes, (h, m) => new HeldMinutes(h, m))];

    private static readonly Gen<IReadOnlyDictionary<Holding, long>> Allowances =
        from minutes in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 60_000)).ListOf(Holders.Length)
        select (IReadOnlyDictionary<Holding, long>)Holders.Zip(minutes).ToDictionary(p => p.First, p => (long)p.Second);

    [Test]
    public void The_parts_sum_exactly_to_the_whole() =>
        Holds(
            Histories,
            history =>
            {
                var ledger = history.Ledger();
                var held = ledger.Segments.Sum(s => A.Promises.Calendar.Between(s.From, s.To).Ticks) / TimeSpan.TicksPerMinute;

                Assert.That(ledger.Segments.Sum(s => s.WorkingMinutes), Is.EqualTo(ledger.WorkingMinutes));
                Assert.That(ledger.Totals.Sum(t => t.Minutes), Is.EqualTo(ledger.WorkingMinutes));
                Assert.That(ledger.WorkingMinutes, Is.EqualTo(held));
                Assert.That(ledger.Segments.All(s => s.WorkingMinutes >= 0 && s.To > s.From), Is.True);
            }
        );

    [Test]
    public void Every_instant_is_with_whom_the_last_entry_says_or_the_system_s() =>
        Holds(
            Histories,
            history =>
            {
                var ledger = history.Ledger();
                for (var at = Start; at < history.Until; at += TimeSpan.FromMinutes(709))
                {
                    var said = history.Entries.Where(e => e.At <= at).Select(e => e.Holder).OfType<Holding>().LastOrDefault();
                    var wanted =
                        said is null or { Kind: HolderKind.Nobody } ? null
                        : history.Entries.Any(e => e.OwedSince <= at && at < e.At) ? Holding.System
                        : said;

                    Assert.That(
                        ledger.Segments.Where(s => s.From <= at && at < s.To).Select(s => s.Holder),
                        Is.EqualTo(wanted is null ? Array.Empty<Holding>() : [wanted]),
                        $"{at:O}"
                    );
                }
            }
        );

    [Test]
    public void Stretches_follow_each_other_and_touching_ones_differ() =>
        Holds(
            Histories,
            history =>
            {
                foreach (var (one, next) in history.Ledger().Segments.Zip(history.Ledger().Segments.Skip(1)))
                {
                    Assert.That(one.To, Is.LessThanOrEqualTo(next.From));
                    Assert.That(one.To == next.From && one.Holder == next.Holder && one.Why == next.Why, Is.False);
                }
            }
        );

    [Test]
    public void A_part_of_it_is_a_ledger_too() =>
        Holds(
            Histories.Zip(Gaps.Zip(Gaps)),
            given =>
            {
                var (history, (from, length)) = given;
                var part = history.Ledger().Between(Start + from, Start + from + length);

                Assert.That(part.Segments.Sum(s => s.WorkingMinutes), Is.EqualTo(part.WorkingMinutes));
                Assert.That(part.Segments.All(s => s.From >= Start + from && s.To <= Start + from + length), Is.True);
                Assert.That(part.WorkingMinutes, Is.LessThanOrEqualTo(history.Ledger().WorkingMinutes));
            }
        );

    [Test]
    public void The_shares_sum_exactly_to_what_is_late() =>
        Holds(
            Held.Zip(Allowances).Zip(Gen.Choose(0, 200_000)),
            given =>
                Assert.That(Ledger.Charge(given.Item2, given.Item1.Item1, given.Item1.Item2).Sum(s => s.Minutes), Is.EqualTo(given.Item2))
        );

    [Test]
    public void Each_share_is_the_formula_s_to_the_minute() =>
        Holds(
            Held.Zip(Allowances).Zip(Gen.Choose(1, 200_000)),
            given =>
            {
                var ((held, allowances), late) = given;
                var over = held.Where(h => h.Holder != Holding.Enterprise)
                    .ToDictionary(h => h.Holder, h => Math.Max(0, h.Minutes - allowances[h.Holder]));
                var all = over.Values.Sum();
                foreach (var share in Ledger.Charge(late, held, allowances).Where(_ => all > 0))
                {
                    Assert.That(share.Minutes, Is.EqualTo((double)late * over[share.Holder] / all).Within(1).And.Positive);
                }
            }
        );

    [Test]
    public void Nobody_is_charged_for_waiting_for_the_enterprise() =>
        Holds(
            Histories.Zip(Allowances).Zip(Gaps),
            given =>
            {
                var ((history, allowances), due) = given;
                var shares = history.Ledger().Charge(Start, Start + due, history.Until, allowances);
                var after = history.Ledger().Between(Start + due, history.Until);

                Assert.That(shares.Select(s => s.Holder), Has.No.Member(Holding.Enterprise));
                Assert.That(
                    shares.Sum(s => s.Minutes),
                    Is.EqualTo(after.WorkingMinutes - after.Totals.Where(t => t.Holder == Holding.Enterprise).Sum(t => t.Minutes))
                );
            }
        );

    [Test]
    public void Who_kept_within_what_it_was_allowed_is_not_charged_for_another_s_delay() =>
        Holds(
            Held.Zip(Allowances).Zip(Gen.Choose(1, 200_000)),
            given =>
            {
                var ((held, allowances), late) = given;
                var within = held.Where(h => h.Minutes <= allowances[h.Holder]).Select(h => h.Holder);

                Assert.That(Ledger.Charge(late, held, allowances).Select(s => s.Holder).Intersect(within), Is.Empty);
            }
        );

    [Test]
    public void Whose_name_is_whose_changes_nothing() =>
        Holds(
            Histories.Zip(Allowances).Zip(Gaps.Zip(Gen.Choose(1, 3))),
            given =>
            {
                var ((history, allowances), (due, turn)) = given;
                Holding? Renamed(Holding? h) =>
                    h?.DepartmentId is { } id
                        ? h with
                        {
                            DepartmentId = Departments[(Array.IndexOf(Departments, id) + turn) % Departments.Length],
                        }
                        : h;
                var other = history with { Entries = [.. history.Entries.Select(e => e with { Holder = Renamed(e.Holder) })] };

                Assert.That(
                    other.Ledger().Charge(Start, Start + due, history.Until, allowances.ToDictionary(a => Renamed(a.Key)!, a => a.Value)),
                    Is.EqualTo(
                        history
                            .Ledger()
                            .Charge(Start, Start + due, history.Until, allowances)
                            .Select(s => s with { Holder = Renamed(s.Holder)! })
                    )
                );
            }
        );

    private static void Holds<T>(Gen<T> given, Action<T> law) =>
        Prop.ForAll(given.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20260301, 7));

    private static History Play(IEnumerable<(TimeSpan Gap, Holding? Holder, string Name, Role As, TimeSpan? Owed)> steps, TimeSpan rest)
    {
        var at = Start;
        List<LedgerEntry> entries = [];
        foreach (var step in steps)
        {
            at += step.Gap;
            entries.Add(new(at, step.Holder, step.Name, step.As, OwedSince: at - step.Owed));
        }

        return new(entries, at + rest);
    }

    private sealed record History(IReadOnlyList<LedgerEntry> Entries, DateTimeOffset Until)
    {
        public Ledger Ledger() => Domain.Clocks.Ledger.Of(Entries, A.Promises.Calendar, Until);
    }
}
