using Commissioner.Domain.People;

namespace Commissioner.Domain.Duties;

/// <summary>What somebody on duty does.</summary>
public enum DutyPost
{
    /// <summary>Answers the hotline 热线值班.</summary>
    Seat,

    /// <summary>Is rung by the hotline where no commissioner works 总值班.</summary>
    Officer,
}

/// <summary>Who is on duty when.</summary>
public sealed class DutyShift
{
    /// <summary>Nobody is on duty for longer at a stretch.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private DutyShift() { }

    public Id<DutyShift> Id { get; private set; }

    public DutyPost Post { get; private set; }

    public Id<Person> PersonId { get; private set; }

    /// <summary>From when, UTC.</summary>
    public DateTimeOffset FromAt { get; private set; }

    /// <summary>Until when, UTC: then no longer.</summary>
    public DateTimeOffset UntilAt { get; private set; }

    /// <summary>Puts somebody on duty.</summary>
    /// <exception cref="RuleBroken">The times can't be; a seat is no seat; an officer has no number to be rung at.</exception>
    public static DutyShift Plan(DutyPost post, Person person, DateTimeOffset from, DateTimeOffset until, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (!Enum.IsDefined(post))
        {
            throw new RuleBroken(DutyRules.PostUnknown) { Field = "post" };
        }

        if (until <= from || until - from > Longest || until <= now)
        {
            throw new RuleBroken(DutyRules.ShiftTimes) { Field = "until" };
        }

        if (post == DutyPost.Seat && !person.Roles.Contains(Role.HotlineSeat))
        {
            throw new RuleBroken(DutyRules.NoSeat) { Field = "personId" };
        }

        if (post == DutyPost.Officer && (person.EnterpriseId is not null || ContactWays.Stored(person.Phone).First is null))
        {
            throw new RuleBroken(DutyRules.OfficerUnreachable) { Field = "personId" };
        }

        return new()
        {
            Id = Id<DutyShift>.New(now),
            Post = post,
            PersonId = person.Id,
            FromAt = from,
            UntilAt = until,
        };
    }
}

/// <summary>What those who follow must know; it stands on the desk until one of them has read it.</summary>
public sealed class DutyNote
{
    private DutyNote() { }

    public Id<DutyNote> Id { get; private set; }

    public Id<Person> WrittenById { get; private set; }

    public DateTimeOffset WrittenAt { get; private set; }

    public string Text { get; private set; } = "";

    public Id<Person>? ReadById { get; private set; }

    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>A seat writes it.</summary>
    /// <exception cref="RuleBroken"><see cref="DutyRules.NoteMissing"/>.</exception>
    public static DutyNote Write(string? text, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        return string.IsNullOrWhiteSpace(text) || text.Characters() > 1000
            ? throw new RuleBroken(DutyRules.NoteMissing) { Field = "text" }
            : new()
            {
                Id = Id<DutyNote>.New(now),
                WrittenById = by.Id,
                WrittenAt = now,
                Text = text.Trim(),
            };
    }

    /// <summary>Somebody else has read it; read twice, the first counts.</summary>
    /// <exception cref="RuleBroken"><see cref="DutyRules.OwnNote"/>.</exception>
    public void Read(Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (by.Id == WrittenById)
        {
            throw new RuleBroken(DutyRules.OwnNote);
        }

        (ReadById, ReadAt) = (ReadById ?? by.Id, ReadAt ?? now);
    }
}

/// <summary>What is refused about duties.</summary>
public static class DutyRules
{
    public static readonly Rule PostUnknown = new("PostUnknown", "A duty is Seat or Officer.");

    public static readonly Rule ShiftTimes = new("ShiftTimes", "A shift ends after it begins, ahead of now, and lasts 24 hours at most.");

    public static readonly Rule NoSeat = new("NoSeat", "Only hotline seats answer the hotline.");

    public static readonly Rule OfficerUnreachable = new(
        "OfficerUnreachable",
        "Whoever is on duty outside of working time is of the park's staff and has a number."
    );

    public static readonly Rule ShiftTwice = new("ShiftTwice", "This person is on duty then already.", RuleKind.Conflict);

    public static readonly Rule NoteMissing = new("NoteMissing", "A hand-over note has 1 to 1,000 characters.");

    public static readonly Rule OwnNote = new("OwnNote", "Somebody else confirms having read it.", RuleKind.Conflict);
}
