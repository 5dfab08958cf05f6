using System.Collections.Concurrent;
using Commissioner.App.Channels;
using Commissioner.Domain;
using Commissioner.Domain.Told;

namespace Commissioner.App.Tests.Harness;

/// <summary>In place of a carrier of text messages: keeps what it took, and answers as a test says.</summary>
public sealed class Carrier : IChannel
{
    /// <summary>What it took, in the order of taking.</summary>
    public ConcurrentQueue<Outgoing> Sent { get; } = [];

    /// <summary>What it was handed, whatever it answered.</summary>
    public ConcurrentQueue<Id<Delivery>> Handed { get; } = [];

    /// <summary>How often it was handed something.</summary>
    public int Asked => Handed.Count;

    /// <summary>How it answers; it takes everything unless a test says otherwise.</summary>
    public Func<Outgoing, Domain.Told.Handed> Answer { get; set; } = _ => new(GatewayAnswer.Taken);

    /// <summary>What it says when it is asked for a message whose answer was lost; it can't be asked unless a test says otherwise.</summary>
    public Func<Outgoing, Domain.Told.Handed?> Find { get; set; } = _ => null;

    /// <inheritdoc/>
    public Channel Kind => Channel.Sms;

    /// <inheritdoc/>
    public string Name => "test";

    /// <inheritdoc/>
    public Task<Domain.Told.Handed> SendAsync(Outgoing message, CancellationToken cancellationToken)
    {
        Handed.Enqueue(message.Id);
        var answer = Answer(message);
        if (answer.Outcome == GatewayAnswer.Taken)
        {
            Sent.Enqueue(message);
        }

        return Task.FromResult(answer);
    }

    /// <inheritdoc/>
    public Task<Domain.Told.Handed?> FindAsync(Outgoing message, CancellationToken cancellationToken) => Task.FromResult(Find(message));

    /// <summary>Is as it was at first.</summary>
    public void Forget()
    {
        Sent.Clear();
        Handed.Clear();
        Answer = _ => new(GatewayAnswer.Taken);
        Find = _ => null;
    }
}
