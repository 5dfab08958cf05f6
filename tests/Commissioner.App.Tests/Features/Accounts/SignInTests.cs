using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Accounts;

/// <summary>Signing in by name and password.</summary>
public sealed class SignInTests
{
    [Test]
    public async Task After_five_wrong_passwords_the_account_rests_and_the_right_one_does_not_help()
    {
        await using var app = await TestApp.StartAsync();
        var api = await app.Api();
        for (var i = 0; i < 5; i++)
        {
            (await api.PostAsync("/sign-in", new { userName = "enterprise1", password = "wrong" })).MustRefuse(401, "SignInRefused");
        }

        (await api.PostAsync("/sign-in", new { userName = "enterprise1", password = "demo" })).MustRefuse(401, "SignInRefused");
        Assert.That(
            (await api.PostAsync("/sign-in", new { userName = "enterprise2", password = "demo" })).Status,
            Is.EqualTo(200),
            "others are not held up"
        );
    }

    [Test]
    public async Task An_unknown_name_is_refused_in_the_same_words_as_a_wrong_password()
    {
        await using var app = await TestApp.StartAsync();
        var api = await app.Api();
        var unknown = await api.PostAsync("/sign-in", new { userName = "nobody", password = "demo" });
        var wrong = await api.PostAsync("/sign-in", new { userName = "enterprise1", password = "wrong" });
        Assert.That(unknown.Text, Is.EqualTo(wrong.Text));
    }

    [Test]
    public async Task A_code_sent_to_a_phone_lets_in_once_and_whether_the_number_is_known_is_not_told()
    {
        await using var app = await TestApp.StartAsync();
        await app.ExecuteAsync("UPDATE accounts SET phone_number = '13812345678' WHERE user_name = 'enterprise1'");
        await app.ExecuteAsync("UPDATE accounts SET phone_number = '13900000099' WHERE user_name IN ('enterprise2', 'enterprise3')");
        var api = await app.Api();
        var known = await api.PostAsync("/sign-in/codes", new { phone = "+86 138 1234 5678" });
        var unknown = await api.PostAsync("/sign-in/codes", new { phone = "13800000001" });
        var shared = await api.PostAsync("/sign-in/codes", new { phone = "13900000099" });
        Assert.That(new[] { known, unknown, shared }.Select(a => (a.Status, a.Text)), Is.All.EqualTo((202, "")));
        Assert.That(app.TextMessages.Select(m => m.Phone), Is.EqualTo(new[] { "13812345678" }));
        var code = System.Text.RegularExpressions.Regex.Match(app.TextMessages.Single().Text, @"\d{6}").Value;

        (await api.PostAsync("/sign-in", new { phone = "13812345678", code = code == "000000" ? "000001" : "000000" })).MustRefuse(
            401,
            "SignInRefused"
        );
        (await api.PostAsync("/sign-in", new { phone = "13800000001", code })).MustRefuse(401, "SignInRefused");
        (await api.PostAsync("/sign-in", new { phone = "13812345678" })).MustRefuse(401, "SignInRefused");
        var session = await api.PostAsync("/sign-in", new { phone = "13812345678", code });
        Assert.That((session.Status, (string?)session["person"]?["name"]), Is.EqualTo((200, (string?)"示例联系人1")), session.ToString());
        (await api.PostAsync("/sign-in", new { phone = "13812345678", code })).MustRefuse(401, "SignInRefused");
        (await api.PostAsync("/sign-in/codes", new { phone = "12" })).MustName("phone");
    }

    [Test]
    public async Task A_code_goes_to_a_number_that_takes_texts_wherever_it_is()
    {
        await using var app = await TestApp.StartAsync();
        await app.ExecuteAsync("UPDATE accounts SET phone_number = '+85261234567' WHERE user_name = 'enterprise1'");
        var api = await app.Api();
        var line = await api.PostAsync("/sign-in/codes", new { phone = "0512-66668888" });
        line.MustRefuse(422, "PhoneTakesNoTexts");
        line.MustName("phone");
        (await api.PostAsync("/sign-in/codes", new { phone = "\u202D+852 6123 4567\u202C" })).MustBe(202);
        var (phone, text) = app.TextMessages.Single();
        Assert.That(phone, Is.EqualTo("+85261234567"));
        var code = System.Text.RegularExpressions.Regex.Match(text, @"\d{6}").Value;
        (await api.PostAsync("/sign-in", new { phone = "00852-61234567", code })).MustBe(200);
    }
}
