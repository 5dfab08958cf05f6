using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Satisfaction;

namespace Commissioner.Domain.Replacements;

/// <summary>What began a replacement.</summary>
public enum ReplacementTrigger
{
    /// <summary>The button 换专员.</summary>
    Button,

    /// <summary>A poor rating.</summary>
    Rating,

    /// <summary>The enterprise said so on the phone.</summary>
    Phone,

    /// <summary>A routine rotation 轮换, by the service office.</summary>
    Rotation,

    /// <summary>Asked after a poor result, the enterprise said yes.</summary>
    Asked,
}

/// <summary>Where a replacement stands.</summary>
public enum ReplacementStatus
{
    /// <summary>The backup or the duty desk acts; a successor is owed.</summary>
    Acting,

    /// <summary>A successor was appointed.</summary>
    Appointed,

    /// <summary>The enterprise kept the present commissioner.</summary>
    Kept,

    /// <summary>Who acted was replaced in turn: the further replacement owes the successor.</summary>
    Overtaken,
}

/// <summary>Why somebody can't follow as commissioner.</summary>
public enum Obstacle
{
    /// <summary>Served the enterprise before.</summary>
    ServedBefore,

    /// <summary>Has declared a tie to it.</summary>
    Tied,

    /// <summary>Is its backup.</summary>
    StandsBy,

    /// <summary>Serves as many as it can.</summary>
    Full,

    /// <summary>Is on leave.</summary>
    Away,
}

/// <summary>What follows when only the result of a case was rated poor.</summary>
public enum PoorResultPolicy
{
    /// <summary>A poor overall level replaces the commissioner at once, whatever it comes from.</summary>
    Immediate,

    /// <summary>The enterprise is asked first whether it wants another commissioner.</summary>
    AskFirst,
}

/// <summary>Whether a poor rating is about the result alone.</summary>
public static class PoorResult
{
    /// <summary>
    /// The result is rated poor, and nothing says the same of the commissioner: it was rated well, or it was not rated and all in all is
    /// not poor.
    /// </summary>
    public static bool Alone(Rating rating) =>
        rating.OfResult >= Level.Dissatisfied
        && (rating.OfCommissioner is { } commissioner ? commissioner < Level.Dissatisfied : rating.Overall < Level.Dissatisfied);
}

/// <summary>What a replacement is begun with, as it stands at that moment.</summary>
/// <param name="Candidates">Commissioners that could follow.</param>
/// <param name="BackupName">The backup's name, for the enterprise to read.</param>
/// <param name="Unfinished">The enterprise's replacement in which a successor, or its first contact, is still owed.</param>
/// <param name="InTwelveMonths">How many began in the twelve months before; rotations and those that the enterprise took back
/// aside.</param>
/// <param name="ActiveName">The name of who serves, where it acts for one on leave.</param>
public sealed record Bench(
    IReadOnlyList<Candidate> Candidates,
    string? BackupName = null,
    Replacement? Unfinished = null,
    int InTwelveMonths = 0,
    string? ActiveName = null
);
