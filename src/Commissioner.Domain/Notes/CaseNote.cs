using Commissioner.Domain.Cases;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Notes;

/// <summary>
/// What commissioner, service office and supervision say of a case among themselves 内部备注. It is of its own and stands in no timeline of the
/// case, so that nothing of it can go where the case's history goes: to the enterprise, to departments, to other systems.
/// </summary>
public sealed class CaseNote : Aggregate
{
    /// <summary>How long a note is at the most, in characters.</summary>
    public const int LongestText = 2000;

    /// <summary>So many notes a case has at the most.</summary>
    public const int MostOfOneCase = 200;

    /// <summary>Who writes and reads them, of the cases that each may see.</summary>
    public static readonly IReadOnlyList<Role> Writers = [Role.Commissioner, Role.TriageDesk, Role.Supervisor];

    private CaseNote() { }

    public Id<CaseNote> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid TimelineKey => Id.Value;

    public Id<Case> CaseId { get; private set; }

    /// <summary>What it says.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Whom it mentions.</summary>
    public IReadOnlyList<Id<Person>> Mentioned { get; private set; } = [];

    public Id<Person> WrittenById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset WrittenAt { get; private set; }

    /// <summary>Writes a note.</summary>
    /// <param name="case">Of which case.</param>
    /// <param name="before">How many notes the case has already.</param>
    /// <param name="text">What it says, 1 to 2,000 characters; a colleague named behind an @ is mentioned.</param>
    /// <param name="chosen">Whom else it mentions.</param>
    /// <param name="colleagues">Who may read it.</param>
    /// <param name="by">Who writes it.</param>
    /// <param name="now">When, UTC.</param>
    /// <exception cref="RuleBroken">One of <see cref="NoteRules"/>.</exception>
    public static CaseNote Write(
        Id<Case> @case,
        int before,
        string? text,
        IReadOnlyList<Id<Person>> chosen,
        IReadOnlyList<Colleague> colleagues,
        Actor by,
        DateTimeOffset now
    )
    {
        ArgumentNullException.ThrowIfNull(chosen);
        ArgumentNullException.ThrowIfNull(colleagues);
        ArgumentNullException.ThrowIfNull(by);
        var said = text?.Trim() ?? "";
        if (said.Characters() is < 1 or > LongestText)
        {
            throw new RuleBroken(NoteRules.CaseNoteMissing) { Field = "text" };
        }

        if (before >= MostOfOneCase)
        {
            throw new RuleBroken(NoteRules.NotesTooMany, MostOfOneCase);
        }

        if (chosen.Any(c => colleagues.All(k => k.Id != c)))
        {
            throw new RuleBroken(NoteRules.MentionedSeesNothing) { Field = "mentioned" };
        }

        var note = new CaseNote
        {
            Id = Id<CaseNote>.New(now),
            CaseId = @case,
            Text = said,
            Mentioned = [.. chosen.Concat(NamedIn(said, colleagues)).Where(p => p != by.Id).Distinct()],
            WrittenById = by.Id,
            WrittenAt = now,
        };
        note.Record(by, by.First(Writers) ?? Role.TriageDesk, now, new NoteWritten(@case, note.Mentioned));
        return note;
    }

    // Where one name begins another, the longer one is meant. Who has the same name is mentioned, too: of two one would be told nothing.
    private static IEnumerable<Id<Person>> NamedIn(string text, IReadOnlyList<Colleague> colleagues)
    {
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var named = colleagues
                .Where(c => c.Name.Length > 0 && string.CompareOrdinal(text, at + 1, c.Name, 0, c.Name.Length) == 0)
                .GroupBy(c => c.Name.Length)
                .MaxBy(g => g.Key);
            foreach (var colleague in named ?? Enumerable.Empty<Colleague>())
            {
                yield return colleague.Id;
            }
        }
    }
}

/// <summary>Somebody who may read the notes of a case.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">Its name as shown.</param>
public sealed record Colleague(Id<Person> Id, string Name);

/// <summary>A note was written, and whom it mentions; never what it says. It is there for what follows from it: nobody reads a note's timeline.</summary>
public sealed record NoteWritten(Id<Case> CaseId, IReadOnlyList<Id<Person>> Mentioned) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}
