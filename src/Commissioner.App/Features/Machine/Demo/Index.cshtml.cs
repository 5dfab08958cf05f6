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
        ("enterprises", [.. Enumerable.Range(1, 8).Select(i => $"enterprise{i}")]),
        ("commissioners", [.. Enumerable.Range(1, 8).Select(i => $"commissioner{i}")]),
        ("departments", [.. Enumerable.Range(1, 24).Select(i => $"department{i}")]),
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
        var person = await mediator.Send(new SignIn(userName, DemoPark.Password), cancellationToken);
        await HttpContext.SignInAsync(Sessions.Cookie, CurrentActor.Principal(person, Sessions.Cookie));
        return LocalRedirect(Sessions.Home(person.Acting()));
    }
}
