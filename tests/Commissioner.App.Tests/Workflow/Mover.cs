using Commissioner.App.Tests.Harness;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Workflow;

/// <summary>One case, and every move of the workflow table as the request that makes it.</summary>
public sealed class Mover(TestApp app, Dictionary<string, Api> apis, bool dutyDesk)
{
    // For each role somebody who holds no other.
    private static readonly Dictionary<Role, string> Users = new()
    {
        [Role.EnterpriseOwner] = "enterprise1",
        [Role.EnterpriseUser] = "contact1",
        [Role.Commissioner] = "commissioner1",
        [Role.DepartmentLiaison] = "liaison1",
        [Role.DepartmentHandler] = "handler1",
        [Role.DepartmentHead] = "head1",
        [Role.TriageDesk] = "triage2",
        [Role.Bank] = "bank1",
        [Role.HotlineSeat] = "hotline",
        [Role.CallbackAgent] = "callback",
        [Role.Supervisor] = "supervisor",
        [Role.Appraiser] = "appraiser",
        [Role.Leader] = "leader",
        [Role.SystemAdmin] = "sysadmin",
        [Role.SecurityAdmin] = "secadmin",
        [Role.Auditor] = "auditor",
    };

    private string _whistle = Nothing,
        _leg = Nothing,
        _conference = Nothing,
        _order = Nothing;

    private static string Nothing => Id<Case>.New().ToString();

    /// <summary>The case.</summary>
    public string Case { get; private set; } = "";

    /// <summary>It has a leg.</summary>
    public bool Called { get; private set; }

    /// <summary>Who deals with it.</summary>
    public string Server => dutyDesk ? "triage" : "commissioner1";

    private string Owner => dutyDesk ? "enterprise4" : "enterprise1";

    private DateTimeOffset Now => app.Clock.GetUtcNow();

    /// <summary>Gives the park somebody for each role that its people hold together.</summary>
    public static async Task EnrolAsync(TestApp app)
    {
        await using var db = app.Db();
        var account = await db.Accounts.AsNoTracking().FirstAsync();
        foreach (
            var (user, role, enterprise, department) in new (
                string,
                Role,
                Id<Domain.Enterprises.Enterprise>?,
                Id<Domain.Departments.Department>?
            )[]
            {
                ("contact1", Role.EnterpriseUser, app.World.Enterprises[0].Id, null),
                ("contact4", Role.EnterpriseUser, app.World.Enterprises[3].Id, null),
                ("liaison1", Role.DepartmentLiaison, null, app.World.Departments[0].Id),
                ("handler1", Role.DepartmentHandler, null, app.World.Departments[0].Id),
                ("head1", Role.DepartmentHead, null, app.World.Departments[0].Id),
                ("bank1", Role.Bank, null, null),
            }
        )
        {
            var person = Person.Register(Id<Person>.New(), "示例" + user, [role], enterprise, department);
            db.People.Add(person);
            db.Accounts.Add(
                new()
                {
                    Id = person.Id.Value,
                    UserName = user,
                    NormalizedUserName = user.ToUpperInvariant(),
                    PasswordHash = account.PasswordHash,
                    SecurityStamp = user,
                    ConcurrencyStamp = user,
                }
            );
        }

        await db.SaveChangesAsync();
    }

    /// <summary>The account that plays a role.</summary>
    public string UserOf(Role role) =>
        dutyDesk && (role is Role.EnterpriseOwner or Role.EnterpriseUser) ? Users[role].Replace('1', '4') : Users[role];

    /// <summary>The API as one person calls it.</summary>
    public async Task<Api> As(string user) => apis.TryGetValue(user, out var api) ? api : apis[user] = await app.Api(user);

    /// <summary>Files it; by phone, so that the seat may whistle at once.</summary>
    public async Task FileAsync() =>
        Case = (
            await (await As("hotline")).DoAsync(
                "/cases",
                new
                {
                    title = "示例诉求",
                    description = "示例诉求内容",
                    category = "Other",
                    urgency = "ordinary",
                    onBehalfOf = new
                    {
                        enterpriseId = app.World.Enterprises[dutyDesk ? 3 : 0].Id.Value,
                        contactName = "示例来电人",
                        contactPhone = "13900009999",
                        readBack = true,
                    },
                }
            )
        ).Id;

    /// <summary>Makes a move that must be done.</summary>
    public async Task MakeAsync(CaseMove move, string by, Outcome way = Outcome.Resolved)
    {
        var answer = await TryAsync(move, by, way);
        Assert.That(answer.Status, Is.EqualTo(201), $"{move} by {by}: {answer}");
    }

    /// <summary>Tries a move, complete in every field.</summary>
    public async Task<Answer> TryAsync(CaseMove move, string by, Outcome way = Outcome.Resolved)
    {
        var (path, body) = await RequestAsync(move, way, by);
        if (by == Users[Role.HotlineSeat] && System.Text.Json.JsonSerializer.SerializeToNode(body) is { } said)
        {
            // A seat says with whatever it sends what its caller said.
            said["spoken"] = new System.Text.Json.Nodes.JsonObject { ["words"] = "示例原话", ["recording"] = "示例录音-1" };
            body = said;
        }

        var answer = await (await As(by)).PostAsync(path, body);
        if (answer.Status == 201)
        {
            Remember(move, answer);
        }

        return answer;
    }

    private void Remember(CaseMove move, Answer answer)
    {
        if (move is CaseMove.BlowWhistle or CaseMove.WhistleInEmergency)
        {
            (_whistle, _leg, Called) = (answer.Id, (string)answer["legs"]![0]!["id"]!, true);
        }
        else if (move == CaseMove.Convene)
        {
            _conference = answer.Id;
        }
    }

    private async Task<(string Path, object Body)> RequestAsync(CaseMove move, Outcome way, string by)
    {
        var (its, leg) = ($"/cases/{Case}", $"/whistles/{_whistle}/legs/{_leg}");
        var elements = new
        {
            takenUpAt = Now,
            spokenWith = "示例联系人",
            spokenAt = Now,
            done = "示例办理结果",
            solvedAt = Now,
        };
        var day = DateOnly.FromDateTime(Now.UtcDateTime);
        if (move is CaseMove.AnswerOrder or CaseMove.CloseOrder or CaseMove.ReturnOrder)
        {
            await using var db = app.Db();
            var id = new Id<Case>(Guid.Parse(Case));
            _order =
                (
                    await db
                        .SupervisionOrders.Where(o => o.CaseId == id)
                        .OrderBy(o =>
                            o.To
                            == (
                                move == CaseMove.AnswerOrder && !dutyDesk && by == "triage2"
                                    ? HolderKind.TriageDesk
                                    : HolderKind.Commissioner
                            )
                                ? 0
                                : 1
                        )
                        .Select(o => (Id<SupervisionOrder>?)o.Id)
                        .FirstOrDefaultAsync()
                )?.ToString() ?? _order;
        }

        return move switch
        {
            CaseMove.Accept => ($"{its}/acceptances", new { }),
            CaseMove.RecordFirstContact => (
                $"{its}/contacts",
                new
                {
                    means = "call",
                    at = Now,
                    outcome = "示例结果",
                }
            ),
            CaseMove.BlowWhistle => ($"{its}/whistles", Whistle("routine")),
            CaseMove.WhistleInEmergency => ($"{its}/whistles", Whistle("emergency")),
            CaseMove.CheckIn => (
                $"{leg}/check-ins",
                new
                {
                    handlerName = "示例经办",
                    handlerPhone = "13900001111",
                    firstStep = "现场查看",
                    firstStepAt = Now.AddHours(1),
                }
            ),
            CaseMove.Report => (
                $"{leg}/reports",
                new
                {
                    elements.takenUpAt,
                    elements.spokenWith,
                    elements.spokenAt,
                    elements.done,
                    elements.solvedAt,
                    headConsented = way != Outcome.Partly,
                }
            ),
            CaseMove.ApproveReport => ($"{leg}/approvals", new { }),
            CaseMove.ReturnReport => ($"{leg}/returns", new { reason = "示例理由" }),
            CaseMove.ProposeClosure => ($"{its}/closure-proposals", elements),
            CaseMove.PassClosure => ($"{its}/reviews", new { pass = true }),
            CaseMove.ReturnClosure => ($"{its}/reviews", new { pass = false, reason = "示例理由" }),
            CaseMove.Confirm => ($"{its}/confirmations", new { outcome = way.ToString(), words = "示例原话" }),
            CaseMove.Rate => ($"{its}/ratings", new { overall = 2, reason = "示例原话" }),
            CaseMove.AskForInfo or CaseMove.AskEnterprise => ($"{its}/questions", new { text = "示例问题" }),
            CaseMove.Supply or CaseMove.Answer => ($"{its}/answers", new { text = "示例答复" }),
            CaseMove.AskExtension => ($"{its}/extensions", new { days = 1, reason = "示例理由" }),
            CaseMove.GrantExtension => ($"{its}/extension-rulings", new { grant = true }),
            CaseMove.RefuseExtension => ($"{its}/extension-rulings", new { grant = false, reason = "示例理由" }),
            CaseMove.Redirect => ($"{its}/redirections", new { reason = "AnotherAuthority", goTo = "示例部门" }),
            CaseMove.Merge => ($"{its}/mergers", new { into = await AnotherAsync(), reason = "示例理由" }),
            CaseMove.Separate => ($"{its}/separations", new { reason = "示例理由" }),
            CaseMove.Withdraw => ($"{its}/withdrawals", new { reason = "示例理由" }),
            CaseMove.Reopen => ($"{its}/reopenings", new { words = "示例原话" }),
            CaseMove.AskPlan => (
                $"{its}/plans",
                new
                {
                    measures = "示例措施",
                    departmentId = app.World.Departments[1].Id.Value,
                    reviewOn = day.AddDays(60),
                }
            ),
            CaseMove.GrantPlan => ($"{its}/plans/decisions", new { grant = true }),
            CaseMove.RefusePlan => ($"{its}/plans/decisions", new { grant = false, reason = "示例理由" }),
            CaseMove.ReviewPlan => (
                $"{its}/plans/reviews",
                new { findings = "示例进展", reviewOn = way == Outcome.NotResolved ? day.AddDays(60) : (DateOnly?)null }
            ),
            CaseMove.ProposeExplained => (
                $"{its}/explanations",
                new
                {
                    reason = "Law",
                    basis = "示例法第一条",
                    words = "示例解释",
                }
            ),
            CaseMove.ApproveExplained => ($"{its}/explanations/approvals", new { approve = true }),
            CaseMove.RefuseExplained => ($"{its}/explanations/approvals", new { approve = false, reason = "示例理由" }),
            CaseMove.ObjectToCall => (
                $"{leg}/objections",
                new
                {
                    reason = "示例理由",
                    dutyBasis = "示例职责",
                    competentDepartmentId = app.World.Departments[1].Id.Value,
                    headConsented = true,
                }
            ),
            CaseMove.Rule => (
                $"{leg}/rulings",
                new
                {
                    decision = ((Domain.Whistles.RulingDecision)way).ToString(),
                    reason = "示例理由",
                    departmentId = app.World.Departments[1].Id.Value,
                }
            ),
            CaseMove.Escalate => ($"{leg}/escalations", new { reason = "示例理由" }),
            CaseMove.ReportInterim => (
                $"{leg}/interim-reports",
                new
                {
                    why = "示例原因",
                    standing = "示例进展",
                    nextAt = Now.AddDays(1),
                }
            ),
            CaseMove.ConsentAsHead => ($"{leg}/head-approvals", new { }),
            CaseMove.CancelLeg => ($"{leg}/cancellations", new { reason = "示例理由" }),
            CaseMove.Arrive => ($"{leg}/arrivals", new { place = "示例路1号", at = Now }),
            CaseMove.ConfirmArrival => ($"{leg}/arrivals/confirmations", new { }),
            CaseMove.Convene => ($"{its}/conferences", new { agenda = "示例议题", people = new[] { "示例与会人" } }),
            CaseMove.RecordMinutes => (
                $"/conferences/{_conference}/minutes",
                new
                {
                    minutes = "示例纪要",
                    decisions = new[]
                    {
                        new
                        {
                            departmentId = app.World.Departments[0].Id.Value,
                            lead = true,
                            text = "示例决定",
                            dueOn = "2026-03-05",
                        },
                    },
                }
            ),
            CaseMove.JudgeLeg or CaseMove.JudgeWhistle => ($"{leg}/judgements", new { mark = 2, remark = "示例" }),
            CaseMove.IssueOrder => (
                $"{its}/orders",
                new { to = way == Outcome.Partly ? "TriageDesk" : "Commissioner", demand = "示例要求" }
            ),
            CaseMove.AnswerOrder => ($"/orders/{_order}/answers", new { answer = "示例回复" }),
            CaseMove.CloseOrder => ($"/orders/{_order}/judgements", new { content = true }),
            CaseMove.ReturnOrder => ($"/orders/{_order}/judgements", new { content = false, reason = "示例理由" }),
            CaseMove.Supplement => ($"{its}/supplements", new { text = "示例补充" }),
            CaseMove.Nudge => ($"{its}/nudges", new { }),
            CaseMove.GiveOpinion => ($"{its}/opinions", new { opinion = "示例批示" }),
            _ => throw new ArgumentOutOfRangeException(nameof(move), move, "No such move."),
        };
    }

    private object Whistle(string kind) =>
        new
        {
            kind,
            asked = "请到场处理",
            tried = "已现场查看",
            disclosure = "full",
            meet = new { place = "示例路1号" },
            legs = new[] { new { departmentId = app.World.Departments[Called ? 2 : 0].Id.Value, lead = true } },
        };

    // The number of another open case of the same enterprise, or one that is none.
    private async Task<string> AnotherAsync()
    {
        var answer = await (await As(Owner)).PostAsync(
            "/cases",
            new
            {
                title = "示例另案",
                description = "示例另案内容",
                category = "Other",
                urgency = "ordinary",
            }
        );
        return (string?)answer["number"] ?? "FL-20000101-0001";
    }

    /// <summary>Brings it to where a move can be made from this status, as the domain's own walk does.</summary>
    public async Task StandAsync(CaseStatus status, CaseMove move, Outcome way)
    {
        await FileAsync();
        var leg = !CaseWorkflow.From(move).Contains(status)
            ? -1
            : move switch
            {
                CaseMove.CheckIn
                or CaseMove.ObjectToCall
                or CaseMove.CancelLeg
                or CaseMove.Escalate
                or CaseMove.Arrive
                or CaseMove.ConfirmArrival
                or CaseMove.Convene
                or CaseMove.RecordMinutes => 0,
                CaseMove.Rule => 1,
                CaseMove.Report or CaseMove.ReportInterim or CaseMove.ConsentAsHead => 2,
                CaseMove.ApproveReport or CaseMove.ReturnReport => 3,
                CaseMove.JudgeLeg or CaseMove.JudgeWhistle or CaseMove.GiveOpinion => 4,
                _ => -1,
            };
        var early = status is CaseStatus.Submitted or CaseStatus.NeedsInfo or CaseStatus.Accepted;
        if (leg >= 0)
        {
            await ToAsync(
                early ? CaseStatus.Submitted
                : status == CaseStatus.Rework ? status
                : CaseStatus.InProgress
            );
            await MakeAsync(early ? CaseMove.WhistleInEmergency : CaseMove.BlowWhistle, early ? "hotline" : Server);
            if (move == CaseMove.GiveOpinion)
            {
                await MakeAsync(CaseMove.Escalate, Server);
            }

            foreach (
                var (step, by) in new[]
                {
                    (CaseMove.CheckIn, "liaison1"),
                    (CaseMove.Report, "handler1"),
                    (CaseMove.ApproveReport, Server),
                }.Take(leg - 1)
            )
            {
                await MakeAsync(step, by);
            }

            if (leg == 1)
            {
                await MakeAsync(CaseMove.ObjectToCall, "liaison1");
            }
        }

        await ToAsync(status);
        foreach (var (step, by, how) in Before(move, way).Where(_ => CaseWorkflow.From(move).Contains(status)))
        {
            if (!(step == CaseMove.AskPlan && status == CaseStatus.Planned))
            {
                await MakeAsync(step, by, how);
            }
        }
    }

    private IEnumerable<(CaseMove Step, string By, Outcome How)> Before(CaseMove move, Outcome way) =>
        move switch
        {
            CaseMove.GrantExtension or CaseMove.RefuseExtension => [(CaseMove.AskExtension, Server, Outcome.Resolved)],
            CaseMove.GrantPlan or CaseMove.RefusePlan => [(CaseMove.AskPlan, Server, Outcome.Resolved)],
            CaseMove.RefuseExplained => [(CaseMove.ProposeExplained, Server, Outcome.Resolved)],
            CaseMove.ApproveExplained when way == Outcome.Resolved =>
            [
                (CaseMove.ProposeExplained, Server, way),
                (CaseMove.ApproveExplained, "triage2", way),
            ],
            CaseMove.ApproveExplained => [(CaseMove.ProposeExplained, Server, way)],
            CaseMove.ConsentAsHead => [(CaseMove.Report, "handler1", Outcome.Partly)],
            CaseMove.ConfirmArrival => [(CaseMove.Arrive, "handler1", Outcome.Resolved)],
            CaseMove.RecordMinutes => [(CaseMove.Convene, "triage2", Outcome.Resolved)],
            CaseMove.AnswerOrder =>
            [
                (CaseMove.IssueOrder, "supervisor", Outcome.Resolved),
                (CaseMove.IssueOrder, "supervisor", Outcome.Partly),
            ],
            CaseMove.CloseOrder or CaseMove.ReturnOrder =>
            [
                (CaseMove.IssueOrder, "supervisor", Outcome.Resolved),
                (CaseMove.AnswerOrder, Server, Outcome.Resolved),
            ],
            _ => [],
        };

    // What ends by itself is ended by the sweep, for all cases of a test at once.
    private async Task ToAsync(CaseStatus status)
    {
        var now = await StatusAsync();
        if (now == status)
        {
            return;
        }

        (CaseMove Move, string By, Outcome How)[] way = status switch
        {
            CaseStatus.Submitted => [],
            CaseStatus.NeedsInfo => [(CaseMove.AskForInfo, Server, default)],
            CaseStatus.Redirected => [(CaseMove.Redirect, "triage", default)],
            CaseStatus.Merged => [(CaseMove.Merge, "triage", default)],
            CaseStatus.Withdrawn when now == CaseStatus.Submitted => [(CaseMove.Withdraw, Owner, default)],
            _ =>
            [
                (CaseMove.Accept, Server, default),
                .. status == CaseStatus.Accepted ? [] : new[] { (CaseMove.RecordFirstContact, Server, default(Outcome)) },
                .. status switch
                {
                    CaseStatus.WaitingForEnterprise => new[] { (CaseMove.AskEnterprise, Server, default(Outcome)) },
                    CaseStatus.Planned => [(CaseMove.AskPlan, Server, default), (CaseMove.GrantPlan, "leader", default)],
                    CaseStatus.Explained =>
                    [
                        (CaseMove.ProposeExplained, Server, default),
                        (CaseMove.ApproveExplained, "triage2", default),
                        (CaseMove.ApproveExplained, "supervisor", default),
                    ],
                    CaseStatus.Withdrawn => [(CaseMove.Withdraw, Owner, default)],
                    CaseStatus.UnderReview => [(CaseMove.ProposeClosure, Server, default)],
                    CaseStatus.Accepted or CaseStatus.InProgress => [],
                    _ =>
                    [
                        (CaseMove.ProposeClosure, Server, default),
                        (CaseMove.PassClosure, "triage2", default),
                        .. status switch
                        {
                            CaseStatus.Rework => new[] { (CaseMove.Confirm, Owner, Outcome.NotResolved) },
                            CaseStatus.Resolved => [(CaseMove.Confirm, Owner, Outcome.Resolved)],
                            CaseStatus.PartlyResolved => [(CaseMove.Confirm, Owner, Outcome.Partly)],
                            _ => [],
                        },
                    ],
                },
            ],
        };
        // What is behind it already is not done again.
        var skip = now switch
        {
            CaseStatus.Submitted => 0,
            CaseStatus.Accepted => 1,
            _ => 2,
        };
        foreach (var (move, by, how) in way.Skip(way.Length > 0 && way[0].Move == CaseMove.Accept ? skip : 0))
        {
            await MakeAsync(move, by, how);
        }
    }

    /// <summary>Lets it have come to the Leader before: until then it does not exist to it.</summary>
    public Task ShowToLeaderAsync() => app.ExecuteAsync("UPDATE cases SET opinion_at = submitted_at WHERE id = {0}", Guid.Parse(Case));

    /// <summary>Lets those see it who speak for the enterprise: a call opens it to the seat, a call-back is owed by the agent.</summary>
    public async Task ShowToVoicesAsync()
    {
        await using var db = app.Db();
        var id = new Id<Case>(Guid.Parse(Case));
        var its = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == id);
        await (await As("hotline")).DoAsync("/hotline/openings", new { number = its.Number });
        await Journey.OweCallbackAsync(app, Case);
    }

    /// <summary>Where it stands.</summary>
    public async Task<CaseStatus> StatusAsync() => (await StandingAsync()).Status;

    /// <summary>Where it stands, by how many events.</summary>
    public async Task<(CaseStatus Status, int Version)> StandingAsync()
    {
        await using var db = app.Db();
        var id = new Id<Case>(Guid.Parse(Case));
        var found = await db.Cases.Where(c => c.Id == id).Select(c => new { c.Status, c.Version }).SingleAsync();
        return (found.Status, found.Version);
    }

    /// <summary>What was written after so many events.</summary>
    public async Task<IReadOnlyList<string>> WrittenAsync(int after)
    {
        await using var db = app.Db();
        var id = Guid.Parse(Case);
        return await db.Timeline.Where(e => e.SubjectId == id && e.Seq > after).OrderBy(e => e.Seq).Select(e => e.Name).ToListAsync();
    }
}
