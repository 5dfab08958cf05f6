using System.Collections.Concurrent;
using Commissioner.App.Channels.Sms;
using Commissioner.App.Channels.WeChat;
using Commissioner.Domain.Told;

namespace Commissioner.App.Channels;

/// <summary>In Development, where no gateway is configured: keeps what would have reached phones, to be looked at.</summary>
public sealed class DevPhone(Channel kind, DevPhones phones, TimeProvider clock) : IChannel
{
    /// <inheritdoc/>
    public Channel Kind => kind;

    /// <inheritdoc/>
    public string Name => "dev";

    /// <inheritdoc/>
    public Task<Handed> SendAsync(Outgoing message, CancellationToken cancellationToken)
    {
        phones.Keep(new(kind, message, clock.GetUtcNow()));
        return Task.FromResult(new Handed(GatewayAnswer.Taken, message.Id.ToString()));
    }
}

/// <summary>What would have reached a phone.</summary>
public sealed record OnPhone(Channel Channel, Outgoing Message, DateTimeOffset At);

/// <summary>The phones of Development, the newest first; only so many are kept.</summary>
public sealed class DevPhones
{
    private const int Most = 500;

    private readonly ConcurrentQueue<OnPhone> _kept = [];

    /// <summary>What reached phones, the newest first.</summary>
    public IReadOnlyList<OnPhone> All => [.. _kept.Reverse()];

    /// <summary>Keeps one more.</summary>
    public void Keep(OnPhone one)
    {
        _kept.Enqueue(one);
        while (_kept.Count > Most && _kept.TryDequeue(out _)) { }
    }
}

/// <summary>Registers them.</summary>
public static class DevGateways
{
    /// <summary>For each kind that no gateway is configured for.</summary>
    public static void AddDevPhones(this IServiceCollection services, ChannelSettings channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        services.AddSingleton<DevPhones>();
        (Channel Kind, bool Configured)[] kinds =
        [
            (Channel.WeChat, channels.WeChat.Gateway != WeChatGateway.None),
            (Channel.Sms, channels.Sms.Gateway != SmsGateway.None),
            (Channel.Voice, channels.Voice.Gateway != VoiceGateway.None),
        ];
        foreach (var (kind, _) in kinds.Where(k => !k.Configured))
        {
            services.AddSingleton<IChannel>(s => ActivatorUtilities.CreateInstance<DevPhone>(s, kind));
        }
    }
}
