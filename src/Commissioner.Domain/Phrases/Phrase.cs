using Commissioner.Domain.Departments;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Phrases;

/// <summary>What a phrase is written into.</summary>
public enum PhraseUse
{
    /// <summary>首次联系情况.</summary>
    FirstContact,

    /// <summary>询问企业.</summary>
    Question,

    /// <summary>吹哨：请部门做什么.</summary>
    Whistle,

    /// <summary>提请办结：办了什么.</summary>
    Closure,

    /// <summary>部门反馈.</summary>
    Report,
}

/// <summary>
/// A text that is written again and again 常用语, one's own or shared, with named places: <c>{编号}</c> and the like, which are filled in where it
/// is used.
/// </summary>
public sealed class Phrase
{
    /// <summary>How long its name is at the most, in characters.</summary>
    public const int LongestTitle = 40;

    /// <summary>How long it is at the most, in characters.</summary>
    public const int LongestText = 1000;

    /// <summary>So many somebody has of its own, and so many are shared, at the most.</summary>
    public const int Most = 100;

    private Phrase() { }

    public Id<Phrase> Id { get; private set; }

    /// <summary>Whose own it is; null where it is shared.</summary>
    public Id<Person>? OwnerId { get; private set; }

    /// <summary>The department that shares it; null where all do whose work it is, or where it is somebody's own.</summary>
    public Id<Department>? DepartmentId { get; private set; }

    /// <summary>What it is written into.</summary>
    public PhraseUse Use { get; private set; }

    /// <summary>By which it is chosen.</summary>
    public string Title { get; private set; } = "";

    public string Text { get; private set; } = "";

    public Id<Person> ChangedById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Begins one.</summary>
    /// <param name="owner">Whose own it is; null for a shared one.</param>
    /// <param name="before">How many this person has, or are shared, already.</param>
    /// <param name="now">When, UTC.</param>
    /// <exception cref="RuleBroken"><see cref="PhraseRules.PhrasesTooMany"/>.</exception>
    public static Phrase Begin(Id<Person>? owner, int before, DateTimeOffset now) =>
        before >= Most ? throw new RuleBroken(PhraseRules.PhrasesTooMany, Most) : new() { Id = Id<Phrase>.New(now), OwnerId = owner };

    /// <summary>Says what it is from now on.</summary>
    /// <param name="use">What it is written into.</param>
    /// <param name="title">By which it is chosen, 1 to 40 characters.</param>
    /// <param name="text">1 to 1,000 characters.</param>
    /// <param name="department">Of a shared one for reports: the department that alone has it.</param>
    /// <param name="by">Who says it.</param>
    /// <param name="now">When, UTC.</param>
    /// <exception cref="RuleBroken">One of <see cref="PhraseRules"/>.</exception>
    public void Say(PhraseUse? use, string? title, string? text, Id<Department>? department, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        var (named, said) = (title?.Trim() ?? "", text?.Trim() ?? "");
        Demand(use is { } known && Enum.IsDefined(known), PhraseRules.PhraseUseMissing, "use");
        Demand(named.Characters() is >= 1 and <= LongestTitle, PhraseRules.PhraseTitleMissing, "title");
        Demand(said.Characters() is >= 1 and <= LongestText, PhraseRules.PhraseTextMissing, "text");
        Demand(department is null || (OwnerId is null && use == PhraseUse.Report), PhraseRules.PhraseOfNoDepartment, "departmentId");
        (Use, Title, Text, DepartmentId, ChangedById, ChangedAt) = (use!.Value, named, said, department, by.Id, now);
    }

    private static void Demand(bool holds, Rule rule, string field)
    {
        if (!holds)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }
}

/// <summary>What is refused of phrases.</summary>
public static class PhraseRules
{
    public static readonly Rule PhraseUseMissing = new("PhraseUseMissing", "A phrase says what it is written into.");

    public static readonly Rule PhraseTitleMissing = new("PhraseTitleMissing", "A phrase has a name of 1 to 40 characters.");

    public static readonly Rule PhraseTextMissing = new("PhraseTextMissing", "A phrase has 1 to 1,000 characters.");

    public static readonly Rule PhraseOfNoDepartment = new(
        "PhraseOfNoDepartment",
        "Only a shared phrase for reports belongs to one department."
    );

    /// <summary>Detail 0: how many at the most.</summary>
    public static readonly Rule PhrasesTooMany = new("PhrasesTooMany", "There are as many phrases as there may be.", RuleKind.Conflict);
}
