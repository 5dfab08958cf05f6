using Commissioner.App.Features.Accounts;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Demo;

/// <summary>The demo's accounts, each one press away. Development only.</summary>
[AllowAnonymous]
public sealed class IndexModel(IMediator mediator, IHostEnvironment environment) : PageModel
{
    /// <summary>Accounts by what they are.</summary>
    public IReadOnlyList<(string Key, IReadOnlyList<string> Users)> Groups { get; } =
    [
        ("enterprises", [.. Enumerable.Range(1, DemoPark.Shown).Select(i => $"enterprise{i}")]),
        ("commissioners", [.. Enumerable.Range(1, DemoPark.Shown).Select(i => $"commissioner{i}")]),
        ("departments", [.. Enumerable.Range(1, 24).Select(i => $"department{i}")]),
        ("banks", ["bank1", "bank2"]),
        ("offices", ["triage", "triage2", "hotline", "callback", "supervisor", "appraiser", "leader", "sysadmin", "secadmin", "auditor"]),
    ];

    /// <summary>Outside Development there is no such page.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!environment.IsDevelopment())
        {
            context.Result = new NotFoundResult();
        }
    }

    /// <summary>Signs in as one of them.</summary>
    public async Task<IActionResult> OnPostAsync(string userName, CancellationToken cancellationToken)
    {
        try
        {
            var person = await mediator.Send(new SignIn(userName, DemoPark.Password), cancellationToken);
            await HttpContext.BeginAsync(person);
            return LocalRedirect(Sessions.Home(person.Acting()));
        }
        catch (Exception refused) when (refused is SignInRefused or SecondFactorNeeded)
        {
            // Somebody tried out another password or an authenticator: one press is no longer enough.
            return LocalRedirect("/sign-in");
        }
    }
}
