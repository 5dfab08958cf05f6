using Commissioner.Domain.Cases;
using Commissioner.Domain.Notes;
using Commissioner.Domain.People;
using Commissioner.Domain.Tests.Calendars;

namespace Commissioner.Domain.Tests.Notes;

/// <summary>An internal note, and whom it mentions.</summary>
[Parallelizable(ParallelScope.All)]
public class CaseNoteTests
{
    private static readonly DateTimeOffset Monday = Given.Shanghai("2026-03-02 10:00");
    private static readonly Id<Case> Case = Id<Case>.New();
    private static readonly Colleague Short = new(Id<Person>.New(), "示例专员1");
    private static readonly Colleague Long = new(Id<Person>.New(), "示例专员11");
    private static readonly Colleague Office = new(Id<Person>.New(), "示例服务办");

    [Test]
    public void Who_is_named_behind_an_at_or_chosen_is_mentioned_once()
    {
        var note = Write("请 @示例服务办 看一下，@示例专员11 也看；@没有的人 不算。@示例服务办", [Long.Id]);
        Assert.That(note.Mentioned, Is.EqualTo(new[] { Long.Id, Office.Id }), "the longer of two names is meant");
        Assert.That(Write("@示例专员1，请看").Mentioned, Is.EqualTo(new[] { Short.Id }));
        Assert.That(Write("没有提到谁，只有一个 @").Mentioned, Is.Empty);
    }

    [Test]
    public void Its_event_says_whom_it_mentions_and_nothing_of_the_note()
    {
        var note = Write("独此一件的备注 @示例服务办");
        var written = (NoteWritten)note.Happened.Single().What;
        Assert.That((written.CaseId, written.Mentioned.Single()), Is.EqualTo((Case, Office.Id)));
        Assert.That(written.ToString(), Does.Not.Contain("独此一件"));
        Assert.That(note.TimelineKey, Is.Not.EqualTo(Case.Value), "it stands in no timeline of the case");
    }

    [Test]
    public void An_empty_one_one_too_long_and_one_too_many_are_refused()
    {
        A.Refusal(NoteRules.CaseNoteMissing, "text", () => Write("  "));
        A.Refusal(NoteRules.CaseNoteMissing, "text", () => Write(new string('长', 2001)));
        A.Refusal(NoteRules.NotesTooMany, null, () => Write("一条", before: 200));
        A.Refusal(NoteRules.MentionedSeesNothing, "mentioned", () => Write("一条", [Id<Person>.New()]));
    }

    private static CaseNote Write(string text, Id<Person>[]? chosen = null, int before = 0) =>
        CaseNote.Write(Case, before, text, chosen ?? [], [Short, Long, Office], A.Actor(Role.Commissioner), Monday);
}
