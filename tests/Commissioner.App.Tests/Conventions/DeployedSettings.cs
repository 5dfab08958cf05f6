using System.Collections;
using System.Text.RegularExpressions;
using Commissioner.App.Channels;
using Commissioner.App.Hosting;
using Commissioner.App.Hosting.Configuring;

namespace Commissioner.App.Tests.Conventions;

/// <summary>What the files of an installation set is a setting: a name that was mistyped would be ignored in silence.</summary>
public sealed partial class DeployedSettings
{
    [Test]
    public void Every_name_that_deploy_and_docs_set_is_a_setting()
    {
        var root = Path.GetFullPath(Path.Combine(Product.App, "../.."));
        var said = new[] { "deploy", "docs", "tests/contract" }
            .SelectMany(f => Directory.EnumerateFiles(Path.Combine(root, f)))
            .SelectMany(f => Setting().Matches(File.ReadAllText(f)).Select(m => (File: Path.GetRelativePath(root, f), Name: m.Value)))
            .Distinct()
            .ToList();
        Assert.That(said.Select(s => s.File), Is.SupersetOf(new[] { "deploy/commissioner-web.service", "deploy/compose.yaml" }));
        Assert.That(said.Where(s => !IsKnown(s.Name)), Is.Empty);
        Assert.That(IsKnown("Commissioner__RunJobs"), Is.False);
    }

    [Test]
    public void Every_command_that_a_text_names_is_one()
    {
        var root = Path.GetFullPath(Path.Combine(Product.App, "../.."));
        var said = new[] { "docs", "deploy", "tests/contract" }
            .SelectMany(f => Directory.EnumerateFiles(Path.Combine(root, f)))
            .Append(Path.Combine(root, "README.md"))
            .SelectMany(f => Lines(f).Select(l => (File: Path.GetRelativePath(root, f), Line: l)))
            .ToList();
        Assert.That(said, Has.Some.EqualTo(("docs/install.md", "migrate")));
        Assert.That(
            said.Select(s => s.File),
            Is.SupersetOf(
                new[] { "README.md", "docs/restore.md", "deploy/README.md", "deploy/commissioner.service", "tests/contract/backup" }
            )
        );
        Assert.That(said.Where(s => !IsCommand(s.Line)), Is.Empty);
        Assert.That(new[] { "migarte", "audit verfy", "archive verify FILE --kee FILE" }.Where(IsCommand), Is.Empty);
        Assert.That(() => Commands.Demand(["migarte"]), Throws.TypeOf<CannotStart>());
        Assert.That(() => Commands.Demand(["--urls", "http://127.0.0.1:0"]), Throws.Nothing);
    }

    // Of prose only what stands as code: a commissioner does much else.
    private static IEnumerable<string> Lines(string file)
    {
        var text = File.ReadAllText(file);
        var code = file.EndsWith(".md", StringComparison.Ordinal) ? Code().Matches(text).Select(c => c.Value.Trim('`')) : [text];
        return code.SelectMany(c => Command().Matches(c))
            .Select(c => c.Groups["line"].Value.Trim())
            .Concat(file.EndsWith(".yaml", StringComparison.Ordinal) ? Entry().Matches(text).Select(c => c.Groups["line"].Value) : [])
            .Where(l => l.Length > 0 && l[0] is not ('-' or '"' or '('));
    }

    private static bool IsCommand(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim('[', ']')).ToList();
        return Commands.In(words) is { } command
            && words
                .Where(w => w.StartsWith("--", StringComparison.Ordinal) && !w.StartsWith("--Commissioner:", StringComparison.Ordinal))
                .All(Commands.All[command].Contains);
    }

    [GeneratedRegex("^```.*?^ *```|`[^`\\n]+`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(
        @"(^\s*|[=(&;] ?)(run|(/opt/commissioner/)?commissioner|dotnet (\S*/)?commissioner\.dll)\ (?<line>[^\n>|;)&#]*)",
        RegexOptions.Multiline
    )]
    private static partial Regex Command();

    [GeneratedRegex(@"command: \[(?<line>[a-z, -]+)\]")]
    private static partial Regex Entry();

    private static bool IsKnown(string name)
    {
        var path = name.Split("__")[1..];
        return Leads(typeof(Settings), path) || Leads(typeof(ChannelSettings), path);
    }

    private static bool Leads(Type type, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty)
        {
            return true;
        }

        if (type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type))
        {
            // A list's number, or a name of one's own.
            return Leads(type.GetGenericArguments()[^1], path[1..]);
        }

        var first = path[0];
        return type.GetProperties().FirstOrDefault(p => p.Name == first && p.CanWrite) is { } property
            && Leads(property.PropertyType, path[1..]);
    }

    [GeneratedRegex("Commissioner__[A-Za-z0-9]+(__[A-Za-z0-9-]+)*")]
    private static partial Regex Setting();
}
