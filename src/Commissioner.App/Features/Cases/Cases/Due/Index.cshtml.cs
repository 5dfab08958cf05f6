using Commissioner.App.Features.Clocks;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Cases.Due;

/// <summary>Why a promise is due when it is, day by day, on both faces.</summary>
[Allow(Permission.ReadCases)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel
{
    [FromRoute]
    public Id<Case> Id { get; set; }

    /// <summary>The promise; the one that is due next without.</summary>
    [FromRoute]
    public string? Kind { get; set; }

    /// <summary>Of which leg.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Of { get; set; }

    /// <summary>The explanation as this person sees it.</summary>
    public DueSheet Sheet { get; private set; } = null!;

    /// <summary>On the enterprise's phone.</summary>
    public bool Phone => actor.EnterpriseId is not null;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var kind =
            Kind is null ? (PromiseKind?)null
            : Named<PromiseKind>.TryParse(Kind, null, out var named) ? named.Value
            : throw new NotFound();
        Sheet = await mediator.Send(new ExplainDue(Id, kind, Of), cancellationToken);
    }
}
