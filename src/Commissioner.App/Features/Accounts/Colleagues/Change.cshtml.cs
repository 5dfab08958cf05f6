using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Colleagues;

/// <summary>Somebody of several enterprises chooses for which it is here.</summary>
[Allow(Permission.KeepOwnAccount)]
public sealed class ChangeModel(IMediator mediator) : PageModel, IShows
{
    public OwnEnterprises Own { get; private set; } = new(false, []);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(Id<Person> personId, CancellationToken cancellationToken)
    {
        var (person, left) = await mediator.Send(new ChangeEnterprise(personId), cancellationToken);
        await HttpContext.EndAsync();
        await HttpContext.BeginAsync(person, byCode: true, most: left);
        return LocalRedirect(Sessions.Home(person.Acting()));
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Own = await mediator.Send(new ListOwnEnterprises(), cancellationToken);
}
