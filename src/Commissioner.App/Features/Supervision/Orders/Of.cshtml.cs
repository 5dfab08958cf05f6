using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Orders;

/// <summary>The supervision orders about a case: the Supervisor issues and judges them, who owes an answer gives it.</summary>
[Allow(Permission.ReadOrders)]
public sealed class OfModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    [FromRoute]
    public Id<Case> Id { get; set; }

    /// <summary>The order that is answered or judged.</summary>
    [BindProperty]
    public Id<SupervisionOrder> OrderId { get; set; }

    /// <summary>Who is to answer: a department's key, or the name of a holder.</summary>
    [BindProperty]
    public string? To { get; set; }

    /// <summary>What is demanded.</summary>
    [BindProperty]
    public string? Demand { get; set; }

    /// <summary>What is answered.</summary>
    [BindProperty]
    public string? Answer { get; set; }

    /// <summary>When it will be done, by the park's clock.</summary>
    [BindProperty]
    public DateTime? DoneBy { get; set; }

    /// <summary>Why an answer is sent back.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The case as this person sees it.</summary>
    public CaseSheet Case { get; private set; } = null!;

    /// <summary>Its orders, the latest first.</summary>
    public IReadOnlyList<OrderRow> Orders { get; private set; } = [];

    /// <summary>Departments that were called, each once.</summary>
    public IEnumerable<(Id<Department> Id, string Name)> Called =>
        Case.Whistles.SelectMany(w => w.Legs).Select(l => (l.DepartmentId, l.DepartmentName)).Distinct();

    /// <summary>Who acts: drafts are one's own.</summary>
    public Actor Actor => actor;

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Case = await mediator.Send(new ShowCase(Id, 1), cancellationToken);
        Orders = [.. (await mediator.Send(new ListOrders(Id), cancellationToken)).Items.Reverse()];
    }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public Task<IActionResult> OnPostIssueAsync(CancellationToken cancellationToken)
    {
        Id<Department>? department = Id<Department>.TryParse(To, null, out var parsed) ? parsed : null;
        return DoAsync(
            new IssueOrder(
                Id,
                department is not null ? HolderKind.Department
                    : Enum.TryParse<HolderKind>(To, out var kind) ? kind
                    : null,
                department,
                Demand
            ),
            cancellationToken
        );
    }

    public Task<IActionResult> OnPostAnswerAsync(CancellationToken cancellationToken) =>
        DoAsync(new AnswerOrder(OrderId, Answer, DoneBy is { } at ? Moments.FromLocal(at) : null), cancellationToken);

    public Task<IActionResult> OnPostCloseAsync(CancellationToken cancellationToken) =>
        DoAsync(new JudgeOrder(OrderId, true, null), cancellationToken);

    /// <summary>Sends an answer back.</summary>
    public Task<IActionResult> OnPostReturnAsync(CancellationToken cancellationToken) =>
        DoAsync(new JudgeOrder(OrderId, false, Reason), cancellationToken);

    private async Task<IActionResult> DoAsync(Pipeline.ICommand<Id<Case>> command, CancellationToken cancellationToken)
    {
        await mediator.Send(command, cancellationToken);
        return LocalRedirect($"/orders/of/{Id}");
    }
}
