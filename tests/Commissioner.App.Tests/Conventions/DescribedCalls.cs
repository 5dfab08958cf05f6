using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Conventions;

/// <summary>A program that is generated from the description compiles, reads well, and says what it may leave out.</summary>
public sealed partial class DescribedCalls
{
    private Described _described = null!;

    private JsonObject Schemas => _described.Schemas;

    private IEnumerable<(string Call, JsonNode Operation)> Operations =>
        _described.Operations.Select(o => ($"{o.Method} {o.Path}", o.Operation));

    [OneTimeSetUp]
    public async Task Read()
    {
        await using var app = await TestApp.StartAsync();
        _described = await Described.ReadAsync(app);
    }

    [Test]
    public void Every_call_has_a_name_of_its_own()
    {
        var names = Operations.Select(o => (o.Call, Name: (string?)o.Operation["operationId"])).ToList();
        Assert.That(names, Has.Count.GreaterThan(100));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(names.Where(n => n.Name is null || !CamelCase().IsMatch(n.Name)).Select(n => n.Call), Is.Empty);
            Assert.That(names.Select(n => n.Name), Is.Unique);
        }
    }

    [Test]
    public void Every_parameter_says_what_it_is_for() =>
        Assert.That(
            Operations
                .SelectMany(o => o.Operation["parameters"]?.AsArray().Select(p => (o.Call, Parameter: p!)) ?? [])
                .Where(p =>
                    (string?)p.Parameter["description"] is not { Length: > 0 }
                    || char.IsUpper(((string)p.Parameter["name"]!)[0]) && (string?)p.Parameter["in"] != "header"
                )
                .Select(p => $"{p.Call}: {p.Parameter["name"]}"),
            Is.Empty
        );

    [Test]
    public void Every_group_of_calls_says_what_it_is_for() =>
        Assert.That(
            _described.Document["tags"]!
                .AsArray()
                .Where(t => (string?)t!["description"] is not { Length: > 0 })
                .Select(t => (string?)t!["name"]),
            Is.Empty
        );

    [Test]
    public void No_two_shapes_share_a_name() =>
        Assert.That(
            new[] { "ClosuresConfirmation", "CalendarProposalsConfirmation", "PoliciesProposal", "ExclusionsProposal" }.Except(
                Schemas.Select(s => s.Key)
            ),
            Is.Empty
        );

    [Test]
    public void A_member_that_must_be_there_is_not_null_and_a_number_is_no_text()
    {
        List<string> wrong = [];
        var taken = _described.Taken();
        foreach (var (name, schema) in Schemas)
        {
            foreach (var (member, shape) in schema!["properties"]?.AsObject().ToList() ?? [])
            {
                var kinds = Described.Kinds(shape!);
                if (kinds.Contains("string") && (kinds.Contains("integer") || kinds.Contains("number")))
                {
                    wrong.Add($"{name}.{member} is a number and a text");
                }

                if (kinds.Contains("array") && shape!["items"] is null)
                {
                    wrong.Add($"{name}.{member} is a list of nothing in particular");
                }

                // An answer has all its members, null or not; of a body that would demand a null.
                var must = schema["required"]?.AsArray().Any(r => (string?)r == member) == true;
                if (taken.Contains(name) ? must && AllowsNull(shape!) : !must && name != "ProblemDetails")
                {
                    wrong.Add($"{name}.{member} is required and nullable, or answered and not said to be");
                }
            }

            if (schema["enum"] is JsonArray values && values.Any(v => v is null))
            {
                wrong.Add($"{name} is null for all that use it");
            }
        }

        wrong.AddRange(
            Operations
                .SelectMany(o => o.Operation["parameters"]?.AsArray().Select(p => (o.Call, Parameter: p!)) ?? [])
                .Where(p => Described.Kinds(p.Parameter["schema"]!).Count > 1)
                .Select(p => $"{p.Call}: {p.Parameter["name"]}")
        );
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void What_a_rule_demands_is_said_of_the_body()
    {
        var submission = Schemas["Submission"]!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(submission["required"]!.AsArray().Select(r => (string?)r), Is.EquivalentTo(new[] { "title", "description" }));
            Assert.That((int?)submission["properties"]!["title"]!["maxLength"], Is.EqualTo(100));
            Assert.That((string?)submission["properties"]!["title"]!["type"], Is.EqualTo("string"));
        }
    }

    [Test]
    public void Every_example_is_of_the_shape_that_it_is_an_example_of()
    {
        List<string> wrong = [];
        var examples = 0;
        foreach (var (call, operation) in Operations)
        {
            var contents = operation["responses"]!
                .AsObject()
                .Select(r => (Where: r.Key, Content: _described.Answer(operation, r.Key)))
                .ToList();
            contents.Add(("body", operation["requestBody"]?["content"]?.AsObject() ?? new JsonObject()));
            foreach (var (where, media) in contents.SelectMany(c => c.Content.Select(m => (c.Where, m.Value!))))
            {
                var given = (media["examples"]?.AsObject().Select(e => _described.Resolve(e.Value!)["value"]) ?? []).ToList();
                if (media["example"] is { } only)
                {
                    given.Add(only);
                }

                foreach (var example in given)
                {
                    examples++;
                    wrong.AddRange(_described.Wrong(example, media["schema"]!, "").Select(w => $"{call} {where} {w}"));
                }
            }
        }

        Assert.That(examples, Is.GreaterThan(500));
        Assert.That(wrong.Distinct(), Is.Empty);
    }

    private static bool AllowsNull(JsonNode schema) =>
        Described.Kinds(schema).Contains("null") || schema["oneOf"]?.AsArray().Any(c => Described.Kinds(c!).Contains("null")) == true;

    [GeneratedRegex("^[a-z]+([A-Z][a-z]*)+$|^[a-z]+$")]
    private static partial Regex CamelCase();
}
