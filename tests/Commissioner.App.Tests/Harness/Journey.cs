using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Harness;

/// <summary>Takes a case along its way through the API, each step by whoever makes it; a step that is refused fails the test.</summary>
public sealed class Journey(TestApp app, TimeProvider? time = null)
{
    private readonly Dictionary<string, Api> _apis = [];

    /// <summary>The case.</summary>
    public string Case { get; private set; } = "";

    /// <summary>Its path.</summary>
    public string Path => $"/cases/{Case}";

    /// <summary>By the clock that it goes by.</summary>
    public DateTimeOffset Now => (time ?? app.Clock).GetUtcNow();

    /// <summary>The API as one person calls it.</summary>
    public async Task<Api> As(string user)
    {
        if (!_apis.TryGetValue(user, out var api))
        {
            _apis[user] = api = await app.Api(user);
        }

        return api;
    }

    /// <summary>The case as one person sees it.</summary>
    public async Task<Answer> SeenBy(string user) => await (await As(user)).SeeAsync(Path);

    /// <summary>Files it.</summary>
    public async Task<Answer> FileAsync(
        string title = "示例诉求",
        string category = "Other",
        string urgency = "ordinary",
        string by = "enterprise1",
        string[]? attachments = null
    )
    {
        var filed = await (await As(by)).DoAsync(
            "/cases",
            new
            {
                title,
                description = title + "：请协助处理。",
                category,
                urgency,
                attachmentIds = attachments,
            }
        );
        Case = filed.Id;
        return filed;
    }

    /// <summary>What a seat says with whatever it does for a caller.</summary>
    public static object Spoken(string words = "示例原话") => new { words, recording = "示例录音-1" };

    /// <summary>Its caller reads its number out to the seat.</summary>
    public async Task<Answer> OpenToSeatAsync(string reader = "triage") =>
        await (await As("hotline")).DoAsync("/hotline/openings", new { number = (string)(await SeenBy(reader))["number"]! });

    /// <summary>Lets a call-back be owed, whatever for.</summary>
    public static async Task OweCallbackAsync(TestApp app, string @case)
    {
        await using var db = app.Db();
        var id = new Id<Case>(Guid.Parse(@case));
        if (!await db.Callbacks.AnyAsync(t => t.CaseId == id))
        {
            var its = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == id);
            var (promises, now) = (new Promises(ChinaWorkingDays.Default, PromisePolicy.First), app.Clock.GetUtcNow());
            db.Callbacks.Add(CallbackTask.Open(CallbackReason.Sampled, its.EnterpriseId, its, now, promises, Actor.System, now));
            await db.SaveChangesAsync();
        }
    }

    /// <summary>Accepts it.</summary>
    public async Task<Answer> AcceptAsync(string by = "commissioner1") => await (await As(by)).DoAsync($"{Path}/acceptances");

    /// <summary>Records a call.</summary>
    public async Task<Answer> ContactAsync(string by = "commissioner1") =>
        await (await As(by)).DoAsync(
            $"{Path}/contacts",
            new
            {
                means = "call",
                at = Now,
                outcome = "已电话联系，了解情况",
            }
        );

    /// <summary>Calls departments, by their numbers; the first leads.</summary>
    public async Task<Answer> WhistleAsync(
        int[] departments,
        string kind = "routine",
        string disclosure = "full",
        string by = "commissioner1",
        string? item = null
    ) =>
        await (await As(by)).DoAsync(
            $"{Path}/whistles",
            new
            {
                kind,
                asked = "请到场处理",
                tried = "已现场查看，专员无权限",
                disclosure,
                catalogueItem = item,
                legs = departments.Select((d, i) => new { departmentId = app.World.Departments[d - 1].Id.Value, lead = i == 0 }),
            }
        );

    /// <summary>The path of a department's leg of a whistle.</summary>
    public string Leg(Answer whistle, int department) =>
        $"/whistles/{whistle.Id}/legs/{(string)whistle["legs"]!.AsArray().Single(l => (string?)l!["departmentId"] == app.World.Departments[department - 1].Id.ToString())!["id"]!}";

    /// <summary>A whistle of the case as the service office sees it now.</summary>
    public async Task<Answer> WhistleNow(Answer whistle)
    {
        var sheet = await SeenBy("triage");
        return sheet with { Json = sheet["whistles"]!.AsArray().Single(w => (string?)w!["id"] == whistle.Id) };
    }

    /// <summary>A department checks in.</summary>
    public async Task<Answer> CheckInAsync(Answer whistle, int department) =>
        await (await As($"department{department}")).DoAsync(
            $"{Leg(whistle, department)}/check-ins",
            new
            {
                handlerName = "示例经办",
                handlerPhone = "13900001111",
                firstStep = "现场查看",
                firstStepAt = Now.AddHours(1),
            }
        );

    /// <summary>A department objects, naming another one, by their numbers.</summary>
    public async Task<Answer> ObjectAsync(Answer whistle, int department, int competent) =>
        await (await As($"department{department}")).DoAsync(
            $"{Leg(whistle, department)}/objections",
            new
            {
                reason = "不属于本部门职责",
                dutyBasis = "示例职责规定第三条",
                competentDepartmentId = app.World.Departments[competent - 1].Id.Value,
                headConsented = true,
            }
        );

    /// <summary>The service office rules on an objection; reassigned to whom the objection names, unless another is named.</summary>
    public async Task<Answer> RuleAsync(Answer whistle, int department, string decision, int? to = null, string by = "triage") =>
        await (await As(by)).DoAsync(
            $"{Leg(whistle, department)}/rulings",
            new
            {
                decision,
                reason = "按职责规定裁定",
                departmentId = to is { } d ? app.World.Departments[d - 1].Id.Value : (Guid?)null,
            }
        );

    /// <summary>A department reports.</summary>
    public async Task<Answer> ReportAsync(Answer whistle, int department, string done = "已处理完毕") =>
        await (await As($"department{department}")).DoAsync($"{Leg(whistle, department)}/reports", Elements(done));

    /// <summary>The commissioner accepts a report.</summary>
    public async Task<Answer> ApproveAsync(Answer whistle, int department, string by = "commissioner1") =>
        await (await As(by)).DoAsync($"{Leg(whistle, department)}/approvals");

    /// <summary>Proposes the closure.</summary>
    public async Task<Answer> ProposeAsync(string done = "已办结", string by = "commissioner1") =>
        await (await As(by)).DoAsync($"{Path}/closure-proposals", Elements(done));

    /// <summary>Passes the review.</summary>
    public async Task<Answer> PassAsync(string by = "triage") => await (await As(by)).DoAsync($"{Path}/reviews", new { pass = true });

    /// <summary>The enterprise confirms.</summary>
    public async Task<Answer> ConfirmAsync(string outcome = "resolved", string by = "enterprise1") =>
        await (await As(by)).DoAsync($"{Path}/confirmations", new { outcome });

    /// <summary>The enterprise rates.</summary>
    public async Task<Answer> RateAsync(int overall, string by = "enterprise1") =>
        await (await As(by)).DoAsync($"{Path}/ratings", new { overall });

    /// <summary>From filing to being dealt with.</summary>
    public async Task<Answer> BeginAsync(
        string enterprise = "enterprise1",
        string commissioner = "commissioner1",
        string[]? attachments = null
    )
    {
        await FileAsync(by: enterprise, attachments: attachments);
        await AcceptAsync(commissioner);
        return await ContactAsync(commissioner);
    }

    /// <summary>From filing to being closed by the enterprise's own word, a minute a step.</summary>
    public async Task<Answer> CloseAsync(string enterprise = "enterprise1", string commissioner = "commissioner1")
    {
        await BeginAsync(enterprise, commissioner);
        app.Advance(TimeSpan.FromMinutes(1));
        await ProposeAsync(by: commissioner);
        app.Advance(TimeSpan.FromMinutes(1));
        await PassAsync();
        app.Advance(TimeSpan.FromMinutes(1));
        return await ConfirmAsync(by: enterprise);
    }

    private object Elements(string done) =>
        new
        {
            takenUpAt = Now,
            spokenWith = "示例联系人",
            spokenAt = Now,
            done,
            solvedAt = Now,
        };
}

/// <summary>What a case's sheet must say.</summary>
public static class Sheets
{
    // What can be done beside the way, nearly everywhere; the domain's own table is walked whole.
    private static readonly string[] Asides =
    [
        "withdraw",
        "reopen",
        "askForInfo",
        "askEnterprise",
        "askExtension",
        "redirect",
        "merge",
        "objectToCall",
        "escalate",
        "cancelLeg",
        "reportInterim",
        "arrive",
        "convene",
        "judgeLeg",
        "judgeWhistle",
        "whistleInEmergency",
        "askPlan",
        "proposeExplained",
        "issueOrder",
        "supplement",
        "nudge",
    ];

    /// <summary>Demands where a case stands, who has it, what is promised when, and what this person may do.</summary>
    /// <param name="sheet">As one person sees it.</param>
    /// <param name="status">Its status.</param>
    /// <param name="holder">Kind and name of who has it, such as <c>Commissioner 示例专员1</c>.</param>
    /// <param name="due">When the matter is promised, on the park's clock; null when it is not.</param>
    /// <param name="nextWord">By when somebody is heard of next.</param>
    /// <param name="can">What this person may do.</param>
    public static void MustStand(this Answer sheet, string status, string holder, string? due, string? nextWord, params string[] can)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)sheet["status"], Is.EqualTo(status), "status");
            Assert.That($"{(string?)sheet["holder"]!["kind"]} {(string?)sheet["holder"]!["name"]}".TrimEnd(), Is.EqualTo(holder), "holder");
            Assert.That(sheet.At("dueAt"), Is.EqualTo(due is null ? null : TestApp.At(due)), "dueAt");
            Assert.That(sheet.At("nextWordBy"), Is.EqualTo(nextWord is null ? null : TestApp.At(nextWord)), "nextWordBy");
            Assert.That(sheet.Strings("can").Where(m => can.Contains(m) || !Asides.Contains(m)), Is.EqualTo(can), "can");
        }
    }

    /// <summary>Demands that a person reads exactly these entries.</summary>
    public static void MustTell(this Answer sheet, params string[] events) =>
        Assert.That(sheet.Each("timeline", "name"), Is.EqualTo(events));

    /// <summary>Demands a status.</summary>
    public static void MustBe(this Answer answer, int status) => Assert.That(answer.Status, Is.EqualTo(status), answer.ToString());

    /// <summary>Demands a refusal.</summary>
    public static void MustRefuse(this Answer answer, int status, string type)
    {
        Assert.That((answer.Status, answer.Type), Is.EqualTo((status, (string?)type)), answer.ToString());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.MediaType, Is.EqualTo("application/problem+json"));
            Assert.That((string?)answer["title"], Is.Not.Empty.And.Not.StartsWith("rule.").And.Not.StartsWith("refusal."));
            Assert.That((int?)answer["status"], Is.EqualTo(status));
        }
    }

    /// <summary>Demands a 422 that names exactly these fields.</summary>
    public static void MustName(this Answer answer, params string[] fields)
    {
        Assert.That(answer.Status, Is.EqualTo(422), answer.ToString());
        Assert.That(answer["errors"]?.AsObject().Select(e => e.Key), Is.EquivalentTo(fields), answer.ToString());
        Assert.That(
            answer["errors"]!.AsObject().SelectMany(e => e.Value!.AsArray()).Select(r => (string?)r),
            Is.All.Not.Empty.And.None.StartsWith("rule.")
        );
    }
}
