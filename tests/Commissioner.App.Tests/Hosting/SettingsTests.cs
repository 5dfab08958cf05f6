using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Commissioner.App.Hosting;
using Commissioner.App.Hosting.Configuring;
using Commissioner.App.Tests.Conventions;
using Microsoft.AspNetCore.Builder;

namespace Commissioner.App.Tests.Hosting;

/// <summary>Every setting is described in one table, and a value that it can't have is one line at the start.</summary>
public sealed class SettingsTests
{
    [Test]
    public void The_table_in_the_documents_is_what_the_command_prints() =>
        Assert.That(
            File.ReadAllText(Path.Combine(Product.App, "../../docs/settings.md")),
            Is.EqualTo(SettingsTable.Print()),
            "commissioner settings > docs/settings.md"
        );

    [Test]
    public void Each_says_what_it_means_once_and_takes_what_it_has_by_itself()
    {
        Assert.That(SettingsTable.All, Has.Count.GreaterThan(90));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(SettingsTable.All.Where(s => s.Meaning.Length == 0 || s.Meaning.Contains('|')).Select(s => s.Name), Is.Empty);
            Assert.That(SettingsTable.All.Select(s => s.Name), Is.Unique);
            Assert.That(SettingsTable.All.Where(s => s.Default.Length > 0 && !s.Takes(s.Default)).Select(s => s.Name), Is.Empty);
            // What opens something is never shown: whoever adds such a setting says so.
            Assert.That(
                SettingsTable
                    .All.Where(s =>
                        (s.Name.Contains("Secret", StringComparison.Ordinal) || s.Name.Contains("Password", StringComparison.Ordinal))
                        && !s.Name.EndsWith(":SecretId", StringComparison.Ordinal)
                        && s.Type == typeof(string)
                        && !s.Kind.Contains("secret", StringComparison.Ordinal)
                    )
                    .Select(s => s.Name),
                Is.Empty
            );
        }
    }

    [Test]
    public void Each_wrong_value_of_each_is_one_line_that_names_it_and_does_not_say_it()
    {
        List<string> bad = [];
        var tried = 0;
        foreach (var setting in SettingsTable.All)
        {
            var wrong = Wrong(setting).ToList();
            if (wrong.Count == 0 && setting.Kind is not ("text" or "text, secret"))
            {
                bad.Add($"{setting.Name}: this test knows no wrong value of {setting.Kind}");
            }

            foreach (var value in wrong)
            {
                var key = setting.Name.Replace("<name>", "a", StringComparison.Ordinal);
                var said = Refused($"--{key}={value}");
                tried++;
                if (said != $"{key} has no value that it can have: {setting.Kind}.")
                {
                    bad.Add($"{key}={value}: {said ?? "taken"}");
                }
            }
        }

        Assert.That(bad, Is.Empty);
        Assert.That(tried, Is.GreaterThan(120));
    }

    [TestCase("Commissioner:Proxis:0", "Commissioner:Proxies:0")]
    [TestCase("Commissioner:Mail:Hsot", "Commissioner:Mail:Host")]
    [TestCase("Commissioner:Robots:greens:Adress", "Commissioner:Robots:<name>:Address")]
    [TestCase("Commissioner:Audit", "Commissioner:Audit:KeepDays")]
    [TestCase("Commissioner:Limits:WritesByPerson:0", "Commissioner:Limits:WritesByPerson")]
    public void What_is_no_setting_is_told_with_the_nearest(string key, string nearest) =>
        Assert.That(Refused($"--{key}=示例"), Is.EqualTo($"{key} is no setting: is {nearest} meant? All of them: commissioner settings."));

    [Test]
    public void A_storage_of_files_is_given_whole_or_not_at_all() =>
        Assert.That(
            Refused("--Commissioner:Files:S3:Bucket=park")!.Split('\n'),
            Is.EqualTo(new[] { "Endpoint", "AccessKey", "SecretKey" }.Select(s => $"Commissioner:Files:S3:{s} is missing."))
        );

    [TestCase("--commissioner:mail:port=25")]
    [TestCase("--Commissioner:Database=postgres")]
    [TestCase("--Commissioner:PostgresPort=")]
    [TestCase("--Commissioner:Signature=")]
    public void What_is_written_otherwise_is_taken(string argument) => Assert.That(Refused(argument), Is.Null);

    // By the lines of Program itself, up to the database.
    private static string? Refused(string argument)
    {
        try
        {
            WebApplication.CreateBuilder([argument]).AddSettings();
            return null;
        }
        catch (Exception exception) when (CannotStart.Why(exception) is { } why)
        {
            return why;
        }
    }

    private static IEnumerable<string> Wrong(Setting setting)
    {
        if (setting.Checks.OfType<IsAttribute>().FirstOrDefault() is { } shape)
        {
            return shape.Shape switch
            {
                Shape.Secret => [],
                Shape.File or Shape.Folder => ["a\0b"],
                Shape.PublicAddress => ["park.example", "ftp://park.example", "https://park.example?a=b"],
                Shape.GatewayAddress => ["http://gateway.example", "gateway", "ftp://gateway.example"],
                Shape.Collector => ["collector", "ftp://collector.example"],
                Shape.Machine => ["proxy.example", "10.0.0.300"],
                Shape.Network => ["10.0.0.300/8", "10.0.0.0/64"],
                Shape.Expression => ["(", "[a"],
                Shape.Scanner => ["a b c", "http://scanner.example/x"],
                Shape.TwilioAccount => ["AC12", "SK0123456789abcdef0123456789abcdef"],
                Shape.TwilioSender => ["0150", "MG12"],
                Shape.Phone => ["0150", "MG0123456789abcdef0123456789abcdef"],
                Shape.Template => [":number", "A:number,"],
                Shape.RolesLine => ["TriageDesk", "a=Pigeon"],
                Shape.Site => ["s3.example", "ftp://s3.example", "https://s3.example/bucket", "https://a:b@s3.example"],
                Shape.Bucket => ["ab", "Park", "park_files", "-park"],
                Shape.BucketFolder => ["/park", "park/", "park//files", "park/../files"],
                _ => ["nobody", "a@"],
            };
        }

        var plain = Nullable.GetUnderlyingType(setting.Type) ?? setting.Type;
        var range = setting.Checks.OfType<System.ComponentModel.DataAnnotations.RangeAttribute>().FirstOrDefault();
        return plain.IsEnum ? ["Pigeon", "1", "-1"]
            : setting.Checks.OfType<AllowedValuesAttribute>().Any() ? ["Pigeon"]
            : plain == typeof(bool) ? ["maybe", "2"]
            : plain == typeof(int) ? ["many", "1.5", "99999999999", Whole((int)range!.Minimum - 1)]
            : plain == typeof(TimeSpan) ? ["soon", "-00:00:01", "10"]
            : [];
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
