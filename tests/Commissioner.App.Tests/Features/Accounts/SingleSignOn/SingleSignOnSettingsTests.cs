using Commissioner.App.Channels;
using Commissioner.App.Features.SingleSignOn;
using Commissioner.Domain.People;

namespace Commissioner.App.Tests.Features.SingleSignOn;

/// <summary>What can't be configured is one line at the start, which names the setting and never a secret.</summary>
public sealed class SingleSignOnSettingsTests
{
    private const string Secret = "shili-secret-0d4e";

    [Test]
    public void Nothing_said_is_nothing_wrong() => Assert.That(new SingleSignOnSettings().Wrong("", new()), Is.Empty);

    [TestCase("http://login.park.example", "Authority is no address that begins with https://")]
    [TestCase("login.park.example", "Authority is no address that begins with https://")]
    [TestCase("https://login.park.example", null)]
    [TestCase("http://127.0.0.1:5000", null)]
    public void A_provider_is_asked_over_TLS(string authority, string? wrong) => Says(Its(authority), wrong);

    [TestCase(Role.SystemAdmin)]
    [TestCase(Role.SecurityAdmin)]
    [TestCase(Role.Auditor)]
    [TestCase(Role.Supervisor)]
    [TestCase(Role.Appraiser)]
    [TestCase(Role.EnterpriseOwner)]
    [TestCase(Role.System)]
    public void No_table_makes_whom_people_alone_make(Role role)
    {
        var its = Its();
        its.OpenIdConnect.Roles = ["a=TriageDesk", $"b=HotlineSeat,{role}"];
        Says(its, $"Roles:1 names {role}, which people alone grant at /staff.");
    }

    [TestCase("TriageDesk")]
    [TestCase("a=")]
    [TestCase("=TriageDesk")]
    [TestCase("a=triagedesk")]
    [TestCase("a=6")]
    [TestCase("a=TriageDesk,")]
    public void A_line_of_the_table_is_a_value_and_roles(string line)
    {
        var its = Its();
        its.OpenIdConnect.Roles = [line];
        Says(its, "Roles:0 is no line such as");
    }

    [Test]
    public void What_is_missing_is_named()
    {
        var its = Its();
        its.OpenIdConnect.ClientSecret = "";
        Says(its, "SingleSignOn:OpenIdConnect:ClientSecret is missing.");
        its = Its("");
        Says(its, "Authority is no address");
        its = Its();
        its.OpenIdConnect.JustInTime = true;
        Says(its, "JustInTime takes nobody in without Roles");
        Says(
            new()
            {
                WeChat = new() { On = true, AppId = "wx" },
            },
            "SingleSignOn:WeChat:Secret is missing."
        );
        Says(
            new()
            {
                WeCom = new()
                {
                    On = true,
                    AppId = "ww",
                    Secret = Secret,
                },
            },
            "SingleSignOn:WeCom:AgentId is missing."
        );
        Assert.That(Its().Wrong("", new()).Single(), Does.StartWith("Commissioner:PublicAddress"));
        Assert.That(Its().Wrong("http://park.example", new()).Single(), Does.StartWith("Commissioner:PublicAddress"));
    }

    private static SingleSignOnSettings Its(string authority = "https://login.park.example") =>
        new()
        {
            OpenIdConnect = new()
            {
                Authority = authority,
                ClientId = "commissioner",
                ClientSecret = Secret,
            },
        };

    private static void Says(SingleSignOnSettings its, string? wrong)
    {
        var lines = its.Wrong("https://park.example", new ChannelSettings()).ToList();
        if (wrong is null)
        {
            Assert.That(lines, Is.Empty);
            return;
        }

        Assert.That(lines, Has.Count.EqualTo(1), string.Join('\n', lines));
        Assert.That(lines[0], Does.Contain(wrong).And.Not.Contain(Secret));
    }
}
