using System.Text.RegularExpressions;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Security;

/// <summary>A session counts until it has ended, and shows who somebody is now, not who it was at the sign-in.</summary>
public sealed partial class SessionsEnd : OnOneApp
{
    [Test]
    public async Task A_cookie_that_was_kept_opens_nothing_after_the_sign_out()
    {
        var (elsewhere, _) = await SignInAsync("commissioner2");
        var (kept, token) = await SignInAsync("commissioner2");
        Assert.That(await StatusAsync("/cases/queue", kept), Is.EqualTo(200));
        using var leaving = new HttpRequestMessage(HttpMethod.Post, "/sign-out");
        leaving.Headers.Add("Cookie", kept);
        leaving.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var left = await App.Client().SendAsync(leaving);
        Assert.That(left.Headers.Location?.ToString(), Is.EqualTo("/sign-in"));
        Assert.That(await StatusAsync("/cases/queue", kept), Is.EqualTo(302), "the kept cookie leads to the sign-in");
        Assert.That(await StatusAsync("/cases/queue", elsewhere), Is.EqualTo(200), "another device of the same person stays signed in");
    }

    [Test]
    public async Task A_program_that_signs_out_has_neither_access_nor_renewal()
    {
        var api = await App.Api("commissioner3");
        var refreshToken = (string)api.Session!["refreshToken"]!;
        (await api.PostAsync("/sign-out")).MustBe(204);
        (await api.GetAsync("/cases")).MustRefuse(401, "NotSignedIn");
        (await api.PostAsync("/sign-in/renewals", new { refreshToken })).MustRefuse(401, "SignInRefused");
    }

    [Test]
    public async Task A_refresh_token_is_good_once_and_brought_again_it_ends_the_session()
    {
        var api = await App.Api("commissioner4");
        var stolen = (string)api.Session!["refreshToken"]!;
        var renewed = await api.PostAsync("/sign-in/renewals", new { refreshToken = stolen });
        renewed.MustBe(200);
        api.Bear((string)renewed["accessToken"]!);
        (await api.GetAsync("/cases")).MustBe(200);
        (await api.PostAsync("/sign-in/renewals", new { refreshToken = stolen })).MustRefuse(401, "SignInRefused");
        (await api.GetAsync("/cases")).MustRefuse(401, "NotSignedIn");
        var next = (string)renewed["refreshToken"]!;
        (await api.PostAsync("/sign-in/renewals", new { refreshToken = next })).MustRefuse(401, "SignInRefused");
    }

    [Test]
    public async Task Of_twenty_who_renew_by_one_token_at_once_at_most_one_is_let_in()
    {
        var api = await App.Api("commissioner5");
        var refreshToken = (string)api.Session!["refreshToken"]!;
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => api.PostAsync("/sign-in/renewals", new { refreshToken })));
        Assert.That(answers.Count(a => a.Status == 200), Is.LessThanOrEqualTo(1), string.Join('\n', answers.Select(a => a.Status)));
    }

    [Test]
    public async Task A_resting_account_is_let_in_by_no_token()
    {
        var api = await App.Api("commissioner6");
        await App.ExecuteAsync("UPDATE accounts SET lockout_end = now() + interval '1 hour' WHERE user_name = 'commissioner6'");
        var refreshToken = (string)api.Session!["refreshToken"]!;
        (await api.PostAsync("/sign-in/renewals", new { refreshToken })).MustRefuse(401, "SignInRefused");
    }

    [Test]
    public async Task Another_node_goes_by_the_roles_that_somebody_holds_now()
    {
        await using var app = await TestApp.StartAsync();
        var token = (string)(await app.Api("supervisor")).Session!["accessToken"]!;
        await app.ExecuteAsync("UPDATE people SET roles = 'Appraiser' WHERE id = (SELECT id FROM accounts WHERE user_name = 'supervisor')");
        var node = await app.Api(null, app.StartNode(new Dictionary<string, string>()));
        node.Bear(token);
        (await node.GetAsync("/supervision/red")).MustBe(403);
    }

    private async Task<int> StatusAsync(string path, string cookies)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookies);
        using var response = await App.Client().SendAsync(request);
        return (int)response.StatusCode;
    }

    // What a browser keeps of a sign-in: its cookies, and the token of a form shown to it then.
    private async Task<(string Cookies, string Token)> SignInAsync(string userName)
    {
        using var asked = await App.Client().GetAsync("/sign-in");
        var form = Cookies(asked);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in");
        request.Headers.Add("Cookie", form);
        request.Content = new FormUrlEncodedContent([
            new("UserName", userName),
            new("Password", World.Password),
            new("__RequestVerificationToken", Token().Match(await asked.Content.ReadAsStringAsync()).Groups[1].Value),
        ]);
        using var let = await App.Client().SendAsync(request);
        var cookies = $"{form}; {Cookies(let)}";
        using var home = new HttpRequestMessage(HttpMethod.Get, let.Headers.Location);
        home.Headers.Add("Cookie", cookies);
        using var page = await App.Client().SendAsync(home);
        return (cookies, Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value);
    }

    private static string Cookies(HttpResponseMessage response) =>
        string.Join("; ", response.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
