using Commissioner.App.Features.Attachments;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Supplements;

/// <summary>The enterprise adds words, photos or files to its open request.</summary>
[Allow(Permission.AnswerForEnterprise)]
public sealed class AddModel(IMediator mediator, Refusals refusals) : FilingModel(mediator, refusals), IShows
{
    [FromRoute]
    public Id<Case> Id { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    /// <summary>The case, as far as one may see it.</summary>
    public Cases.CaseSheet Case { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Case = await Mediator.Send(new Cases.ShowCase(Id), cancellationToken);

    /// <summary>Shows the form; where this is not to be done now, the case as it stands.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Restore();
        await ShowAsync(cancellationToken);
        return Case.May(CaseMove.Supplement) ? Page() : LocalRedirect($"/cases/follow/{Id}");
    }

    /// <summary>Takes the files in one by one, then adds them with the words.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await TakeInAsync(cancellationToken))
        {
            await ShowAsync(cancellationToken);
            return Refused();
        }

        await Mediator.Send(new SupplementCase(Id, Text, AttachedIds), cancellationToken);
        return LocalRedirect($"/cases/follow/{Id}?supplemented=1");
    }
}
