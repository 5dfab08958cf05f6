using System.Net;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.SingleSignOn;

/// <summary>Somebody's browser that goes to sign in elsewhere and comes back.</summary>
internal sealed class Visitor(TestApp app, IServiceProvider? node = null)
{
    private static readonly HttpClient Elsewhere = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>Its cookies here; it follows no redirect by itself.</summary>
    public HttpClient Http { get; } = app.Client(node);

    /// <summary>Sets out, signs in there, and is sent back to this address.</summary>
    public async Task<Uri> OutAsync(string from = "/single-sign-on/oidc")
    {
        using var sent = await Http.GetAsync(from);
        Assert.That(sent.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), await sent.Content.ReadAsStringAsync());
        using var there = await Elsewhere.GetAsync(sent.Headers.Location);
        Assert.That(there.Headers.Location, Is.Not.Null, $"{sent.Headers.Location}: {await there.Content.ReadAsStringAsync()}");
        return there.Headers.Location!;
    }

    /// <summary>Comes back; where it is sent then.</summary>
    public async Task<string> BackAsync(Uri back)
    {
        using var answer = await Http.GetAsync(back.PathAndQuery);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>Goes there and comes back.</summary>
    public async Task<string> SignInAsync(string from = "/single-sign-on/oidc") => await BackAsync(await OutAsync(from));

    /// <summary>Opens a page.</summary>
    public Task<Page> GetAsync(string path) => new Browser(Http).GetAsync(path);

    /// <summary>Signs in by its password.</summary>
    public async Task ByPasswordAsync(string userName)
    {
        var page = await GetAsync("/sign-in");
        var next = await page.Form().Fill("UserName", userName).Fill("Password", World.Password).SubmitAsync();
        Assert.That(next.Status, Is.EqualTo(302), next.Text);
    }

    /// <summary>Binds its account to whom the provider vouches for.</summary>
    public async Task BindAsync(string from = "/single-sign-on/oidc?bind=true")
    {
        Assert.That(await SignInAsync(from), Is.EqualTo("/single-sign-on/bind"));
        var page = await GetAsync("/single-sign-on/bind");
        var done = await page.Form().SubmitAsync();
        Assert.That((done.Status, done.Headers.Location?.OriginalString), Is.EqualTo((302, "/logins")), done.Text);
    }

    /// <summary>Whether it is signed in.</summary>
    public async Task<bool> IsInAsync() => (await GetAsync("/logins")).Status == 200;

    /// <summary>Demands that it is not let in, and that the next page says so.</summary>
    public async Task MustBeToldAsync(string where, string words)
    {
        Assert.That(where, Does.StartWith("/sign-in"));
        var page = await GetAsync(where);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Status, Is.EqualTo(200));
            Assert.That(page.Texts(".reasons li"), Is.EqualTo(new[] { words }));
            Assert.That(await IsInAsync(), Is.False);
        }

        Assert.That((await GetAsync(where)).Texts(".reasons li"), Is.Empty, "told once");
    }
}
