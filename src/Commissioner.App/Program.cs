using Commissioner.App.Features.Archive;
using Commissioner.App.Features.Attachments.Pictures;
using Commissioner.App.Features.Audit;
using Commissioner.App.Features.Backups;
using Commissioner.App.Features.Clocks;
using Commissioner.App.Features.Demo;
using Commissioner.App.Features.Setup;
using Commissioner.App.Hosting;
using Commissioner.App.Hosting.Configuring;
using Commissioner.App.Hosting.Doctor;
using Commissioner.App.Hosting.Watching;
using Commissioner.App.Jobs;
using Commissioner.App.Security;

try
{
    Commands.Demand(args);
    if (args is ["settings"])
    {
        Console.Out.Write(SettingsTable.Print());
        return 0;
    }

    if (args is ["simulate", ..])
    {
        return Simulate.Run(args[1..], Console.Out, Console.Error);
    }

    if (args is ["picture", ..])
    {
        return DecodePicture.Run(args[1..], Console.OpenStandardInput(), Console.OpenStandardOutput());
    }

    if (args is ["archive", "verify", ..])
    {
        return await ArchiveCommand.VerifyAsync(args[2..], Console.Out);
    }

    var migrate = args.Contains("migrate");
    var (named, line) = SetUpByCommand.Read(args);
    if (args is ["backup" or "restore", ..] && named is null)
    {
        throw new CannotStart($"commissioner {args[0]} DIR: the folder of the backup is missing.");
    }

    var builder = WebApplication.CreateBuilder(line);
    var settings = builder.AddSettings();
    if (args is ["doctor", ..] && DoctorCommand.LookAtFiles(settings) is var files && files.Any(f => f.How == Found.Fail))
    {
        // Without its directory and its keys the database isn't opened: that would make others in their place.
        return await DoctorCommand.TellAsync(files, Console.Out);
    }

    if (args is ["backup" or "restore", ..])
    {
        BackUpByCommand.DemandPostgres(settings);
    }

    var backup = args is ["restore", ..]
        ? await RestoreByCommand.OpenAsync(named!, settings, builder.Configuration.GetConnectionString("Commissioner"))
        : null;
    await using var postgres = await builder.AddDatabaseAsync(settings, joins: args is ["backup", ..]);
    builder.AddWatching(settings);
    builder.AddCommissioner(settings);
    if (!builder.Environment.IsDevelopment())
    {
        builder.Environment.WebRootFileProvider = new UnwatchedFiles(builder.Environment.WebRootFileProvider);
    }

    // A service that can't be built, or that holds one with a shorter life, stops the start instead of the first request that needs it.
    builder.Host.UseDefaultServiceProvider(o => (o.ValidateScopes, o.ValidateOnBuild) = (true, true));
    var app = builder.Build();
    if (backup is not null)
    {
        return await app.Services.RestoreAsync(backup, Console.Out);
    }

    // The first page waits for both, and each is a second of a processor: the model of the data, and all that answers somewhere.
    var model = Task.Run(app.Services.MakeModel);
    if (Commands.In(args) is null)
    {
        app.UseCommissioner();
        app.DemandDoors();
    }

    await model;
    if (migrate || app.Environment.IsDevelopment())
    {
        await app.Services.MigrateAsync();
    }

    if (migrate)
    {
        return 0;
    }

    if (args is ["doctor", ..])
    {
        return await DoctorCommand.TellAsync(await DoctorCommand.LookAsync(app.Services, CancellationToken.None), Console.Out);
    }

    if (args is ["rotate-keys", ..])
    {
        return await app.Services.RotateKeysAsync(Console.Out);
    }

    if (!app.Environment.IsDevelopment())
    {
        await app.Services.DemandMigratedAsync();
    }

    if (args is ["backup", ..])
    {
        return await app.Services.BackUpAsync(named!, Console.Out);
    }

    if (args is ["audit", "verify", ..])
    {
        return await app.Services.VerifyAsync(Console.Out);
    }

    if (args is ["archive", "key", ..])
    {
        return await app.Services.ShowArchiveKeyAsync(Console.Out);
    }

    if (args is ["setup", ..])
    {
        return await app.Services.SetUpAsync(named, Console.In, Console.Out);
    }

    await app.Services.GetRequiredService<DatabaseClock>().AskAsync(CancellationToken.None);
    await app.Services.GetRequiredService<Rulebook>().RefreshAsync(CancellationToken.None);
    await app.Services.SeedDemoAsync(settings, app.Environment);
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
