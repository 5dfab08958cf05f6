using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Supervision;

/// <summary>What is late now, of one holder or of all.</summary>
[Allow(Permission.Supervise)]
public sealed class RedModel(IMediator mediator) : PageModel
{
    /// <summary>Who has them.</summary>
    [BindProperty(SupportsGet = true)]
    public HolderKind? Holder { get; set; }

    /// <summary>Which department or commissioner.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? UnitId { get; set; }

    /// <summary>Of this park or sub-park.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? ParkId { get; set; }

    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<RedCase> List { get; private set; } = new([], null);

    /// <summary>The address of the next page.</summary>
    public string Next(string after) =>
        new QueryBuilder(
            new[] { ("holder", Holder?.ToString()), ("unitId", UnitId?.ToString()), ("parkId", ParkId?.ToString()), ("after", after) }
                .Where(p => p.Item2 is not null)
                .Select(p => KeyValuePair.Create(p.Item1, p.Item2!))
        ).ToString();

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        List = await mediator.Send(new ListRed(Holder, UnitId, ParkId, 50, After), cancellationToken);
}
