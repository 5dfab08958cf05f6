using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.App.Tests.Workflow;

/// <summary>
/// The workflow table walked through the API: every cell allowed does what the agreed table says, every other is refused and changes
/// nothing. Of the cells as many are walked as the run has time for, of every row and of every move by every role some.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class EveryMove : OnOneApp
{
    private static readonly CaseStatus[] Statuses = Enum.GetValues<CaseStatus>();
    private static readonly IReadOnlyList<Row> Agreed = Read();

    // Two moves that are one request: which it is follows from where the case stands, or from who asks.
    private static readonly Dictionary<CaseMove, CaseMove> Twins = new()
    {
        [CaseMove.AskForInfo] = CaseMove.AskEnterprise,
        [CaseMove.AskEnterprise] = CaseMove.AskForInfo,
        [CaseMove.Supply] = CaseMove.Answer,
        [CaseMove.Answer] = CaseMove.Supply,
        [CaseMove.BlowWhistle] = CaseMove.WhistleInEmergency,
        [CaseMove.WhistleInEmergency] = CaseMove.BlowWhistle,
        [CaseMove.JudgeLeg] = CaseMove.JudgeWhistle,
        [CaseMove.JudgeWhistle] = CaseMove.JudgeLeg,
    };

    [OneTimeSetUp]
    public Task Enrol() => Mover.EnrolAsync(App);

    [Test]
    public async Task What_the_table_allows_is_done_as_it_says([ValueSource(nameof(Statuses))] CaseStatus status, [Values] bool dutyDesk)
    {
        if (dutyDesk)
        {
            Scale.LeaveToTheNight("the same cells at the duty desk; here those of a commissioner, and all of both in the domain");
        }

        await using var own = await OwnAsync(status);
        var app = own ?? App;
        var apis = new Dictionary<string, Api>();
        var every = Every;
        List<(Row Row, Role Role, Mover Case)> cells = [];
        foreach (var row in Agreed.Where(r => r.DutyDesk == dutyDesk && r.From == status))
        {
            // An agent takes a case up again by the result of its call, not by itself.
            var who = row.Who.Where(r => r != Role.System && (row.Move, r) != (CaseMove.Reopen, Role.CallbackAgent)).ToList();
            // Of each row somebody; the whole run, everybody.
            foreach (var role in who.Where((_, i) => (i + (int)status + (int)row.Move) % Math.Min(every, who.Count) == 0))
            {
                var its = new Mover(app, apis, dutyDesk);
                await its.StandAsync(status, row.Move, row.Way);
                await its.ShowToLeaderAsync();
                cells.Add((row, role, its));
            }
        }

        if (status == CaseStatus.Unanswered)
        {
            app.Advance(TimeSpan.FromDays(10));
            await app.RunAsync("sweep-deadlines");
        }

        using (Assert.EnterMultipleScope())
        {
            foreach (var (row, role, its) in cells)
            {
                if (role is Role.HotlineSeat or Role.CallbackAgent)
                {
                    await its.ShowToVoicesAsync();
                }

                var before = await its.StandingAsync();
                Assert.That(before.Status, Is.EqualTo(status), $"{row.Move}");
                var answer = await its.TryAsync(row.Move, its.UserOf(role), row.Way);
                Assert.That(answer.Status, Is.EqualTo(201), $"{status} {row.Move} {row.Way} {role}: {answer}");
                Assert.That(
                    (await its.StatusAsync(), string.Join(' ', await its.WrittenAsync(before.Version))),
                    Is.EqualTo((row.To, Written(row))),
                    $"{status} {row.Move} {row.Way} {role}"
                );
            }
        }

        Assert.That(cells, Is.Not.Empty);
    }

    [Test]
    public async Task What_it_does_not_is_refused_with_403_404_or_409_says_who_could_and_changes_nothing(
        [ValueSource(nameof(Statuses))] CaseStatus status
    )
    {
        await using var own = await OwnAsync(status);
        var app = own ?? App;
        var every = Every;
        var its = new Mover(app, [], dutyDesk: false);
        // With a department called wherever one can be.
        await its.StandAsync(
            status,
            CaseWorkflow.From(CaseMove.CheckIn).Contains(status) ? CaseMove.CheckIn : CaseMove.JudgeLeg,
            Outcome.Resolved
        );
        if (status == CaseStatus.Unanswered)
        {
            app.Advance(TimeSpan.FromDays(10));
            await app.RunAsync("sweep-deadlines");
        }

        await its.ShowToLeaderAsync();
        var before = await its.StandingAsync();
        var refused = 0;
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.System))
        {
            var sees = (await (await its.As(its.UserOf(role))).GetAsync($"/cases/{its.Case}")).Status == 200;
            foreach (
                var move in Enum.GetValues<CaseMove>()
                    // On a diagonal: every move by every role comes by in some status.
                    .Where(m => ((int)m + (int)role + (int)status) % every == 0)
                    .Where(m => !May(m, role, status) && !(Twins.TryGetValue(m, out var twin) && May(twin, role, status)))
            )
            {
                var answer = await its.TryAsync(move, its.UserOf(role));
                var cell = $"{status} {move} {role}: {answer}";
                Assert.That(answer.Status, Is.AnyOf(403, 404, 409), cell);
                if (answer.Status == 404)
                {
                    Assert.That(
                        !sees
                            || !its.Called
                            || move is CaseMove.RecordMinutes or CaseMove.AnswerOrder or CaseMove.CloseOrder or CaseMove.ReturnOrder,
                        Is.True,
                        $"what is seen is there: {cell}"
                    );
                }
                else
                {
                    Assert.That(answer.Strings("could"), Is.Not.Empty, $"who could: {cell}");
                }

                refused++;
            }
        }

        Assert.That(await its.StandingAsync(), Is.EqualTo(before), "what is refused changes nothing");
        Assert.That(refused, Is.GreaterThan(every == 1 ? 600 : 450 / every), "of 735 cells");
    }

    // One cell of so many is walked.
    private static int Every => 10 / Scale.Of(10);

    // What an enterprise leaves unanswered takes days, in which every case of the application grows old.
    private static async Task<TestApp?> OwnAsync(CaseStatus status)
    {
        if (status != CaseStatus.Unanswered)
        {
            return null;
        }

        var app = await TestApp.StartAsync();
        await Mover.EnrolAsync(app);
        return app;
    }

    private static bool May(CaseMove move, Role role, CaseStatus status) =>
        CaseWorkflow.Who(move, Desk.Commissioner).Contains(role) && CaseWorkflow.From(move).Contains(status);

    // Here one department is called, in the domain's walk two; a rating is written into the enterprise's timeline, not into the case's,
    // which the one rated reads.
    private static string Written(Row row) =>
        row.Move switch
        {
            CaseMove.BlowWhistle or CaseMove.WhistleInEmergency => nameof(DepartmentCalled),
            CaseMove.Rate => "",
            _ => row.Events,
        };

    private static List<Row> Read()
    {
        using var reader = new StreamReader(typeof(EveryMove).Assembly.GetManifestResourceStream("workflow.txt")!);
        List<Row> rows = [];
        var dutyDesk = false;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                dutyDesk = line.Contains("duty desk", StringComparison.Ordinal);
                continue;
            }

            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            var move = cells.Length == 6 ? cells[1].Split(' ', 2) : [];
            if (move.Length == 0 || !Enum.TryParse<CaseMove>(move[0], out var what))
            {
                continue;
            }

            var way =
                move.Length == 1
                    ? what == CaseMove.ApproveExplained
                        ? Outcome.Partly
                        : Outcome.Resolved
                    : what switch
                    {
                        CaseMove.Rule => (Outcome)Enum.Parse<RulingDecision>(move[1]),
                        CaseMove.Confirm => Enum.Parse<Outcome>(move[1]),
                        CaseMove.ReviewPlan => Outcome.NotResolved,
                        _ => Outcome.Resolved,
                    };
            rows.Add(
                new(
                    dutyDesk,
                    Enum.Parse<CaseStatus>(cells[0]),
                    what,
                    way,
                    [.. cells[2].Split(' ').Select(Enum.Parse<Role>)],
                    Enum.Parse<CaseStatus>(cells[3]),
                    cells[5]
                )
            );
        }

        return rows;
    }

    private sealed record Row(
        bool DutyDesk,
        CaseStatus From,
        CaseMove Move,
        Outcome Way,
        IReadOnlyList<Role> Who,
        CaseStatus To,
        string Events
    );
}
