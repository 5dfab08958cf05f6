using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Cases;

/// <summary>One request as its enterprise follows it: who has it now, and by when they come back.</summary>
[Allow(Permission.ReadCases)]
public sealed class FollowModel(IMediator mediator, Actor actor) : PageModel
{
    [FromRoute]
    public Id<Case> Id { get; set; }

    /// <summary>Entries before this one, instead of the newest.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Before { get; set; }

    /// <summary>The request, as far as one may see it.</summary>
    public CaseSheet Case { get; private set; } = null!;

    /// <summary>Who serves the enterprise, when a successor is owed to it; read after a rating only.</summary>
    public Enterprises.EnterpriseSheet? Serving { get; private set; }

    /// <summary>What the enterprise said of it; null where it did not, or where one may not know.</summary>
    public Satisfaction.RatingSheet? Rating { get; private set; }

    /// <summary>The node that it came from, where it came from one.</summary>
    public IReadOnlyList<Undertakings.CaseOrigin> Origins { get; private set; } = [];

    /// <summary>The remedies that stand for it.</summary>
    public IReadOnlyList<Remedies.RemedyOfCase> InRemedies { get; private set; } = [];

    /// <summary>Comes from this page's own redirect.</summary>
    public bool After(string what) => Request.Query.ContainsKey(what);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Case = await mediator.Send(new ShowCase(Id, 50, Before), cancellationToken);
        if (Case.Rated == true)
        {
            Rating = (await mediator.Send(new Satisfaction.ShowRating(Id), cancellationToken)).FirstOrDefault(r => r.Cycle == Case.Cycle);
        }

        if (Permissions.Holds(actor, Permission.ReadUndertakings))
        {
            Origins = await mediator.Send(new Undertakings.UndertakingOfCase(Id), cancellationToken);
        }

        if (Permissions.Holds(actor, Permission.AnswerRemedies))
        {
            InRemedies = await mediator.Send(new Remedies.RemediesOfCase(Id), cancellationToken);
        }

        // Who came by a message's link follows the one case and does not learn more of its enterprise.
        if (
            After("rated")
            && Case.Rated == true
            && Case.Enterprise.Id is { } enterprise
            && Permissions.Holds(actor, Permission.ReadEnterprises)
        )
        {
            var sheet = await mediator.Send(new Enterprises.ShowEnterprise(enterprise), cancellationToken);
            Serving = sheet.Replacement?.Status == ReplacementStatus.Acting ? sheet : null;
        }
    }
}
