using System.Globalization;
using NUnit.Framework;

namespace Commissioner.Tests;

/// <summary>
/// How much of the long runs is run, from COMMISSIONER_TEST_SCALE: 1 is the whole, which .ci/nightly runs; unless it is said, a tenth.
/// </summary>
internal static class Scale
{
    private const string Setting = "COMMISSIONER_TEST_SCALE";

    private static readonly double Share = Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } said
        ? double.Parse(said, CultureInfo.InvariantCulture)
        : 0.1;

    /// <summary>Leaves a test to the whole run, and says so: what it needs of time the gate does not have, and others there hold the same in small.</summary>
    public static void LeaveToTheNight(string why)
    {
        if (Share < 1)
        {
            Assert.Ignore($"left to .ci/nightly ({Setting}=1): {why}");
        }
    }

    /// <summary>So many of a whole run, and never fewer than the least that still shows something; the test's output says how many.</summary>
    public static int Of(int whole, int least = 1)
    {
        var now = Math.Clamp((int)Math.Ceiling(whole * Share), least, Math.Max(whole, least));
        TestContext.Out.WriteLine($"{Setting}={Share.ToString(CultureInfo.InvariantCulture)}: {now:N0} of {whole:N0}");
        return now;
    }
}
