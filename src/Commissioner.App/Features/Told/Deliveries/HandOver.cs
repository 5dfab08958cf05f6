using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Commissioner.App.Channels;
using Commissioner.App.Hosting.Watching;
using Commissioner.App.Jobs;
using Commissioner.Domain.Told;
using Channel = Commissioner.Domain.Told.Channel;
using Line = System.Threading.Channels.Channel;

namespace Commissioner.App.Features.Deliveries;

/// <summary>
/// Hands leased deliveries over, many at once, while more are taken. Their answers are written down as they come, those together that came
/// while the last were written: a node that ends loses the answers of those alone that were under way. Of these the gateway is asked first,
/// where it can be.
/// </summary>
public sealed class HandOver(IServiceScopeFactory scopes, IEnumerable<IChannel> channels, Measures measures, ILogger<HandOver> log)
{
    // So many gateways' answers are waited for at once. As many more are leased ahead of them, and as many may be answered and not yet
    // written: what is under way stays within what a lease and a crash can bear.
    private const int AtOnce = 128;

    // So many answers are written down in one go.
    private const int Together = 100;

    private readonly Dictionary<Channel, IChannel> _channels = channels.ToDictionary(c => c.Kind);
    private readonly Channel<(Delivery Delivery, Func<Delivery, Outgoing> Words)> _leased = Line.CreateBounded<(
        Delivery,
        Func<Delivery, Outgoing>
    )>(AtOnce);
    private readonly Channel<Answered> _answered = Line.CreateBounded<Answered>(AtOnce);
    private readonly Channel<Answered> _written = Line.CreateUnbounded<Answered>();
    private readonly Dictionary<Channel, int> _underWay = [];
    private Task? _work;

    /// <summary>Whether a message of this channel is under way.</summary>
    public bool IsAt(Channel channel) => _underWay.ContainsKey(channel);

    /// <summary>Hands a leased delivery over as soon as there is room; waits where there is none.</summary>
    public async Task AddAsync(Delivery delivery, Func<Delivery, Outgoing> words, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        _work ??= WorkAsync(cancellationToken);
        _underWay[delivery.Channel] = _underWay.GetValueOrDefault(delivery.Channel) + 1;
        await _leased.Writer.WriteAsync((delivery, words), cancellationToken);
    }

    /// <summary>Waits until another answer is written down: what stood behind it in its line may be taken.</summary>
    /// <returns>False where nothing is under way.</returns>
    public async Task<bool> AnotherAsync(CancellationToken cancellationToken) =>
        _underWay.Count > 0 && await _written.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>What gateways answered, and was written down, since this was last asked.</summary>
    public IReadOnlyList<(Channel Channel, Handed By)> TakeResults()
    {
        List<(Channel, Handed)> taken = [];
        while (_written.Reader.TryRead(out var one))
        {
            if (--_underWay[one.Delivery.Channel] == 0)
            {
                _underWay.Remove(one.Delivery.Channel);
            }

            if (one.By is { } by)
            {
                taken.Add((one.Delivery.Channel, by));
            }
        }

        return taken;
    }

    /// <summary>Waits for all that is under way.</summary>
    public async Task EndAsync()
    {
        _leased.Writer.TryComplete();
        if (_work is not null)
        {
            await _work;
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        var writing = WriteAllAsync();
        try
        {
            await Parallel.ForEachAsync(
                _leased.Reader.ReadAllAsync(cancellationToken),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (leased, cancelled) =>
                    await _answered.Writer.WriteAsync(await SendAsync(leased.Delivery, leased.Words, cancelled), CancellationToken.None)
            );
        }
        catch (Exception exception)
        {
            // Whoever waits for room would wait for ever.
            _leased.Writer.TryComplete(exception);
            throw;
        }
        finally
        {
            _answered.Writer.TryComplete();
            await writing;
        }
    }

    // Gateways have answered: that is written down even if the node is stopping.
    private async Task WriteAllAsync()
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var book = scope.ServiceProvider.GetRequiredService<AnswerBook>();
            List<Answered> group = [];
            while (await _answered.Reader.WaitToReadAsync())
            {
                while (group.Count < Together && _answered.Reader.TryRead(out var one))
                {
                    group.Add(one);
                }

                await book.WriteAsync(group);
                group.ForEach(a => measures.HandedOver(a.Delivery.Channel, a.By?.Outcome));
                group.ForEach(a => _written.Writer.TryWrite(a));
                group.Clear();
            }

            _written.Writer.TryComplete();
        }
        catch (Exception exception)
        {
            _answered.Writer.TryComplete(exception);
            _written.Writer.TryComplete(exception);
            throw;
        }
    }

    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "A message that can't be made holds up no other."
    )]
    private async Task<Answered> SendAsync(Delivery delivery, Func<Delivery, Outgoing> words, CancellationToken cancellationToken)
    {
        try
        {
            var (message, channel) = (words(delivery), _channels[delivery.Channel]);
            if (!delivery.MaybeTwice)
            {
                return new(delivery, await channel.SendAsync(message, cancellationToken));
            }

            // Its last handing over has no answer: the gateway is asked before it gets the message again.
            return await channel.FindAsync(message, cancellationToken) switch
            {
                { Outcome: GatewayAnswer.Unknown } away => new(delivery, away),
                { Outcome: GatewayAnswer.Later } => new(delivery, await channel.SendAsync(message, cancellationToken), WasNotTaken: true),
                { Outcome: GatewayAnswer.Taken } found => new(delivery, found, WasNotTaken: true),
                _ => new(delivery, await channel.SendAsync(message, cancellationToken)),
            };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && !Hosting.Absence.Caused(exception))
        {
            var broken = Fault.Code(exception);
            log.LogError("Delivery {Id} could not be made and is set aside: {Error}", delivery.Id, broken);
            return new(delivery, null, broken);
        }
    }
}
