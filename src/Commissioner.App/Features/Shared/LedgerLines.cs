using System.Text.Json;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Whistles;

namespace Commissioner.App.Features.Shared;

/// <summary>What the ledger reads of the facts of an entry.</summary>
internal static class LedgerLines
{
    /// <summary>The entry with what its facts say of earlier stretches.</summary>
    /// <param name="entry">With its own name.</param>
    /// <param name="facts">As JSON; null where they say nothing of it.</param>
    public static LedgerEntry WithFacts(LedgerEntry entry, string? facts)
    {
        if (facts is null)
        {
            return entry;
        }

        using var json = JsonDocument.Parse(facts);
        var root = json.RootElement;
        return entry.Name switch
        {
            // Raised late because of an outage: from the due time on the stretch is the system's.
            nameof(PromiseOverdue) => entry with
            {
                OwedSince =
                    root.TryGetProperty("stoodSince", out var fault) && fault.ValueKind == JsonValueKind.String
                        ? root.GetProperty("dueAt").GetDateTimeOffset()
                        : null,
            },
            // An upheld objection restates the time since the call as nobody's; a dismissed one restates it as the department's.
            nameof(ObjectionUpheld) when entry.Concerns is { } department => entry with
            {
                Restates = new(
                    root.GetProperty("chargedFromAt").GetDateTimeOffset(),
                    entry.At,
                    Holding.Nobody,
                    [new(HolderKind.Department, department), new(HolderKind.TriageDesk)]
                ),
            },
            nameof(ObjectionDismissed) when entry.Concerns is { } department => entry with
            {
                Restates = new(
                    root.GetProperty("chargedFromAt").GetDateTimeOffset(),
                    root.GetProperty("chargedUntilAt").GetDateTimeOffset(),
                    new(HolderKind.Department, department),
                    [new(HolderKind.TriageDesk)]
                ),
            },
            _ => entry,
        };
    }
}
