using System.Text.Json.Nodes;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain.People;

namespace Commissioner.App.Tests.Access;

/// <summary>A wrong value is named, with what may stand in its place: of every parameter and every member of every body.</summary>
public sealed class WrongValuesOfTheApi : OnOneApp
{
    private static readonly string[] People =
    [
        "triage",
        "commissioner1",
        "enterprise1",
        "department1",
        "supervisor",
        "callback",
        "appraiser",
        "leader",
        "hotline",
        "sysadmin",
        "auditor",
        "secadmin",
        "bank1",
    ];

    private readonly Dictionary<string, Api> _apis = [];
    private Described _described = null!;

    [OneTimeSetUp]
    public async Task Read()
    {
        await App.TakeInAsync("bank1", Role.Bank);
        _described = await Described.ReadAsync(App);
        foreach (var user in People)
        {
            _apis[user] = await App.Api(user);
        }
    }

    [Test]
    public async Task Every_parameter_of_every_call()
    {
        var asked = 0;
        List<string> wrong = [];
        foreach (var (method, path, operation) in _described.Operations)
        {
            foreach (var parameter in Parameters(operation))
            {
                var (name, schema) = ((string)parameter["name"]!, Shape(parameter["schema"]!));
                var of = (string?)schema["type"] == "array" ? Shape(schema["items"]!) : schema;
                if (IsText(of))
                {
                    continue;
                }

                asked++;
                var address = Address(path, operation, name, "abc");
                var answer = await AskAsync(a =>
                    method == "get" ? a.GetAsync(address)
                    : method == "delete" ? a.DeleteAsync(address)
                    : operation["requestBody"]?["content"]?["multipart/form-data"] is not null
                        ? a.UploadAsync("x.csv", "x"u8.ToArray(), address)
                    : a.PostAsync(address)
                );
                if (Unnamed(answer, name, of) is { } why)
                {
                    wrong.Add($"{method} {address}: {why}");
                }
            }
        }

        Assert.That(asked, Is.GreaterThan(180));
        Assert.That(string.Join('\n', wrong), Is.Empty);
    }

    [Test]
    public async Task Every_member_of_every_body()
    {
        var asked = 0;
        List<string> wrong = [];
        foreach (var (_, path, operation) in _described.Operations)
        {
            if (operation["requestBody"]?["content"]?["application/json"]?["schema"] is not { } body)
            {
                continue;
            }

            foreach (var (place, of) in Places(body, [], 0))
            {
                asked++;
                var name = string.Concat(
                    place.Select(
                        (p, i) =>
                            p == "[0]" ? p
                            : i == 0 ? p
                            : "." + p
                    )
                );
                var address = Address(path, operation, "", "");
                JsonNode given = IsText(of) ? 5 : "abc";
                var answer = await AskAsync(a => a.PostRawAsync(address, Body(place, given).ToJsonString()));
                if (Unnamed(answer, name, of) is { } why)
                {
                    wrong.Add($"{address} {name}: {why}");
                }
            }
        }

        Assert.That(asked, Is.GreaterThan(250));
        Assert.That(string.Join('\n', wrong), Is.Empty);
    }

    [Test]
    public async Task What_must_be_there_and_is_not()
    {
        (await _apis["supervisor"].GetAsync("/scores/facts")).MustName("kind", "unitId", "from", "to");
        using var http = App.Client();
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)_apis["enterprise1"].Session!["accessToken"]!);
        using var form = new MultipartFormDataContent { { new StringContent("x"), "other" } };
        using var response = await http.PostAsync("/api/v1/attachments", form);
        (await Answer.ReadAsync(response)).MustName("file");
    }

    [Test]
    public async Task A_wrong_field_of_a_form() =>
        (
            await _apis["triage"]
                .UploadAsync("2027.json", "{}"u8.ToArray(), "/calendars/cn-park/proposals/files", ("confirmFew", "perhaps"))
        ).MustName("confirmFew");

    [Test]
    public async Task It_is_said_in_the_callers_language()
    {
        var answer = await _apis["enterprise1"].GetAsync("/cases?box=none&take=abc", "en");
        Assert.That((string?)answer["errors"]?["box"]?[0], Does.StartWith("It is one of: All, Mine"));
        Assert.That((string?)answer["errors"]?["take"]?[0], Does.Contain("whole number"));
    }

    private string? Unnamed(Answer answer, string name, JsonNode of)
    {
        if (answer.Status != 422 || answer["errors"]?[name] is not { } said)
        {
            return $"{answer.Status} {answer.Text}";
        }

        return
            of["enum"]?.AsArray().FirstOrDefault(v => !((string)said[0]!).Contains((string)v!, StringComparison.OrdinalIgnoreCase))
                is { } missing
            ? $"does not say that it may be {missing}: {said}"
            : null;
    }

    private static IEnumerable<JsonNode> Parameters(JsonNode operation) =>
        (operation["parameters"]?.AsArray() ?? []).Where(p => (string?)p!["in"] is "query" or "path").Select(p => p!);

    // The address with one wrong value, and with what else must stand in it.
    private string Address(string path, JsonNode operation, string name, string value)
    {
        List<string> query = [];
        foreach (var parameter in Parameters(operation))
        {
            var its = (string)parameter["name"]!;
            var shape = Shape(parameter["schema"]!);
            var given = its == name ? value : Right(shape);
            if ((string?)parameter["in"] == "path")
            {
                path = path.Replace($"{{{its}}}", given, StringComparison.OrdinalIgnoreCase);
            }
            else if (its == name || (bool?)parameter["required"] == true)
            {
                query.Add($"{its}={Uri.EscapeDataString(given)}");
            }
        }

        return path["/api/v1".Length..] + (query.Count == 0 ? "" : "?" + string.Join('&', query));
    }

    private static string Right(JsonNode shape) =>
        shape["enum"] is JsonArray values
            ? (string)values[0]!
            : (string?)shape["format"] switch
            {
                "uuid" => Guid.Empty.ToString(),
                "date" => "2026-03-02",
                "date-time" => "2026-03-02T09:00:00Z",
                "int32" or "int64" => "1",
                _ => "x",
            };

    private JsonNode Shape(JsonNode schema)
    {
        var shape = _described.Resolve(schema);
        return shape["oneOf"] is JsonArray choices ? _described.Resolve(choices[^1]!) : shape;
    }

    private static bool IsText(JsonNode shape) =>
        shape["enum"] is null && shape["format"] is null && Described.Kinds(shape).Contains("string");

    // Every place in a body where one kind of value stands; what may be anything is left out.
    private IEnumerable<(IReadOnlyList<string> Place, JsonNode Of)> Places(JsonNode schema, IReadOnlyList<string> above, int depth)
    {
        var shape = Shape(schema);
        var kinds = Described.Kinds(shape);
        if (depth > 5 || (kinds.Count == 0 && shape["enum"] is null))
        {
            yield break;
        }

        if (above.Count > 0)
        {
            yield return (above, shape);
        }

        foreach (var (name, member) in shape["properties"]?.AsObject().ToList() ?? [])
        {
            foreach (var place in Places(member!, [.. above, name], depth + 1))
            {
                yield return place;
            }
        }

        if (shape["items"] is { } items)
        {
            foreach (var place in Places(items, [.. above, "[0]"], depth + 1))
            {
                yield return place;
            }
        }
    }

    private static JsonNode Body(IReadOnlyList<string> place, JsonNode value) =>
        place.ToArray() is [var first, .. var rest]
            ? first == "[0]"
                ? new JsonArray(Body([.. rest], value))
                : new JsonObject { [first] = Body([.. rest], value) }
            : value.DeepClone();

    private async Task<Answer> AskAsync(Func<Api, Task<Answer>> call)
    {
        Answer? answer = null;
        foreach (var user in People)
        {
            answer = await call(_apis[user]);
            if (answer.Status != 403)
            {
                break;
            }
        }

        return answer!;
    }
}
