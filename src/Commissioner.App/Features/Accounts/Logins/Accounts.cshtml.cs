using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Logins;

/// <summary>The security administrator finds an account and gives it a password for once.</summary>
[Allow(Permission.KeepAccounts)]
public sealed class AccountsModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    public IReadOnlyList<AccountRow> Rows { get; private set; } = [];

    /// <summary>Whose password was reset just now, and what it is; it is shown this once.</summary>
    public (string UserName, string Password)? Once { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(Id<Person> personId, CancellationToken cancellationToken)
    {
        var password = await mediator.Send(new ResetPassword(personId), cancellationToken);
        await ShowAsync(cancellationToken);
        Once = (Rows.FirstOrDefault(r => r.Id == personId)?.UserName ?? "", password);
        return Page();
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Rows = await mediator.Send(new ListAccounts(Search), cancellationToken);
}
