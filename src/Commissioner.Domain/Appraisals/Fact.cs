using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Appraisals;

/// <summary>What one fact adds to one unit's sum of a day.</summary>
/// <param name="Kind">Of what kind of unit.</param>
/// <param name="UnitId">Of which.</param>
/// <param name="Part">Of which part of it: a category, a holder; empty for the whole.</param>
/// <param name="Day">The day on which it fell due.</param>
/// <param name="Measure">What.</param>
/// <param name="Why">Counted, or why it is left out.</param>
/// <param name="Halves">Twice what it adds to the numerator.</param>
/// <param name="N">What it adds to the denominator.</param>
public sealed record Mark(UnitKind Kind, Guid UnitId, string Part, DateOnly Day, Measure Measure, LeftOut Why, long Halves, long N);

/// <summary>
/// One thing that counts: a promise that fell due, a cycle of a case with how it ended, a rating. It follows from the log alone, so that it
/// can be computed anew at any time; all scores are sums of facts.
/// </summary>
public sealed class Fact
{
    /// <summary>The case, or the replacement.</summary>
    public Guid OwnerId { get; init; }

    /// <summary>What kind of fact, which decides what <see cref="Value"/> means.</summary>
    public FactKind Kind { get; init; }

    /// <summary>What the fact is about: the case itself, a leg, a department, or a holder (see <see cref="CaseFacts.KeyOf"/>).</summary>
    public Guid SubjectId { get; init; }

    /// <summary>Counts from 1: the case's cycle, or the clock's.</summary>
    public int Cycle { get; init; }

    /// <summary>The park's local day on which it fell due.</summary>
    public DateOnly Day { get; init; }

    /// <summary>The commissioner that it is about; null for the duty desk.</summary>
    public Id<Person>? PersonId { get; init; }

    /// <summary>The department that it is about.</summary>
    public Id<Department>? DepartmentId { get; init; }

    public Id<Park> ParkId { get; init; }

    public Id<Park> SubParkId { get; init; }

    public Id<Enterprise> EnterpriseId { get; init; }

    /// <summary>The case's category; empty for a replacement.</summary>
    public string Category { get; init; } = "";

    /// <summary>Counted, or why it is left out.</summary>
    public LeftOut Why { get; init; }

    /// <summary>
    /// Of a promise 1 where it was kept, and of one to settle 2 more where it would have been without extension, 4 more where its lateness
    /// is not the commissioner's; of an outcome the halves that it counts; of a rating its level, 0 for none; of lateness the working
    /// minutes; of a replacement 1 where it was taken back; of an objection 1 where it was upheld.
    /// </summary>
    public long Value { get; init; }

    /// <summary>When what it says was settled, UTC: kept, confirmed, rated; null while it only fell due.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>The policy that the promise is pinned to.</summary>
    public int PolicyVersion { get; init; }

    /// <summary>What identifies a fact: owner, kind, subject and cycle.</summary>
    public (Guid, FactKind, Guid, int) Key => (OwnerId, Kind, SubjectId, Cycle);

    /// <summary>Whether a fact computed anew equals this one in every column; a difference means that the stored one is stale.</summary>
    public bool IsSame(Fact other) =>
        (Key, Day, PersonId, DepartmentId, ParkId, SubParkId, EnterpriseId)
            == (other.Key, other.Day, other.PersonId, other.DepartmentId, other.ParkId, other.SubParkId, other.EnterpriseId)
        && (Category, Why, Value, SettledAt, PolicyVersion)
            == (other.Category, other.Why, other.Value, other.SettledAt, other.PolicyVersion);

    /// <summary>The same, left out by a decision.</summary>
    public Fact LeftOutByDecision() =>
        new()
        {
            OwnerId = OwnerId,
            Kind = Kind,
            SubjectId = SubjectId,
            Cycle = Cycle,
            Day = Day,
            PersonId = PersonId,
            DepartmentId = DepartmentId,
            ParkId = ParkId,
            SubParkId = SubParkId,
            EnterpriseId = EnterpriseId,
            Category = Category,
            Why = LeftOut.ByDecision,
            Value = Value,
            SettledAt = SettledAt,
            PolicyVersion = PolicyVersion,
        };

    /// <summary>All that it adds to the sums of the units that it is about.</summary>
    public IEnumerable<Mark> Marks() =>
        Kind switch
        {
            FactKind.Filed => Parks(Measure.Filed, Why, 0, 1, byCategory: true),
            FactKind.FirstContact => [.. Person(Measure.Response, Why, Kept(1)), .. Parks(Measure.Response, Why, Kept(1))],
            FactKind.CheckIn => [.. Department(Measure.CheckIn, Why, Kept(1)), .. Parks(Measure.CheckIn, Why, Kept(1))],
            FactKind.LegResult => Department(Measure.OnTime, Why, Kept(1)),
            // Flag 4 says that the ledger charges the lateness to others: for the commissioner that counts as kept, for the park it does
            // not.
            FactKind.Settle =>
            [
                .. Person(Measure.OnTime, Why, Kept(1 | 4)),
                .. Person(Measure.OnTimeUnextended, Why, Kept(2 | 4)),
                .. Parks(Measure.OnTime, Why, Kept(1), byCategory: true),
                .. Parks(Measure.OnTimeUnextended, Why, Kept(2)),
            ],
            FactKind.Outcome => Outcomes(
                (measure, why, halves) =>
                    [.. Person(measure, why, halves), .. Parks(measure, why, halves, byCategory: measure == Measure.Resolution)]
            ),
            FactKind.PartOutcome => Outcomes(Department),
            FactKind.Rated => Ratings((measure, why, halves) => [.. Person(measure, why, halves), .. Parks(measure, why, halves)]),
            FactKind.PartRated => Ratings(Department),
            FactKind.Lateness =>
            [
                .. Person(Measure.LateMinutes, Why, 2 * Value),
                .. Department(Measure.LateMinutes, Why, 2 * Value),
                .. Held(),
            ],
            FactKind.Replacement => Parks(Measure.Replaced, Why, 2 * Value),
            FactKind.Objection => Department(Measure.Objected, Why, 2 * Value),
            _ => [],
        };

    private long Kept(long any) => (Value & any) != 0 ? 2 : 0;

    private IEnumerable<Mark> Outcomes(Func<Measure, LeftOut, long, IEnumerable<Mark>> mark) =>
        [
            .. mark(Measure.Resolution, Why, Value),
            // An unanswered case is in no numerator. The plain rate leaves it out; the strict rate counts it in the denominator.
            .. mark(
                Measure.StrictResolution,
                Why == LeftOut.Unanswered ? LeftOut.Counted : Why,
                Why == LeftOut.Counted && Value == 2 ? 2 : 0
            ),
        ];

    private IEnumerable<Mark> Ratings(Func<Measure, LeftOut, long, IEnumerable<Mark>> mark) =>
        [
            .. mark(Measure.Satisfaction, Why, Value is >= 1 and <= 3 ? 2 : 0),
            .. mark(Measure.StrictSatisfaction, Why, Value is 1 or 2 ? 2 : 0),
            .. mark(Measure.Rated, Why == LeftOut.ByDecision ? Why : LeftOut.Counted, Value > 0 ? 2 : 0),
        ];

    private IEnumerable<Mark> Person(Measure measure, LeftOut why, long halves) =>
        PersonId is { } person ? [One(UnitKind.Person, person.Value, "", measure, why, halves)] : [];

    private IEnumerable<Mark> Department(Measure measure, LeftOut why, long halves) =>
        DepartmentId is { } department ? [One(UnitKind.Department, department.Value, "", measure, why, halves)] : [];

    private IEnumerable<Mark> Parks(Measure measure, LeftOut why, long halves, long n = 1, bool byCategory = false)
    {
        foreach (var park in SubParkId == ParkId ? [ParkId] : new[] { ParkId, SubParkId })
        {
            yield return One(UnitKind.Park, park.Value, "", measure, why, halves, n);
            if (byCategory)
            {
                yield return One(UnitKind.Park, park.Value, Category, measure, why, halves, n);
            }
        }
    }

    private IEnumerable<Mark> Held() =>
        [
            One(UnitKind.Park, ParkId.Value, "", Measure.LateMinutes, Why, 2 * Value),
            One(UnitKind.Park, ParkId.Value, Holder, Measure.LateMinutes, Why, 2 * Value),
        ];

    private string Holder => DepartmentId is not null ? nameof(Cases.HolderKind.Department) : CaseFacts.HolderOf(SubjectId).ToString();

    private Mark One(UnitKind kind, Guid unit, string part, Measure measure, LeftOut why, long halves, long n = 1) =>
        new(kind, unit, part, Day, measure, why, why == LeftOut.Counted ? halves : 0, n);
}
