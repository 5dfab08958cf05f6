using Commissioner.Domain.Cases;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Notes;

/// <summary>Somebody of the staff who wants to be told of a case, for as long as it may see it.</summary>
public sealed class CaseFollower
{
    public Id<Case> CaseId { get; init; }

    public Id<Person> PersonId { get; init; }

    /// <summary>Since when, UTC.</summary>
    public DateTimeOffset Since { get; init; }
}
