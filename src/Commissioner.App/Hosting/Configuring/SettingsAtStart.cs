using Commissioner.App.Channels;
using Commissioner.App.Features.SingleSignOn;
using Commissioner.App.Security;

namespace Commissioner.App.Hosting.Configuring;

/// <summary>Reads what an installation decides, and refuses to start with what can't be.</summary>
public static class SettingsAtStart
{
    /// <summary>Reads all settings, and registers what follows from them.</summary>
    /// <exception cref="CannotStart">One of them is wrong; a line for each.</exception>
    public static Settings AddSettings(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (SettingsTable.Wrong(builder.Configuration).ToList() is { Count: > 0 } unreadable)
        {
            throw new CannotStart(string.Join('\n', unreadable));
        }

        var settings = builder.Configuration.GetSection("Commissioner").Get<Settings>() ?? new();
        if (!builder.Environment.IsDevelopment() && (settings.Clock != "System" || settings.Demo == true))
        {
            throw new CannotStart(
                $"Demo data and the simulated clock are for Development; they are refused in {builder.Environment.EnvironmentName}."
            );
        }

        settings.SecondFactor ??= builder.Environment.IsDevelopment() ? Asked.Optional : Asked.Required;
        if (settings.PublicAddress.Length == 0 && builder.Environment.IsDevelopment())
        {
            settings.PublicAddress = RelyingParty.Named((builder.Configuration["urls"] ?? "").Split(';')[0]);
        }

        if (settings.Files.S3.Wrong().ToList() is { Count: > 0 } missing)
        {
            throw new CannotStart(string.Join('\n', missing));
        }

        var channels = builder.AddChannelSettings(settings);
        if (settings.SingleSignOn.Wrong(settings.PublicAddress, channels).ToList() is { Count: > 0 } wrong)
        {
            throw new CannotStart(string.Join('\n', wrong));
        }

        builder.Services.AddSingleton(settings).AddGateways(channels).AddSingleSignOn(settings, channels);
        if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddDevPhones(channels);
        }

        return settings;
    }
}
