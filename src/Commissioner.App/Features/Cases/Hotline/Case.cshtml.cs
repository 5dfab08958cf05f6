using Commissioner.App.Features.Cases;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Hotline;

/// <summary>What a seat tells a caller of its case, and all that the caller may do with it now.</summary>
[Allow(Permission.AnswerCalls)]
[ShowsContacts]
public sealed class CaseModel(IMediator mediator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    /// <summary>The call; null where the exchange tells of none.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Call>? CallId { get; set; }

    /// <summary>What was done just now.</summary>
    [TempData]
    public string? Done { get; set; }

    public CaseSheet Case { get; private set; } = null!;

    /// <summary>What the caller may do now.</summary>
    public IReadOnlyList<CaseMove> Moves { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Case = await mediator.Send(new ShowCase(Id, 20), cancellationToken);
        Moves = [.. CallersMoves.Known.Where(Case.May)];
    }
}
