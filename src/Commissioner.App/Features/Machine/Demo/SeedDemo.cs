using System.Diagnostics;
using Commissioner.App.Hosting;
using Commissioner.Data;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Demo;

/// <summary>Fills an empty database with the demo park, in Development.</summary>
internal static class SeedDemo
{
    public static async Task SeedDemoAsync(this IServiceProvider services, Settings settings, IHostEnvironment environment)
    {
        if (!(settings.Demo ?? environment.IsDevelopment()))
        {
            return;
        }

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();
        if (!await db.Parks.AnyAsync())
        {
            var started = Stopwatch.GetTimestamp();
            var cases = await new DemoPark(
                db,
                scope.ServiceProvider.GetRequiredService<Promises>(),
                scope.ServiceProvider.GetRequiredService<TimeProvider>()
            ).PlayAsync(CancellationToken.None);
            scope
                .ServiceProvider.GetRequiredService<ILogger<DemoPark>>()
                .LogInformation(
                    "The demo park was filled with {Cases} cases in {Seconds:0.0} s",
                    cases,
                    Stopwatch.GetElapsedTime(started).TotalSeconds
                );
        }
    }
}
