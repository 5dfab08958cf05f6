using System.Threading.RateLimiting;
using Commissioner.App.Security;
using Commissioner.Data.Providers;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace Commissioner.App.Hosting.Requests;

/// <summary>
/// Lets so many requests work at once as the pool of connections has room for; more wait in line, and who finds the line full is asked to
/// come again. So a crowd is served one after the other, instead of failing together.
/// </summary>
internal static class Queueing
{
    // Thirty turns of a tenth of a second: longer nobody should wait without being told.
    private const int Turns = 30;

    public static void AddQueueing(this IServiceCollection services, Settings settings, string connection)
    {
        // A third of the pool is left to jobs, live pages and health, which do not stand in line.
        var most = settings.AtOnce ?? Math.Max(1, Pool(settings.Database, connection) * 2 / 3);
        services.Configure<RateLimiterOptions>(o =>
        {
            o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, bool>(c =>
                Stands(c)
                    ? RateLimitPartition.GetConcurrencyLimiter(
                        true,
                        _ =>
                            new()
                            {
                                PermitLimit = most,
                                QueueLimit = most * Turns,
                                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
                            }
                    )
                    : RateLimitPartition.GetNoLimiter(false)
            );
            o.OnRejected = RefuseAsync;
        });
    }

    // What reaches the database: pages and calls, but the page that tells of a refusal.
    private static bool Stands(HttpContext context) =>
        context.GetEndpoint() is { Metadata: { } about }
        && (about.GetMetadata<PageActionDescriptor>() is not null || context.Request.Path.StartsWithSegments("/api"))
        && context.Features.Get<IStatusCodeReExecuteFeature>() is null;

    private static async ValueTask RefuseAsync(OnRejectedContext refused, CancellationToken cancellationToken)
    {
        var (http, full) = (refused.HttpContext, !refused.Lease.TryGetMetadata(MetadataName.RetryAfter, out _));
        http.Response.Headers.RetryAfter = full ? $"{Absence.RetryAfter}" : "60";
        if (!full)
        {
            return;
        }

        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        if (Routes.IsForPrograms(http))
        {
            await Problems.WriteAsync(http, http.RequestServices.GetRequiredService<Refusals>().Busy());
        }
    }

    private static int Pool(Engine engine, string connection) =>
        engine == Engine.SqlServer
            ? new SqlConnectionStringBuilder(connection).MaxPoolSize
            : new NpgsqlConnectionStringBuilder(connection).MaxPoolSize;
}
