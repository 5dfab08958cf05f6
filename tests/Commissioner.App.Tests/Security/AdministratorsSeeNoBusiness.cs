using Commissioner.App.Tests.Features.Calendars;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Security;

/// <summary>The three administrators run the machine: of cases and enterprises they read figures, and nothing else, wherever they go.</summary>
public sealed class AdministratorsSeeNoBusiness() : OnOneApp("12-30 09:00")
{
    private readonly List<string> _secrets = [];
    private string _case = "";

    [OneTimeSetUp]
    public async Task Fill()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1]);
        await story.CheckInAsync(whistle, 1);
        var sheet = await story.SeenBy("triage");
        _case = story.Case;
        _secrets.AddRange([(string)sheet["number"]!, (string)sheet["title"]!, story.Case]);
        _secrets.AddRange(
            App.World.Enterprises.SelectMany(e => new[] { e.Name, e.CreditCode, e.Id.ToString(), e.ContactName, e.ContactPhone })
        );

        // Whatever waits to be confirmed, and moves what is promised.
        (await App.ProposeAsync("triage", YearFiles.Json(2027, ("2026-12-31", "元旦", true), ("2027-01-01", "元旦", true)))).MustBe(201);
        await App.RunAsync("react");
    }

    [Test]
    public async Task A_proposal_says_how_many_promises_it_moves_and_to_who_may_see_them_which()
    {
        var own = await (await App.Api("triage2")).SeeAsync("/calendars/cn-park/proposals/2");
        Assert.That(own.Each("rest", "number"), Has.Some.EqualTo(_secrets[0]));
        foreach (var user in new[] { "sysadmin", "secadmin", "auditor", "appraiser", "hotline", "commissioner3", "department3" })
        {
            var sheet = await (await App.Api(user)).SeeAsync("/calendars/cn-park/proposals/2");
            Assert.That(
                ((int)sheet["restCount"]!, (int)sheet["favourCount"]!),
                Is.EqualTo(((int)own["restCount"]!, (int)own["favourCount"]!)),
                $"{user}: the figures are everybody's"
            );
            Assert.That(sheet["rest"]!.AsArray().Concat(sheet["favour"]!.AsArray()), Is.Empty, user);
            var page = await (await App.Browser(user)).SeeAsync("/calendars/cn-park/proposals/2");
            Assert.That(page.Text, Does.Contain("只列出您能看到的诉求").And.Not.Contain(_secrets[0]), user);
        }

        var server = await (await App.Api("commissioner1")).SeeAsync("/calendars/cn-park/proposals/2");
        Assert.That(server.Each("rest", "number"), Has.Some.EqualTo(_secrets[0]), "who deals with it sees it here, too");
    }

    [TestCase("sysadmin")]
    [TestCase("secadmin")]
    [TestCase("auditor")]
    public async Task Nothing_of_a_case_or_an_enterprise_stands_anywhere(string user)
    {
        List<(string Where, string Text)> said = [];
        await Everything.CrawlAsync(
            App,
            user,
            [
                "/",
                "/calendars",
                "/calendars/cn-park/proposals/2",
                "/notices",
                "/engine",
                "/policies",
                "/catalogue",
                "/fault-reviews",
                "/cases/all",
                $"/cases/show/{_case}",
            ],
            said
        );
        await Everything.CallAsync(App, user, [_case, App.World.Enterprises[0].Id.ToString()], said);
        Assert.That(said, Has.Count.GreaterThan(50));
        Assert.That(
            said.SelectMany(s =>
                _secrets
                    // The audit log, where the auditor begins, names what was done something to, by its key alone.
                    .Where(x =>
                        user != "auditor"
                        || !(s.Where == "/" || s.Where.StartsWith("/audit", StringComparison.Ordinal))
                        || !Guid.TryParse(x, out _)
                    )
                    .Where(x => s.Text.Contains(x, StringComparison.Ordinal) && !s.Where.Contains(x, StringComparison.Ordinal))
                    .Select(x => $"{s.Where}: {x}")
            ),
            Is.Empty
        );
    }
}
