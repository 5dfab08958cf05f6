using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Packages;

/// <summary>The one form of a package: each paper of the shortened list once, and what the owner signs to follow.</summary>
[Allow(Permission.ApplyForPackages)]
public sealed class ApplyModel(IMediator mediator, Refusals refusals, Actor actor) : PapersModel(mediator, refusals), IShows
{
    [FromRoute]
    public string? Code { get; set; }

    /// <summary>What was answered, each as <c>question=answer</c>.</summary>
    [FromQuery]
    public IReadOnlyList<string> Answers { get; set; } = [];

    [BindProperty]
    public string? What { get; set; }

    /// <summary>The papers that follow.</summary>
    [BindProperty]
    public IReadOnlyList<string> Promised { get; set; } = [];

    public PackageGuide Sheet { get; private set; } = null!;

    /// <summary>May sign that papers follow.</summary>
    public bool MayPromise => Permissions.Holds(actor, Permission.PromisePapers) && Sheet.Exclusion is null;

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Sheet = await Mediator.Send(new ShowGuide(Code, GuideModel.Read(Answers)), cancellationToken);

    /// <summary>Shows the form, once every question is answered.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        return Sheet.Complete ? Page() : LocalRedirect($"/packages/guide/{Uri.EscapeDataString(Sheet.Code)}");
    }

    /// <summary>Takes the files in, then applies.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (!await TakeInAsync([.. Sheet.Papers.Select(p => p.Name)], cancellationToken))
        {
            return Refused();
        }

        var id = await Mediator.Send(new ApplyForPackage(Code, What, GuideModel.Read(Answers), Brought, Promised), cancellationToken);
        return LocalRedirect($"/undertakings/show/{id}");
    }
}
