using MediatR;

namespace Commissioner.App.Pipeline;

/// <summary>Marks what changes something.</summary>
public interface ICommand;

/// <summary>A request that changes something and answers a <typeparamref name="T"/>.</summary>
public interface ICommand<out T> : IRequest<T>, ICommand;

/// <summary>Marks a command that may be repeated without harm: a client's key is not its own.</summary>
public interface IRepeatable;

/// <summary>Marks a command that adds a version of a policy or a calendar: promises are made by it as soon as it is done.</summary>
public interface IChangesRules;

/// <summary>A request that only reads.</summary>
public interface IQuery<out T> : IRequest<T>;

/// <summary>
/// A request that the system sends to itself; it answers how much it did. It saves for itself, in transactions as small as its work allows,
/// so that one broken row costs a piece and not the whole run.
/// </summary>
public interface IJob : IRequest<int>;

/// <summary>What came with a request beside its body: a client's key, and the version that it read.</summary>
public sealed class Envelope
{
    /// <summary>The client's idempotency key; null when it gave none.</summary>
    public string? Key { get; set; }

    /// <summary>The version that the client read; null when it accepts a merge.</summary>
    public int? Version { get; set; }
}
