using System.Collections;
using System.Text.RegularExpressions;
using Commissioner.App.Channels;
using Commissioner.App.Hosting;

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
