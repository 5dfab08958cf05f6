using Commissioner.App.Security;
using Commissioner.App.Tests.Harness;
using Commissioner.App.Tests.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Accounts;

/// <summary>Passwords are chosen by their owners, hard to guess, and few guesses are let through.</summary>
public sealed class PasswordsTests
{
    private const string Good = "园区-kanal-27-treppe";

    [TestCase("Password1234")]
    [TestCase("P@ssw0rd!2026")]
    [TestCase("Qwerty123456")]
    [TestCase("1qaz2wsx3edc")]
    [TestCase("1q2w3e4r5t6y")]
    [TestCase("abcdefghijkl")]
    [TestCase("lkjhgfdsapoiuytrewq")]
    [TestCase("Admin@12345678")]
    [TestCase("adminadminadmin1")]
    [TestCase("woaini1314520")]
    [TestCase("123456789012")]
    [TestCase("aaaaaaaaaaaaB1")]
    [TestCase("Summer-2026-!!")]
    [TestCase("iloveyou-Michael1")]
    [TestCase("Commissioner2026")]
    public void Common_ones_are_known_in_whatever_dress(string password) => Assert.That(CommonPasswords.Hold(password), Is.True);

    [TestCase(Good)]
    [TestCase("Tr0mbone-kettle-88")]
    [TestCase("correct horse battery staple")]
    [TestCase("xK9#mQ2$vL")]
    [TestCase("春江潮水连海平海上明月共潮生")]
    public void Others_are_not_taken_for_common(string password) => Assert.That(CommonPasswords.Hold(password), Is.False);

    [Test]
    public async Task One_chooses_another_by_the_old_one_and_ones_other_sessions_end()
    {
        await using var app = await TestApp.StartAsync();
        var (api, elsewhere) = (await app.Api("commissioner1"), await app.Api("commissioner1"));
        await Refused(api, "PasswordWrong", "wrong", Good);
        await Refused(api, "PasswordTooShort", World.Password, "xK9#mQ2$v");
        await Refused(api, "PasswordTooShort", World.Password, "kanaltreppe");
        await Refused(api, "PasswordTooShort", World.Password, new string('a', 100) + Good + Good);
        await Refused(api, "PasswordTooCommon", World.Password, "Qwerty123456");
        await Refused(api, "PasswordIsName", World.Password, "my-Commissioner1-kanal");
        await Refused(api, "PasswordTooShort", World.Password, null);
        await ChangeAsync(api, World.Password, Good);
        (await api.GetAsync("/cases")).MustBe(200);
        (await elsewhere.GetAsync("/cases")).MustRefuse(401, "NotSignedIn");
        (await elsewhere.PostAsync("/sign-in", new { userName = "commissioner1", password = World.Password })).MustBe(401);
        await elsewhere.SignInAsync("commissioner1", Good);
    }

    [Test]
    public async Task None_of_the_last_five_is_taken_again()
    {
        await using var app = await TestApp.StartAsync();
        var api = await app.Api("triage");
        string[] chosen = [World.Password, .. Enumerable.Range(1, 6).Select(i => $"{Good}-{(char)('a' + i)}")];
        for (var i = 1; i <= 5; i++)
        {
            await ChangeAsync(api, chosen[i - 1], chosen[i]);
        }

        for (var i = 1; i <= 5; i++)
        {
            await Refused(api, "PasswordUsedBefore", chosen[5], chosen[i]);
        }

        await ChangeAsync(api, chosen[5], chosen[6]);
        await ChangeAsync(api, chosen[6], chosen[1]);
    }

    [Test]
    public async Task A_reset_ends_all_sessions_and_what_it_gives_only_lets_its_owner_choose()
    {
        await using var app = await TestApp.StartAsync();
        var before = await app.Api("commissioner1");
        var refreshToken = (string)before.Session!["refreshToken"]!;
        var security = await app.Browser("secadmin");
        var page = await security.SeeAsync("/logins/accounts?search=commissioner1");
        var done = await page.FormWith("personId").SubmitAsync();
        var once = done.Document.QuerySelector("code")!.TextContent;
        Assert.That(once, Has.Length.EqualTo(16));
        Assert.That((await security.SeeAsync("/logins/accounts?search=commissioner1")).Text, Does.Not.Contain(once), "it is told once");
        (await before.GetAsync("/cases")).MustRefuse(401, "NotSignedIn");
        (await before.PostAsync("/sign-in/renewals", new { refreshToken })).MustBe(401);

        // By the API nothing but the choice.
        var api = await app.Api();
        await api.SignInAsync("commissioner1", once);
        (await api.GetAsync("/cases")).MustRefuse(403, "PasswordMustBeChanged");
        (await api.GetAsync("/notices")).MustRefuse(403, "PasswordMustBeChanged");

        // In a browser every page leads to it; afterwards work goes on.
        var browser = await app.Browser();
        var led = await (await browser.GetAsync("/sign-in")).Form().Fill("UserName", "commissioner1").Fill("Password", once).SubmitAsync();
        Assert.That(led.Path, Is.EqualTo("/logins/password"), led.Text);
        Assert.That((await browser.GetAsync("/cases/queue")).Path, Is.EqualTo("/logins/password"));
        var wrong = await led.FormWith("NewPassword").Fill("OldPassword", once).Fill("NewPassword", once).SubmitAsync();
        Assert.That((wrong.Status, wrong.Document.QuerySelector("#NewPassword-error") is not null), Is.EqualTo((422, true)), wrong.Text);
        await led.FormWith("NewPassword").Fill("OldPassword", once).Fill("NewPassword", Good).SubmitAsync();
        Assert.That((await browser.SeeAsync("/cases/queue")).Path, Is.EqualTo("/cases/queue"));
        Assert.That(app.Logged, Has.None.Contains(once).And.None.Contains(Good));
    }

    [Test]
    public async Task Only_the_security_administrator_resets_and_never_its_own()
    {
        await using var app = await TestApp.StartAsync();
        var security = await app.Api("secadmin");
        (await security.PostAsync($"/accounts/{app.World["secadmin"].Id}/password-resets")).MustRefuse(403, "NotOnesOwnAccount");
        (await security.PostAsync($"/accounts/{Guid.Empty}/password-resets")).MustBe(404);
        (await (await app.Api("sysadmin")).PostAsync($"/accounts/{app.World["triage"].Id}/password-resets")).MustBe(403);
        (await security.PostAsync($"/accounts/{app.World["enterprise1"].Id}/password-resets")).MustBe(404);
        Assert.That(
            (await security.SeeAsync("/accounts?search=enterprise")).Each("items", "userName"),
            Is.Empty,
            "nobody's of an enterprise"
        );
        Assert.That((await security.SeeAsync("/accounts?search=LEADER")).Each("items", "userName"), Is.EqualTo(new[] { "leader" }));
        Assert.That((await security.SeeAsync("/accounts?search=%25")).Each("items", "userName"), Is.Empty, "signs stand for themselves");
    }

    [Test]
    public async Task Guesses_at_once_on_two_nodes_get_no_further_than_five()
    {
        await using var app = await TestApp.StartAsync();
        var node = app.StartNode(new Dictionary<string, string>());
        var (here, there) = (await app.Api(), await app.Api(null, node));
        Task<Answer> Guess(int i, string password) =>
            (i % 2 == 0 ? here : there).PostAsync("/sign-in", new { userName = "leader", password });
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Guess(i, "wrong" + i)));
        var right = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Guess(i, World.Password)));
        Assert.That(right.Select(a => a.Status), Is.All.EqualTo(401), "it rests");
        await using var db = app.Db();
        var account = db.Accounts.Single(a => a.UserName == "leader");
        Assert.That(account.AccessFailedCount, Is.Zero, "what is wrong while it rests does not count");
        var rests = account.LockoutEnd - await db.NowAsync(CancellationToken.None);
        Assert.That(rests, Is.GreaterThan(TimeSpan.FromMinutes(28)).And.LessThanOrEqualTo(Guesses.Rest));

        await app.ExecuteAsync("UPDATE accounts SET lockout_end = lockout_end - interval '30 minutes' WHERE user_name = 'leader'");
        (await Guess(0, "wrong")).MustBe(401);
        (await Guess(1, World.Password)).MustBe(200);
    }

    [Test]
    public async Task What_is_right_is_counted_in_the_order_of_the_row()
    {
        await using var app = await TestApp.StartAsync();
        var node = app.StartNode(new Dictionary<string, string>());
        var apis = new[] { await app.Api(), await app.Api(null, node) };
        // Somebody else works on the account's row: all that follows waits for it, and then goes one by one.
        await using var db = app.Db();
        await using var held = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlRawAsync(
            "UPDATE accounts SET access_failed_count = 5 - 1, lockout_end = now() + interval '30 minutes' WHERE user_name = 'leader'"
        );
        var guesses = Enumerable
            .Range(0, 6)
            .Select(i => apis[i % 2].PostAsync("/sign-in", new { userName = "leader", password = World.Password }))
            .ToList();
        await app.UntilWaitingAsync(guesses.Count);
        await held.CommitAsync();
        Assert.That((await Task.WhenAll(guesses)).Select(a => a.Status), Is.All.EqualTo(401), "they were right, and came too late");
    }

    [Test]
    public async Task Many_who_are_right_at_once_are_let_in()
    {
        await using var app = await TestApp.StartAsync();
        var api = await app.Api();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => api.PostAsync("/sign-in", new { userName = "leader", password = World.Password }))
        );
        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(200));
    }

    [Test]
    public async Task An_unknown_name_asks_the_database_for_as_much_as_a_wrong_password()
    {
        await using var app = await TestApp.StartAsync();
        var api = await app.Api();
        (await api.PostAsync("/sign-in", new { userName = "leader", password = "wrong" })).MustBe(401);
        var statements = app.Count();
        statements.TakeWrites();
        var wrong = await api.PostAsync("/sign-in", new { userName = "leader", password = "wrong" });
        var asked = (statements.Take().Sent, statements.TakeWrites());
        var unknown = await api.PostAsync("/sign-in", new { userName = "nobody", password = "wrong" });
        Assert.That((statements.Take().Sent, statements.TakeWrites()), Is.EqualTo(asked).And.EqualTo((2, 1)));
        Assert.That(unknown.Text, Is.EqualTo(wrong.Text));
    }

    private static async Task Refused(Api api, string rule, string oldPassword, string? newPassword) =>
        (await api.PostAsync("/own/passwords", new { oldPassword, newPassword })).MustRefuse(422, rule);

    private static async Task ChangeAsync(Api api, string oldPassword, string newPassword) =>
        (await api.PostAsync("/own/passwords", new { oldPassword, newPassword })).MustBe(204);
}
