using Commissioner.Domain.Retention;

namespace Commissioner.Data;

/// <summary>
/// That something was erased: by which rule, of what, when and how much; never what it said. Only ever added. It is also what a run knows by
/// that nothing is left to do.
/// </summary>
public sealed class Erasure
{
    public long Id { get; private set; }

    public ErasureRule Rule { get; init; }

    /// <summary>The policy's version by which its time was over.</summary>
    public int PolicyVersion { get; init; }

    /// <summary>Of what, by the name of its kind; Archive for a package, Messages for many at once.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Which of these; null for many at once.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>From when its time was counted, UTC: a case that is taken up again and closed again has another.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>How many texts, names and numbers; of messages, how many.</summary>
    public int Count { get; init; }

    /// <summary>How many files.</summary>
    public int Files { get; init; }
}
