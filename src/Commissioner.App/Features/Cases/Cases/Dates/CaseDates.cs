using System.ComponentModel;
using Commissioner.Data;
using Commissioner.Domain.Cases;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Cases.Dates;

/// <summary>Which cases are asked for, by when something was done with them: so that a program fetches what is new to it alone.</summary>
public sealed class CaseDates
{
    /// <summary>Filed at this instant or later.</summary>
    [FromQuery]
    [Description("Filed at this instant or later.")]
    public DateTimeOffset? SubmittedFrom { get; set; }

    /// <summary>Filed before this instant.</summary>
    [FromQuery]
    [Description("Filed before this instant.")]
    public DateTimeOffset? SubmittedBefore { get; set; }

    /// <summary>Closed at this instant or later.</summary>
    [FromQuery]
    [Description("Closed at this instant or later.")]
    public DateTimeOffset? ClosedFrom { get; set; }

    /// <summary>Closed before this instant.</summary>
    [FromQuery]
    [Description("Closed before this instant.")]
    public DateTimeOffset? ClosedBefore { get; set; }

    /// <summary>Changed at this instant or later.</summary>
    [FromQuery]
    [Description("Changed at this instant or later.")]
    public DateTimeOffset? UpdatedFrom { get; set; }

    internal IQueryable<Case> Narrow(IQueryable<Case> cases, CommissionerDb db)
    {
        if (SubmittedFrom?.ToUniversalTime() is { } from)
        {
            cases = cases.Where(c => c.SubmittedAt >= from);
        }

        if (SubmittedBefore?.ToUniversalTime() is { } before)
        {
            cases = cases.Where(c => c.SubmittedAt < before);
        }

        if (ClosedFrom?.ToUniversalTime() is { } closed)
        {
            cases = cases.Where(c => c.ClosedAt >= closed);
        }

        if (ClosedBefore?.ToUniversalTime() is { } until)
        {
            cases = cases.Where(c => c.ClosedAt < until);
        }

        // A case's version is the number of its last entry.
        return UpdatedFrom?.ToUniversalTime() is { } changed
            ? cases.Where(c => db.Timeline.Any(e => e.SubjectId == (Guid)(object)c.Id && e.Seq == c.Version && e.At >= changed))
            : cases;
    }
}
