using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Security;

/// <summary>
/// Whoever may not know whose case it is can't find it out by asking: every list of the description is asked by every filter for what is
/// hidden, and answers as it does for what does not exist.
/// </summary>
public sealed class FiltersTellNothing : OnOneApp
{
    private static readonly string[] People = ["department1", "enterprise2", "callback", "appraiser", "sysadmin", "secadmin", "auditor"];

    [Test]
    public async Task Every_list_by_every_filter()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        var whistle = await (await story.As("commissioner1")).DoAsync(
            $"{story.Path}/whistles",
            new
            {
                asked = "请协助",
                tried = "已到现场",
                disclosure = "identityHidden",
                legs = new[] { new { departmentId = App.World.Departments[0].Id.ToString(), lead = true } },
            }
        );
        var enterprise = App.World.Enterprises[0];
        var number = (string)(await story.SeenBy("commissioner1"))["number"]!;
        string[] traces = [story.Case, number, whistle.Id];
        (string Hidden, string Nothing)[] asked =
        [
            (enterprise.Id.ToString(), Guid.CreateVersion7().ToString()),
            (enterprise.Name, "示例没有这家企业"),
            (enterprise.CreditCode, "91500000MA00000X00"),
            (enterprise.ContactPhone, "13800009999"),
            (enterprise.ContactName, "示例没有这个人"),
            ("示例诉求：请协助处理", "示例没有这句话"),
        ];
        var described = await Described.ReadAsync(App);
        List<string> told = [];
        var questions = 0;
        foreach (var user in People)
        {
            var api = await App.Api(user);
            foreach (var (_, path, operation) in described.Operations.Where(o => o.Method == "get" && !o.Path.Contains('{')))
            {
                if ((await api.GetAsync(path["/api/v1".Length..])).Status is 401 or 403)
                {
                    continue;
                }

                foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
                {
                    var name = (string)parameter!["name"]!;
                    if ((string?)parameter["in"] != "query" || name is "after" or "take" || parameter["schema"]?["enum"] is not null)
                    {
                        continue;
                    }

                    foreach (var (hidden, nothing) in asked)
                    {
                        questions++;
                        var found = await AskAsync(api, path, name, hidden, traces);
                        var else_ = await AskAsync(api, path, name, nothing, traces);
                        if (found.Except(else_).Any())
                        {
                            told.Add($"{user} {path}?{name}={hidden}");
                        }
                    }
                }
            }
        }

        Assert.That(questions, Is.GreaterThan(100));
        Assert.That(told, Is.Empty);
    }

    private static async Task<List<string>> AskAsync(Api api, string path, string name, string value, string[] traces)
    {
        var answer = await api.GetAsync($"{path["/api/v1".Length..]}?{name}={Uri.EscapeDataString(value)}");
        return answer.Status == 200 ? [.. traces.Where(t => answer.Text.Contains(t, StringComparison.OrdinalIgnoreCase))] : [];
    }
}
