using Commissioner.App.Channels;
using Commissioner.App.Hosting.Files;
using Commissioner.App.Jobs;
using Commissioner.App.Security;
using Commissioner.Data;

namespace Commissioner.App.Hosting.Doctor;

/// <summary>How something was found.</summary>
public enum Found
{
    Ok,

    /// <summary>It works, and will not for ever, or not as well as it could.</summary>
    Warn,

    /// <summary>Something does not work.</summary>
    Fail,
}

/// <summary>Something that was looked at.</summary>
/// <param name="What">What it is.</param>
/// <param name="How">How it was found.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="ToDo">What to do; empty where nothing is.</param>
public sealed record Check(string What, Found How, string Seen, string ToDo = "")
{
    public override string ToString() =>
        $"{(How == Found.Ok ? "ok" : How.ToString().ToUpperInvariant()), -5} {What, -14} {Seen}"
        + (ToDo.Length > 0 ? $": {ToDo}" : "")
        + ".";
}

/// <summary><c>commissioner doctor</c>: looks for what breaks on Mondays, a line a check. It leaves nothing changed and sends nothing to anybody.</summary>
public static class DoctorCommand
{
    /// <summary>Looks at what lies on this machine, before the database is opened: that would make a missing file of keys anew.</summary>
    public static IReadOnlyList<Check> LookAtFiles(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [.. new FileChecks(settings).All()];
    }

    /// <summary>Looks at everything.</summary>
    public static async Task<IReadOnlyList<Check>> LookAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(services);
        await using var scope = services.CreateAsyncScope();
        var its = scope.ServiceProvider;
        var settings = its.GetRequiredService<Settings>();
        return
        [
            .. new FileChecks(settings).All(),
            .. await new StorageChecks(settings, its.GetRequiredService<IFilePlace>()).AllAsync(cancellationToken),
            .. await new DatabaseChecks(
                its.GetRequiredService<CommissionerDb>(),
                settings,
                services,
                its.GetRequiredService<DatabaseClock>(),
                its.GetRequiredService<EngineWatch>()
            ).AllAsync(cancellationToken),
            .. await new NetworkChecks(
                settings,
                its.GetRequiredService<ChannelSettings>(),
                its.GetRequiredService<VirusScanner>(),
                its.GetRequiredService<MachineClock>()
            ).AllAsync(cancellationToken),
        ];
    }

    /// <summary>Prints what was found.</summary>
    /// <returns>1 where something does not work, else 0.</returns>
    public static async Task<int> TellAsync(IReadOnlyList<Check> checks, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(checks);
        ArgumentNullException.ThrowIfNull(output);
        foreach (var check in checks)
        {
            await output.WriteLineAsync(check.ToString());
        }

        return checks.Any(c => c.How == Found.Fail) ? 1 : 0;
    }
}
