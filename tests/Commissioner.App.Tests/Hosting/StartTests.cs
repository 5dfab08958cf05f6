using System.Diagnostics;

namespace Commissioner.App.Tests.Hosting;

/// <summary>What keeps the application from starting is one clear line.</summary>
public sealed class StartTests
{
    [TestCase("Hangfire is not part of this edition", "--Commissioner:JobEngine=Hangfire", "--ConnectionStrings:Commissioner=Host=127.0.0.1")]
    [TestCase("Twilio is not part of this edition", "--Commissioner:Sms=Twilio", "--ConnectionStrings:Commissioner=Host=127.0.0.1")]
    [TestCase("refused in Production", "--Commissioner:Demo=true")]
    [TestCase("refused in Production", "--Commissioner:Clock=Simulated")]
    [TestCase("needs ConnectionStrings:Commissioner", "--Commissioner:Database=SqlServer")]
    [TestCase("does not answer", "migrate", "--ConnectionStrings:Commissioner=Host=127.0.0.1;Port=1;Username=x;Password=x")]
    public async Task What_cannot_be_is_one_line_and_ends_with_one(string said, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "commissioner.dll"), .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = (await process.StandardError.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(error, Does.Contain(said).And.Not.Contain("\n"));
            Assert.That(process.ExitCode, Is.EqualTo(1));
            Assert.That(await output, Is.Empty);
        }
    }
}
