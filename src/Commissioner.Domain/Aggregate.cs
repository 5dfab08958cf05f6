using Commissioner.Domain.People;

namespace Commissioner.Domain;

/// <summary>Who may read a timeline entry. The rated person and its colleagues never read <see cref="Supervision"/>.</summary>
[Flags]
public enum Audience
{
    /// <summary>Commissioner, backup and service office.</summary>
    Desk = 1,

    /// <summary>The enterprise, in plain words.</summary>
    Enterprise = 2,

    /// <summary>The department whose leg it is.</summary>
    Department = 4,

    /// <summary>Supervision only.</summary>
    Supervision = 8,

    /// <summary>Everybody who may see the subject.</summary>
    All = Desk | Enterprise | Department | Supervision,
}

/// <summary>What happened, in the past tense; its properties are the facts, its name is stable.</summary>
public abstract record DomainEvent
{
    /// <summary>Who may read it.</summary>
    public abstract Audience SeenBy();

    /// <summary>The department it concerns, where it concerns one; other departments do not read it.</summary>
    public virtual Id<Departments.Department>? Concerns() => null;
}

/// <summary>An event with its place in the subject's timeline.</summary>
/// <param name="Seq">1, 2, 3 … without gap in one timeline.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="By">Who did it.</param>
/// <param name="As">The role in which it was done.</param>
/// <param name="What">What happened.</param>
/// <param name="Held">Who had the subject when the next entry was written; of the last entry it is <see cref="Aggregate.Holding"/>.</param>
public sealed record Happening(int Seq, DateTimeOffset At, Actor By, Role As, DomainEvent What, Clocks.Holding? Held = null);

/// <summary>
/// A consistency boundary with a timeline. Every change writes an entry, so that <see cref="Version"/>, the number of the last
/// entry, is also the version that guards against lost updates.
/// </summary>
public abstract class Aggregate
{
    private readonly List<Happening> _happened = [];

    /// <summary>Number of the last timeline entry.</summary>
    public int Version { get; private set; }

    /// <summary>What happened since it was loaded, not yet remembered.</summary>
    public IReadOnlyList<Happening> Happened => _happened;

    public abstract Guid TimelineKey { get; }

    /// <summary>Who has it now; null for what nobody has.</summary>
    public virtual Clocks.Holding? Holding => null;

    /// <summary>Forgets the entries, once they have been written to the timeline.</summary>
    public void Remembered() => _happened.Clear();

    /// <summary>Writes an entry.</summary>
    protected void Record(Actor by, Role @as, DateTimeOffset at, DomainEvent what)
    {
        ArgumentNullException.ThrowIfNull(by);
        // What a seat does for a caller stands behind what the caller said: once, however much follows from it.
        if (@as == Role.HotlineSeat && by.Says is { } said && Heard(said) is { } heard && !_happened.Exists(h => h.What == heard))
        {
            Write(by, @as, at, heard);
        }

        Write(by, @as, at, what);
    }

    /// <summary>A caller's words as an event of this timeline; null where it keeps none.</summary>
    protected virtual DomainEvent? Heard(Spoken said) => null;

    private void Write(Actor by, Role @as, DateTimeOffset at, DomainEvent what)
    {
        // A move settles who has the subject after it has written its entry. So the holder of an entry is filled in when the next one is
        // written, or by the save.
        if (_happened.Count > 0)
        {
            _happened[^1] = _happened[^1] with { Held = Holding };
        }

        _happened.Add(new(++Version, at, by, @as, what));
    }
}
