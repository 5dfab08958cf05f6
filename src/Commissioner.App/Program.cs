using Commissioner.App.Features.Attachments.Pictures;
using Commissioner.App.Features.Clocks;
using Commissioner.App.Features.Demo;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.App.Security;

try
{
    if (args is ["simulate", ..])
    {
        return Simulate.Run(args[1..], Console.Out, Console.Error);
    }

    if (args is ["picture", ..])
    {
        return DecodePicture.Run(args[1..], Console.OpenStandardInput(), Console.OpenStandardOutput());
    }

    var migrate = args.Contains("migrate");
    var builder = WebApplication.CreateBuilder(args);
    var settings = builder.AddSettings();
    await using var postgres = await builder.AddDatabaseAsync(settings);
    builder.AddCommissioner(settings);

    // A service that can't be built, or that holds one with a shorter life, stops the start instead of the first request that needs it.
    builder.Host.UseDefaultServiceProvider(o => (o.ValidateScopes, o.ValidateOnBuild) = (true, true));
    var app = builder.Build();
    if (migrate || app.Environment.IsDevelopment())
    {
        await app.Services.MigrateAsync();
    }

    if (migrate)
    {
        return 0;
    }

    if (!app.Environment.IsDevelopment())
    {
        await app.Services.DemandMigratedAsync();
    }

    await app.Services.GetRequiredService<DatabaseClock>().AskAsync(CancellationToken.None);
    await app.Services.GetRequiredService<Rulebook>().RefreshAsync(CancellationToken.None);
    await app.Services.SeedDemoAsync(settings, app.Environment);
    app.UseCommissioner();
    app.DemandDoors();
    // Without its database nothing can be answered; whoever started the application starts it again, and the data is recovered.
    _ = postgres?.Lost.ContinueWith(_ => app.Lifetime.StopApplication(), TaskScheduler.Default);
    await app.RunAsync();
    return postgres?.Lost.IsCompleted == true
        ? throw new CannotStart(
            "The private PostgreSQL ended by itself, so the application ended: start it again, the data is recovered then."
        )
        : 0;
}
catch (Exception exception) when (CannotStart.Why(exception) is not null)
{
    await Console.Error.WriteLineAsync(CannotStart.Why(exception));
    return 1;
}

/// <summary>The application's entry, for tests to start it.</summary>
public sealed partial class Program;
