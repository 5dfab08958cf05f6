using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Commissioner.Browser.Tests;

/// <summary>
/// A passkey is made by the browser's own authenticator, and signs in at one press; by people whom no other test signs in as, since theirs is asked for
/// from then on.
/// </summary>
public sealed partial class WholeWayTests
{
    [TestCase("commissioner4", false)]
    [TestCase("enterprise4", true)]
    public async Task A_passkey_is_made_and_signs_in_at_one_press(string user, bool phone)
    {
        Scale.LeaveToTheNight("a browser's own authenticator; the gate's is made of software, in PasskeysTests");
        // Browsers make passkeys for names alone.
        var page = await AsAsync(user, phone, new UriBuilder(_app.Address) { Host = "localhost" }.Uri);
        var device = await page.Context.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        await page.GotoAsync("/logins/passkeys");
        await PressAsync(page, "main form button");
        await ShootAsync(page, $"passkeys-make-{user}");
        await page.ClickAsync("[data-passkey-make]");
        await page.WaitForSelectorAsync("li code");
        await ShootAsync(page, $"passkeys-codes-{user}");
        await page.GotoAsync("/logins/passkeys");
        await SeesAsync(page, "从未使用");
        await ShootAsync(page, $"passkeys-{user}");
        Assert.That(
            await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth"),
            Is.LessThanOrEqualTo(0)
        );

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/sign-in?by=phone&returnUrl=%2Flogins%2Fpasskeys&culture=zh-CN");
        await ShootAsync(page, $"passkeys-sign-in-{user}");
        await page.ClickAsync("[data-passkey]");
        await page.WaitForURLAsync(new Regex("/logins/passkeys"));
        await SeesAsync(page, "最近使用");
    }
}
