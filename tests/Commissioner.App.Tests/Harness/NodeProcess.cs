using System.Diagnostics;
using Commissioner.App.Tests.Conventions;

namespace Commissioner.App.Tests.Harness;

/// <summary>A node as a process of its own on a test's database: one that can be killed.</summary>
internal static class NodeProcess
{
    /// <summary>Starts it, its engine on and quick.</summary>
    public static Process Start(TestApp app, string data, IReadOnlyDictionary<string, string>? settings = null) =>
        Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "commissioner.dll"),
                    "--urls",
                    "http://127.0.0.1:0",
                    "--contentRoot",
                    Product.App,
                    "--ConnectionStrings:Commissioner",
                    app.ConnectionString,
                    "--Commissioner:DataDirectory",
                    data,
                    "--Commissioner:Demo",
                    "false",
                    "--Commissioner:Times:Wake",
                    "00:00:00.300",
                    "--Logging:LogLevel:Default",
                    "Error",
                    .. (settings ?? new Dictionary<string, string>()).SelectMany(s => new[] { "--" + s.Key, s.Value }),
                ]
            )
            {
                Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
                RedirectStandardOutput = true,
            }
        )!;
}
