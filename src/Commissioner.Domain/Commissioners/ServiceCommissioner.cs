using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Commissioners;

/// <summary>An official who serves enterprises as their named commissioner 企业服务专员, and as backup of others.</summary>
public sealed class ServiceCommissioner
{
    /// <summary>More enterprises nobody serves.</summary>
    public const int MostEnterprises = 500;

    private ServiceCommissioner() { }

    public Id<Person> PersonId { get; private set; }

    /// <summary>The sub-park it works in.</summary>
    public Id<Park> ParkId { get; private set; }

    /// <summary>The line of business it knows, a code.</summary>
    public string Industry { get; private set; } = "";

    /// <summary>How many enterprises it can serve at the most.</summary>
    public int LoadLimit { get; private set; }

    /// <summary>Works here, knows this, and serves so many at the most, from now on; what it serves already it keeps.</summary>
    /// <exception cref="RuleBroken"><see cref="CommissionerRules.LoadLimitUnfit"/>.</exception>
    public void Work(Id<Park> park, string industry, int loadLimit)
    {
        if (loadLimit is < 1 or > MostEnterprises)
        {
            throw new RuleBroken(CommissionerRules.LoadLimitUnfit) { Field = "loadLimit" };
        }

        (ParkId, Industry, LoadLimit) = (park, industry, loadLimit);
    }

    /// <summary>Appoints somebody to the scheme.</summary>
    /// <exception cref="RuleBroken"><see cref="CommissionerRules.LoadLimitUnfit"/>.</exception>
    public static ServiceCommissioner Join(Id<Person> person, Id<Park> park, string industry, int loadLimit)
    {
        var commissioner = new ServiceCommissioner { PersonId = person };
        commissioner.Work(park, industry, loadLimit);
        return commissioner;
    }
}

/// <summary>What is refused of a commissioner.</summary>
public static class CommissionerRules
{
    public static readonly Rule LoadLimitUnfit = new("LoadLimitUnfit", "A commissioner serves 1 to 500 enterprises at the most.");

    /// <summary>Detail 0: what was given.</summary>
    public static readonly Rule HoldsNoCommissionersRole = new(
        "HoldsNoCommissionersRole",
        "Nobody of the staff with this user name holds the role of commissioner: the security administrator grants it first."
    );
}

/// <summary>A commissioner who could be successor, with what the choice is made by.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="ParkId">The sub-park it works in.</param>
/// <param name="Industry">The line of business it knows.</param>
/// <param name="LoadLimit">How many enterprises it can serve.</param>
/// <param name="Load">How many it serves now.</param>
/// <param name="Tied">Has a declared tie to the enterprise in question.</param>
/// <param name="Away">Is on leave.</param>
public sealed record Candidate(
    Id<Person> PersonId,
    Id<Park> ParkId,
    string Industry,
    int LoadLimit,
    int Load,
    bool Tied = false,
    bool Away = false
);
