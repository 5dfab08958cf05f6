using Commissioner.App.Features.Cases;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.SavedViews;

/// <summary>The views of a list that one saved or was given, each with its count; and the list as it was just left, to be saved.</summary>
[Allow(Permission.ReadCases)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    /// <summary>Of which list.</summary>
    [BindProperty(SupportsGet = true)]
    public Box Box { get; set; } = Box.Queue;

    /// <summary>How the list stands that is to be saved.</summary>
    [BindProperty(SupportsGet = true)]
    public CaseFilters Filters { get; set; } = new();

    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Everybody of this role sees it, too.</summary>
    [BindProperty]
    public Role? SharedWith { get; set; }

    /// <summary>The view to delete.</summary>
    [BindProperty]
    public Id<SavedView> ViewId { get; set; }

    /// <summary>The views.</summary>
    public IReadOnlyList<SavedViewLine> Views { get; private set; } = [];

    /// <summary>How many cases each holds.</summary>
    public IReadOnlyDictionary<Guid, int> Counts { get; private set; } = new Dictionary<Guid, int>();

    /// <summary>Where the list is.</summary>
    public string Path => ViewsMenu.PathOf(Box) ?? throw new NotFound();

    /// <summary>What the list's address says behind its question mark.</summary>
    public string Query => Filters.From(null) is { Count: > 0 } from ? QueryString.Create(from!).ToString() : "";

    /// <summary>What the form's address says, so that it saves what is shown.</summary>
    public Dictionary<string, string> Held
    {
        get
        {
            var held = Filters.From(null);
            held["box"] = Box.ToString();
            return held;
        }
    }

    /// <summary>This person may share views.</summary>
    public bool MayShare => actor.Is([.. SavedView.Sharing]);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        _ = Path;
        Views = await mediator.Send(new ListSavedViews(Box), cancellationToken);
        Counts = Views.Count == 0 ? Counts : await mediator.Send(new CountViews(Box), cancellationToken);
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellationToken)
    {
        var path = Path;
        await mediator.Send(new SaveView(Box, Name, Query, SharedWith), cancellationToken);
        return LocalRedirect(path + Query);
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteView(ViewId), cancellationToken);
        return LocalRedirect($"/saved-views?box={Box}");
    }
}
