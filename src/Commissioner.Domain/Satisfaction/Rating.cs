using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Satisfaction;

/// <summary>The five levels of 好差评.</summary>
public enum Level
{
    /// <summary>非常满意.</summary>
    VerySatisfied = 1,
    /// <summary>满意.</summary>
    Satisfied = 2,
    /// <summary>基本满意.</summary>
    FairlySatisfied = 3,
    /// <summary>不满意.</summary>
    Dissatisfied = 4,
    /// <summary>非常不满意.</summary>
    VeryDissatisfied = 5,
}

/// <summary>What an enterprise thinks of how a case went; only the overall level is compulsory, no level needs a reason.</summary>
/// <param name="Overall">All in all.</param>
/// <param name="Commissioner">The commissioner.</param>
/// <param name="Result">The result.</param>
/// <param name="Departments">Departments that took part.</param>
/// <param name="Reason">In its own words, at most 1,000 characters.</param>
public sealed record Opinion(
    Level Overall, Level? Commissioner = null, Level? Result = null, IReadOnlyList<(Id<Department> Department, Level Level)>? Departments = null, string? Reason = null);

/// <summary>A rating: one per case and cycle; it hits who served when the closure was proposed, whoever serves now.</summary>
public sealed class Rating
{
    private readonly List<DepartmentRating> _departments = [];

    private Rating() { }

    /// <summary>Its key.</summary>
    public Id<Rating> Id { get; private set; }

    /// <summary>The case rated.</summary>
    public Id<Case> CaseId { get; private set; }

    /// <summary>The case's cycle.</summary>
    public int Cycle { get; private set; }

    /// <summary>Who rated.</summary>
    public Id<Enterprise> EnterpriseId { get; private set; }

    /// <summary>The commissioner rated; null where the duty desk served.</summary>
    public Id<Person>? ServedById { get; private set; }

    /// <summary>All in all.</summary>
    public Level Overall { get; private set; }

    /// <summary>The commissioner.</summary>
    public Level? OfCommissioner { get; private set; }

    /// <summary>The result.</summary>
    public Level? OfResult { get; private set; }

    /// <summary>In the enterprise's own words.</summary>
    public string? Reason { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset RatedAt { get; private set; }

    /// <summary>Who pressed.</summary>
    public Id<Person> RatedById { get; private set; }

    /// <summary>Departments that took part.</summary>
    public IReadOnlyList<DepartmentRating> Departments => _departments;

    /// <summary>不满意 or worse, overall or of the commissioner: it replaces the commissioner (product.md §6).</summary>
    public bool IsPoor => Overall >= Level.Dissatisfied || OfCommissioner >= Level.Dissatisfied;

    /// <summary>An enterprise rates a closed case.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.MoveNotYours"/>, or a rule of <see cref="RatingRules"/>.</exception>
    public static Rating Give(Case @case, Opinion opinion, Actor by, DateTimeOffset now)
    {
        var who = CaseWorkflow.Who(CaseMove.Rate, false);
        if (by.First(who) is not { } role)
        {
            throw new RuleBroken(CaseRules.MoveNotYours) { Could = who };
        }

        if (!CaseWorkflow.From(CaseMove.Rate).Contains(@case.Status))
        {
            throw new RuleBroken(RatingRules.NotYetClosed) { Could = who };
        }

        var departments = opinion.Departments ?? [];
        (string Field, Level? Level)[] levels = [("overall", opinion.Overall), ("commissioner", opinion.Commissioner), ("result", opinion.Result), .. departments.Select(d => ("departments", (Level?)d.Level))];
        foreach (var (field, level) in levels)
        {
            if (level is { } l && !Enum.IsDefined(l))
            {
                throw new RuleBroken(RatingRules.LevelUnknown) { Field = field };
            }
        }

        if (departments.DistinctBy(d => d.Department).Count() != departments.Count)
        {
            throw new RuleBroken(RatingRules.DepartmentRatedTwice) { Field = "departments" };
        }

        if (opinion.Reason?.Length > 1000)
        {
            throw new RuleBroken(RatingRules.ReasonTooLong) { Field = "reason" };
        }

        var rating = new Rating
        {
            Id = Id<Rating>.New(now),
            CaseId = @case.Id,
            Cycle = @case.Cycle,
            EnterpriseId = @case.EnterpriseId,
            ServedById = @case.ServedById,
            Overall = opinion.Overall,
            OfCommissioner = opinion.Commissioner,
            OfResult = opinion.Result,
            Reason = string.IsNullOrWhiteSpace(opinion.Reason) ? null : opinion.Reason.Trim(),
            RatedAt = now,
            RatedById = by.Id,
        };
        var took = @case.Legs.Where(l => l.Status != Whistles.LegStatus.Reassigned).Select(l => l.DepartmentId).ToHashSet();
        foreach (var (department, level) in departments)
        {
            rating._departments.Add(took.Contains(department)
                ? new DepartmentRating { RatingId = rating.Id, DepartmentId = department, Level = level }
                : throw new RuleBroken(RatingRules.DepartmentTookNoPart) { Field = "departments" });
        }

        @case.Enterprise.Rated(rating, by, role, now);
        return rating;
    }
}

/// <summary>What an enterprise thinks of a department's part.</summary>
public sealed class DepartmentRating
{
    /// <summary>The rating.</summary>
    public Id<Rating> RatingId { get; init; }

    /// <summary>The department.</summary>
    public Id<Department> DepartmentId { get; init; }

    /// <summary>How satisfied.</summary>
    public Level Level { get; init; }
}
