using System.Reflection;
using System.Runtime.CompilerServices;
using Commissioner.Data;
using Commissioner.Domain;

namespace Commissioner.App.Tests.Conventions;

/// <summary>The product's types and files, as the conventions look at them.</summary>
internal static class Product
{
    /// <summary>Its three rooms.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [typeof(Rule).Assembly, typeof(CommissionerDb).Assembly, typeof(Program).Assembly];

    /// <summary>Every type that somebody wrote.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [
        .. Assemblies
            .SelectMany(a => a.GetTypes())
            .Where(t =>
                !t.Name.Contains('<', StringComparison.Ordinal) && !t.IsDefined(typeof(CompilerGeneratedAttribute), true) && !Generated(t)
            ),
    ];

    /// <summary>The application's folder.</summary>
    public static string App { get; } =
        typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == "ProjectDirectory").Value!;

    /// <summary>This folder.</summary>
    public static string Here { get; } = Path.GetFullPath(Path.Combine(App, "../../tests/Commissioner.App.Tests/Conventions"));

    /// <summary>Files of the application that somebody wrote, by their path from its folder.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(Path.Combine(App, folder), pattern, SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(App, f).Replace('\\', '/'))
            .Where(f =>
                !f.StartsWith("obj/", StringComparison.Ordinal)
                && !f.StartsWith("bin/", StringComparison.Ordinal)
                && !f.StartsWith("node_modules/", StringComparison.Ordinal)
            )
            .Order(StringComparer.Ordinal);

    /// <summary>What is in a file.</summary>
    public static string Read(string file) => File.ReadAllText(Path.Combine(App, file));

    private static bool Generated(Type type) =>
        type.Namespace is null or "AspNetCoreGeneratedDocument"
        || type.Namespace.StartsWith("System.", StringComparison.Ordinal)
        || type.Namespace.StartsWith("Microsoft.", StringComparison.Ordinal)
        || type.Namespace.Contains(".Migrations", StringComparison.Ordinal);
}

/// <summary>Compares with what was agreed on, in a file beside the tests.</summary>
internal static class Snapshot
{
    /// <summary>
    /// Demands that a text is the one in <c>name.snapshot.txt</c>; with COMMISSIONER_TEST_ACCEPT set, a new one is written into the file.
    /// </summary>
    public static void Match(string name, string actual)
    {
        var file = Path.Combine(Product.Here, name + ".snapshot.txt");
        var now = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("COMMISSIONER_TEST_ACCEPT") is { Length: > 0 })
        {
            File.WriteAllText(file, now);
        }

        var agreed = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (now == agreed)
        {
            return;
        }

        var (was, its) = agreed.Split('\n').Zip(now.Split('\n')).FirstOrDefault(l => l.First != l.Second);
        Assert.Fail(
            $"{name}.snapshot.txt says '{was}', now it is '{its}'. If it is meant, run the test with COMMISSIONER_TEST_ACCEPT=1 and read the difference."
        );
    }
}
