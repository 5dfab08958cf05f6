using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Policies;

/// <summary>Reads policies that are not in force.</summary>
internal static class PolicyReading
{
    /// <summary>A text as a version.</summary>
    /// <exception cref="RuleBroken">What the text may not be, as the field <c>content</c>.</exception>
    public static PromisePolicy Read(int version, string? content, Promises promises)
    {
        try
        {
            var policy = PolicyFile.Read(version, content ?? "");
            return policy.Rules.FirstOrDefault(r => r.Calendar is not null && promises.Calendars.All(c => c.Code != r.Calendar)) is { } lost
                ? throw new RuleBroken(PolicyApprovalRules.PolicyCalendarUnknown, lost.Code, lost.Calendar!)
                : policy;
        }
        catch (RuleBroken broken) when (broken.Field is null)
        {
            throw new RuleBroken(broken.Rule, [.. broken.Details]) { Field = "content" };
        }
    }

    /// <summary>A version, in force, past or proposed; the first ships with the product.</summary>
    /// <exception cref="NotFound">There is none.</exception>
    public static async Task<(PromisePolicy Policy, StoredPolicy? Row)> PolicyAsync(
        this CommissionerDb db,
        int version,
        CancellationToken cancellationToken
    )
    {
        if (version == PromisePolicy.First.Version)
        {
            return (PromisePolicy.First, null);
        }

        var row =
            await db.Policies.AsNoTracking().SingleOrDefaultAsync(p => p.Version == version, cancellationToken) ?? throw new NotFound();
        return (PolicyFile.Read(row.Version, row.Content), row);
    }
}
