using Commissioner.App.Tests.Features.Undertakings.Templates;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Stories;

/// <summary>
/// 把工人一个一个接回来: each worker has steps of its own, a health certificate, a pass and the way; what is stuck with one holds up no other, and
/// the enterprise sees who is where.
/// </summary>
public sealed class WorkersFetchedBack
{
    private const string Template =
        "模板编码,模板名称,节点编码,节点名称,前置节点,责任单位,法定时限,承诺时限,绿色通道时限,材料\n"
        + "WORKERS,示例工人返岗,H1,示例甲健康证明,,D01,5d,2d,1d,示例名册\n"
        + "WORKERS,示例工人返岗,P1,示例甲通行证,H1,D02,5d,1d,4h,\n"
        + "WORKERS,示例工人返岗,F1,示例甲接回,P1,D03,5d,1d,4h,\n"
        + "WORKERS,示例工人返岗,H2,示例乙健康证明,,D01,5d,2d,1d,示例名册\n"
        + "WORKERS,示例工人返岗,P2,示例乙通行证,H2,D02,5d,1d,4h,\n"
        + "WORKERS,示例工人返岗,F2,示例乙接回,P2,D03,5d,1d,4h,\n"
        + "WORKERS,示例工人返岗,H3,示例丙健康证明,,D01,5d,2d,1d,示例名册\n"
        + "WORKERS,示例工人返岗,P3,示例丙通行证,H3,D02,5d,1d,4h,\n"
        + "WORKERS,示例工人返岗,F3,示例丙接回,P3,D03,5d,1d,4h,\n";

    private TestApp _app = null!;
    private string _path = "";

    [Test]
    public async Task Workers_fetched_back_one_by_one()
    {
        _app = await TestApp.StartAsync();
        await using var ended = _app;
        var office = await _app.Api("triage");
        Assert.That((await TemplatesTests.ImportAsync(office, Template)).Status, Is.EqualTo(201));
        var entrusted = await (await _app.Api("enterprise1")).DoAsync(
            "/undertakings",
            new
            {
                title = "示例：三名工人返岗",
                what = "示例：办好证明和通行证，逐个接回工地",
                templateCode = "workers",
                authority = new[] { "Ask", "Submit" },
            }
        );
        _path = "/undertakings/" + entrusted.Id;
        await office.DoAsync(
            _path + "/starts",
            new { agentId = _app.World["commissioner4"].Id.Value, colleagueId = _app.World["commissioner5"].Id.Value }
        );

        // The first is back while the third has no certificate yet.
        await StepsAsync("H1", "P1", "F1");
        await StepsAsync("H2");
        await MoveAsync("commissioner4", "P2", "Submit");
        await MoveAsync("department2", "P2", "TakeUp");
        await MoveAsync("department2", "P2", "Return", "缺示例用工合同");
        Assert.That(
            await StandAsync(),
            Is.EqualTo(
                "H1 Approved, P1 Approved, F1 Approved, H2 Approved, P2 Correcting, F2 NotStarted, H3 Ready, P3 NotStarted, F3 NotStarted"
            )
        );

        // What the second lacks holds up nobody else.
        _app.MoveTo("03-03 09:00");
        await StepsAsync("H3", "P3");
        await MoveAsync("commissioner5", "P2", "Correct");
        await MoveAsync("department2", "P2", "Approve");
        await StepsAsync("F2");

        // For the third no coach goes: a request comes of it, dealt with like any other, and both name each other.
        var stuck = await office.DoAsync(
            _path + "/nodes/F3/cases",
            new
            {
                title = "示例：没有到镇上的车",
                description = "示例：最后一名工人没有车可坐，请安排。",
                urgency = "Urgent",
            }
        );
        var seen = await (await _app.Api("enterprise1")).SeeAsync(_path);
        Assert.That(seen["nodes"]![8]!["cases"]!.AsArray().Select(c => (string?)c!["id"]), Is.EqualTo(new[] { stuck.Id }));
        await (await _app.Api("commissioner1")).DoAsync($"/cases/{stuck.Id}/acceptances");
        await StepsAsync("F3");

        seen = await (await _app.Api("enterprise1")).SeeAsync(_path);
        Assert.That((string?)seen["status"], Is.EqualTo("Completed"));
        await (await _app.Api("enterprise1")).DoAsync(_path + "/ratings", new { level = "VerySatisfied", reason = "示例：人都到齐了" });
        Assert.That((string?)(await (await _app.Api("supervisor")).SeeAsync(_path))["rated"], Is.EqualTo("VerySatisfied"));
    }

    private async Task<string> StandAsync() =>
        string.Join(
            ", ",
            (await (await _app.Api("enterprise1")).SeeAsync(_path))["nodes"]!.AsArray().Select(n => $"{n!["code"]} {n["status"]}")
        );

    // Handed in by the agent, taken up and approved by the department whose step it is.
    private async Task StepsAsync(params string[] nodes)
    {
        foreach (var node in nodes)
        {
            var department = node[0] switch
            {
                'H' => "department1",
                'P' => "department2",
                _ => "department3",
            };
            await MoveAsync("commissioner4", node, "Submit");
            await MoveAsync(department, node, "TakeUp");
            await MoveAsync(department, node, "Approve");
        }
    }

    private async Task MoveAsync(string user, string node, string move, string? words = null) =>
        await (await _app.Api(user)).DoAsync($"{_path}/nodes/{node}/moves", new { move, words });
}
