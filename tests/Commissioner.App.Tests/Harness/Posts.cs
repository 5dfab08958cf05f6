using Commissioner.Domain.Enterprises;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Harness;

/// <summary>Looks whether every enterprise has had somebody at every instant, once.</summary>
public static class Posts
{
    /// <summary>Demands of both posts of every enterprise: from the first day until now no gap and no overlap.</summary>
    public static async Task MustHaveUnbrokenPostsAsync(this TestApp app)
    {
        await using var db = app.Db();
        var enterprises = await db.Enterprises.Include(e => e.Past).ToListAsync();
        Assert.That(enterprises, Is.Not.Empty);
        foreach (var enterprise in enterprises)
        {
            foreach (var (duty, since) in new[] { (Duty.Active, enterprise.ActiveSinceAt), (Duty.Backup, enterprise.BackupSinceAt) })
            {
                var at = World.Begin;
                foreach (var held in enterprise.Past.Where(a => a.Duty == duty).OrderBy(a => a.FromAt))
                {
                    Assert.That(held.FromAt, Is.EqualTo(at), $"{enterprise.Name} {duty}");
                    Assert.That(held.ToAt, Is.GreaterThan(held.FromAt), $"{enterprise.Name} {duty}");
                    at = held.ToAt;
                }

                Assert.That(since, Is.EqualTo(at), $"{enterprise.Name} {duty} now");
            }
        }
    }
}
