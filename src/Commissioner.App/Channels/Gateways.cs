using Commissioner.App.Channels.Mail;
using Commissioner.App.Channels.Robots;
using Commissioner.App.Channels.Sms;
using Commissioner.App.Channels.Twilio;
using Commissioner.App.Channels.Webhooks;
using Commissioner.App.Channels.WeChat;
using Commissioner.App.Hosting;

namespace Commissioner.App.Channels;

/// <summary>Registers the gateways that an installation has configured, one of a kind.</summary>
public static class Gateways
{
    // No answer is read further than this.
    private const int Longest = 100 * 1024;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="CannotStart">One of them is wrong; a line for each.</exception>
    public static ChannelSettings AddChannelSettings(this WebApplicationBuilder builder, Settings settings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var channels = builder.Configuration.GetSection("Commissioner").Get<ChannelSettings>() ?? new();
        if (channels.Wrong(settings).ToList() is { Count: > 0 } wrong)
        {
            throw new CannotStart(string.Join('\n', wrong));
        }

        builder.Services.AddSingleton(channels);
        return channels;
    }

    /// <summary>Registers them.</summary>
    public static IServiceCollection AddGateways(this IServiceCollection services, ChannelSettings channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        services
            .AddHttpClient(
                Wire.Name,
                c =>
                {
                    c.Timeout = channels.GatewayTimeLimit;
                    c.MaxResponseContentBufferSize = Longest;
                }
            )
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    ConnectTimeout = channels.GatewayTimeLimit,
                    PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                }
            )
            // Its lines name whole addresses, in which keys and numbers stand.
            .RemoveAllLoggers();
        services.AddSingleton<Wire>();
        services.AddSingleton<TwilioLine>().AddSingleton<TwilioRecordings>();
        _ = channels.Sms.Gateway switch
        {
            SmsGateway.Twilio => services.AddSingleton<IChannel, TwilioSms>(),
            SmsGateway.Http => services.AddSingleton<IChannel, HttpSms>(),
            SmsGateway.Aliyun => services.AddSingleton<IChannel, AliyunSms>(),
            SmsGateway.Tencent => services.AddSingleton<IChannel, TencentSms>(),
            _ => services,
        };
        if (channels.Voice.Gateway == VoiceGateway.Twilio)
        {
            services.AddSingleton<IChannel, TwilioVoice>();
        }

        if (channels.WeChat.Gateway != WeChatGateway.None)
        {
            services.AddSingleton<AccessTokens>().AddSingleton<WeChatLine>().AddSingleton<IChannel, WeChatMessages>();
        }

        if (channels.Mail.Host.Length > 0)
        {
            services.AddSingleton<IChannel, SmtpMail>();
        }

        if (channels.Robots.Count > 0)
        {
            services.AddSingleton<IChannel, GroupRobots>();
        }

        services.AddSingleton<OpenAddresses>().AddSingleton<IChannel, WebhookCalls>();
        services
            .AddHttpClient(WebhookCalls.Client, c => c.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(s => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                // A proxy would look names up for itself.
                UseProxy = false,
                ConnectCallback = s.GetRequiredService<OpenAddresses>().ConnectAsync,
                PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            })
            .RemoveAllLoggers();
        return services;
    }
}
