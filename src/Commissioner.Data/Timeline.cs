using System.Text.Json;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;

namespace Commissioner.Data;

/// <summary>
/// One thing that happened: history, audit and outbox in one append-only row, written in the same save as the change.
/// <see cref="ReactedAt"/> alone is ever updated.
/// </summary>
public sealed class TimelineEntry
{
    /// <summary>Its key, growing.</summary>
    public long Id { get; private set; }

    /// <summary>The case or the enterprise that it is of.</summary>
    public Guid SubjectId { get; init; }

    /// <summary>1, 2, 3 … in one timeline.</summary>
    public int Seq { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The event's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Who did it; empty for the system.</summary>
    public Id<Person> ById { get; init; }

    /// <summary>Its name at that time.</summary>
    public string ByName { get; init; } = "";

    /// <summary>The role in which it was done.</summary>
    public Role As { get; init; }

    /// <summary>Who may read it.</summary>
    public Audience SeenBy { get; init; }

    /// <summary>The department that it concerns.</summary>
    public Id<Department>? DepartmentId { get; init; }

    /// <summary>Who has the subject after it; null for what nobody has.</summary>
    public HolderKind? Holder { get; init; }

    /// <summary>The department that has it after it, where one has.</summary>
    public Id<Department>? HolderDepartmentId { get; init; }

    /// <summary>The event's facts as JSON.</summary>
    public string Facts { get; init; } = "{}";

    /// <summary>When its consequences were planned, UTC; null until then. Of two workers one wins: it is a concurrency token.</summary>
    public DateTimeOffset? ReactedAt { get; set; }

    /// <summary>An event as an entry of its subject's timeline.</summary>
    /// <param name="subject">The key of the timeline.</param>
    /// <param name="happening">The event in its place.</param>
    /// <param name="held">Who has the subject after it.</param>
    public static TimelineEntry Of(Guid subject, Happening happening, Holding? held)
    {
        ArgumentNullException.ThrowIfNull(happening);
        return new()
        {
            SubjectId = subject,
            Seq = happening.Seq,
            At = happening.At,
            Name = happening.What.GetType().Name,
            ById = happening.By.Id,
            ByName = happening.By.Name,
            As = happening.As,
            SeenBy = happening.What.SeenBy(),
            DepartmentId = happening.What.Concerns(),
            Holder = held?.Kind,
            HolderDepartmentId = held?.DepartmentId,
            Facts = JsonSerializer.Serialize(happening.What, happening.What.GetType(), RecordEvents.Json),
        };
    }

    /// <summary>What has happened to it and is not written yet, as entries of its timeline.</summary>
    public static IEnumerable<TimelineEntry> Of(Aggregate subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return subject.Happened.Select(h => Of(subject.TimelineKey, h, h.Seq == subject.Version ? subject.Holding : h.Held));
    }
}
