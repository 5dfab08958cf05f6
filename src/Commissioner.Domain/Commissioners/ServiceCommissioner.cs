using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Commissioners;

/// <summary>An official who serves enterprises as their named commissioner 企业服务专员, and as backup of others.</summary>
public sealed class ServiceCommissioner
{
    private ServiceCommissioner() { }

    public Id<Person> PersonId { get; private set; }

    /// <summary>The sub-park it works in.</summary>
    public Id<Park> ParkId { get; private set; }

    /// <summary>The line of business it knows, a code.</summary>
    public string Industry { get; private set; } = "";

    /// <summary>How many enterprises it can serve at the most.</summary>
    public int LoadLimit { get; private set; }

    /// <summary>Appoints somebody to the scheme.</summary>
    public static ServiceCommissioner Join(Id<Person> person, Id<Park> park, string industry, int loadLimit) =>
        new()
        {
            PersonId = person,
            ParkId = park,
            Industry = industry,
            LoadLimit = loadLimit,
        };
}

/// <summary>A commissioner who could be successor, with what the choice is made by.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="ParkId">The sub-park it works in.</param>
/// <param name="Industry">The line of business it knows.</param>
/// <param name="LoadLimit">How many enterprises it can serve.</param>
/// <param name="Load">How many it serves now.</param>
/// <param name="Tied">Has a declared tie to the enterprise in question.</param>
public sealed record Candidate(Id<Person> PersonId, Id<Park> ParkId, string Industry, int LoadLimit, int Load, bool Tied = false);
