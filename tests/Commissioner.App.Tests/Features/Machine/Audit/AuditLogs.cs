using Commissioner.App.Features.Audit;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Features.Audit;

/// <summary>The audit log as tests look into it.</summary>
internal static class AuditLogs
{
    /// <summary>All rows, as they were written.</summary>
    public static async Task<List<AuditEntry>> AuditAsync(this TestApp app)
    {
        await using var db = app.Db();
        return await db.AuditLog.AsNoTracking().OrderBy(e => e.Id).ToListAsync();
    }

    /// <summary>Writes rows that are of no request.</summary>
    public static async Task WriteAsync(this TestApp app, int count, DateTimeOffset? at = null)
    {
        await using var db = app.Db();
        for (var i = 0; i < count; i++)
        {
            db.AuditLog.Add(
                new()
                {
                    At = at ?? default,
                    PersonId = app.World["triage"].Id,
                    Roles = "TriageDesk",
                    Address = "198.51.100.1",
                    Agent = "test/1",
                    What = $"Example{i}",
                    SubjectKind = "Case",
                    SubjectId = app.World.Park.Id.Value,
                    Outcome = AuditEntry.Done,
                }
            );
            await db.SaveChangesAsync();
        }
    }

    /// <summary>What the chain is found to be.</summary>
    public static async Task<AuditVerdict> VerifyAsync(this TestApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AuditCheck>().ReadAsync(CancellationToken.None);
    }

    /// <summary>Lets somebody who owns the database do what the application never could.</summary>
    public static Task UnguardAsync(this TestApp app) => app.ExecuteAsync("ALTER TABLE audit_log DISABLE TRIGGER USER");
}
