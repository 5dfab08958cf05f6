namespace Commissioner.Domain.Clocks;

/// <summary>What kind of thing a promise is of.</summary>
public enum OwnerKind
{
    /// <summary>Nothing: the engine's own proof that it lives.</summary>
    Nothing,

    /// <summary>A case, or one of its legs or orders.</summary>
    Case,

    /// <summary>A replacement.</summary>
    Replacement,

    /// <summary>A call-back.</summary>
    Callback,

    /// <summary>A poor rating on its way.</summary>
    PoorRating,

    /// <summary>An undertaking, or one of its nodes.</summary>
    Undertaking,

    /// <summary>A remedy for like cases.</summary>
    Remedy,

    /// <summary>An introduction of two enterprises.</summary>
    Introduction,

    /// <summary>What a bank was shown of a financing need.</summary>
    Financing,
}

/// <summary>What a promise is of.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Id">Its key; null for nothing's. No key is used by two kinds.</param>
public readonly record struct Owner(OwnerKind Kind, Guid? Id);

/// <summary>The clock of a promise that something makes: it is loaded and saved with what it is of, and only through it.</summary>
/// <typeparam name="T">A case, a replacement, a call-back, a poor rating, an undertaking, a remedy, an introduction or what a bank was shown.</typeparam>
public sealed class ClockOf<T> : PromiseClock
{
    private ClockOf() { }

    internal ClockOf(OwnerKind kind, Id<T> owner) => (OwnerKind, OwnerId) = (kind, owner);

    /// <summary>What it is of.</summary>
    public Id<T> OwnerId { get; private set; }

    /// <inheritdoc/>
    public override Owner Owner => new(OwnerKind, OwnerId.Value);
}
