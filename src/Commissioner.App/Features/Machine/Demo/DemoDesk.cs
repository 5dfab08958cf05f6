using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Notes;
using Commissioner.Domain.People;
using Commissioner.Domain.Phrases;

namespace Commissioner.App.Features.Demo;

/// <summary>What makes the demo park's desks lighter: phrases that the office shares, a note on an open case, and somebody who follows it.</summary>
internal static class DemoDesk
{
    private static readonly (PhraseUse Use, string Title, string Text)[] Shared =
    [
        (PhraseUse.FirstContact, "示例：电话了解情况", "已电话联系{企业}，{编号}的情况已了解，下一步按约定时间回复。"),
        (PhraseUse.Question, "示例：一次性补充材料", "为办理{编号}，请一次性补充：1. …；2. …。有不清楚的请随时联系{专员}。"),
        (PhraseUse.Whistle, "示例：请到场查看", "请就{编号}“{标题}”到场查看，并在时限内报到、写明第一步。"),
        (PhraseUse.Closure, "示例：已办结", "{编号}已由{部门}办结，{今天}已与企业当面确认。"),
        (PhraseUse.Report, "示例：已处理", "已到场处理，问题已解决，现场照片附后。"),
    ];

    public static void Play(DemoPark park, DemoPlay play, CommissionerDb db, DateTimeOffset now)
    {
        var (office, second) = (park.Actors["triage"], park.Actors["triage2"]);
        foreach (var (use, title, text) in Shared)
        {
            var phrase = Phrase.Begin(null, 0, now.AddDays(-30));
            phrase.Say(use, title, text, null, office, now.AddDays(-30));
            db.Phrases.Add(phrase);
        }

        if (play.Cases.FirstOrDefault(c => c is { ClosedAt: null, Confidential: false }) is not { } open)
        {
            return;
        }

        var colleague = new Colleague(second.Id, second.Name);
        db.CaseNotes.Add(
            CaseNote.Write(
                open.Id,
                0,
                $"示例：上午与企业通了话，@{second.Name} 请一起留意进度。",
                [],
                [colleague],
                office,
                now.AddHours(-2)
            )
        );
        db.CaseFollowers.Add(
            new()
            {
                CaseId = open.Id,
                PersonId = office.Id,
                Since = now.AddHours(-2),
            }
        );
    }
}
