using Commissioner.Data;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Hosting;

/// <summary>Fills an empty database with the demo park, in Development.</summary>
internal static class Demo
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
            await new Features.Demo.DemoPark(db, scope.ServiceProvider.GetRequiredService<Domain.Clocks.Promises>(), scope.ServiceProvider.GetRequiredService<TimeProvider>()).PlayAsync(CancellationToken.None);
        }
    }
}
