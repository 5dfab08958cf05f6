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
}
