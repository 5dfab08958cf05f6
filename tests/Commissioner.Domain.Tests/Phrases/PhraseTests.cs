using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Phrases;
using Commissioner.Domain.Tests.Calendars;

namespace Commissioner.Domain.Tests.Phrases;

/// <summary>A text that is written again and again.</summary>
[Parallelizable(ParallelScope.All)]
public class PhraseTests
{
    private static readonly DateTimeOffset Monday = Given.Shanghai("2026-03-02 10:00");
    private static readonly Actor Writer = A.Actor(Role.Commissioner);

    [Test]
    public void It_has_a_use_a_name_and_a_text()
    {
        var phrase = Phrase.Begin(Writer.Id, 0, Monday);
        A.Refusal(PhraseRules.PhraseUseMissing, "use", () => phrase.Say(null, "名", "文", null, Writer, Monday));
        A.Refusal(PhraseRules.PhraseTitleMissing, "title", () => phrase.Say(PhraseUse.Closure, " ", "文", null, Writer, Monday));
        A.Refusal(PhraseRules.PhraseTextMissing, "text", () => phrase.Say(PhraseUse.Closure, "名", "", null, Writer, Monday));
        phrase.Say(PhraseUse.Closure, " 名 ", " {编号} 已办结 ", null, Writer, Monday);
        Assert.That((phrase.Use, phrase.Title, phrase.Text), Is.EqualTo((PhraseUse.Closure, "名", "{编号} 已办结")));
        A.Refusal(PhraseRules.PhrasesTooMany, null, () => Phrase.Begin(null, 100, Monday));
    }

    [Test]
    public void Only_a_shared_one_for_reports_is_one_departments()
    {
        var department = Id<Department>.New();
        var own = Phrase.Begin(Writer.Id, 0, Monday);
        A.Refusal(
            PhraseRules.PhraseOfNoDepartment,
            "departmentId",
            () => own.Say(PhraseUse.Report, "名", "文", department, Writer, Monday)
        );
        var shared = Phrase.Begin(null, 0, Monday);
        A.Refusal(
            PhraseRules.PhraseOfNoDepartment,
            "departmentId",
            () => shared.Say(PhraseUse.Closure, "名", "文", department, Writer, Monday)
        );
        shared.Say(PhraseUse.Report, "名", "文", department, Writer, Monday);
        Assert.That(shared.DepartmentId, Is.EqualTo(department));
    }
}
