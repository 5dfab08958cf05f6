using System.ComponentModel;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Catalogue;
using MediatR;

namespace Commissioner.App.Features.Proposals;

internal sealed class ProposalsApi : IApi
{
    internal sealed record Confirmation(DateOnly? EffectiveOn, string? Reason, int? BasedOn);

    internal sealed record Dismissal(string? Reason);

    public static void Map(RouteGroupBuilder api)
    {
        var proposals = api.MapGroup("/catalogue-proposals").WithTags("Catalogue");
        proposals
            .MapGet(
                "",
                async (
                    [Description("Those that were decided, instead of those that wait.")] bool? decided,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListProposals(decided ?? false, take ?? 50, after), cancelled))
            )
            .Allow(Permission.ManageCatalogue)
            .Says<ListProposals, Page<ProposalRow>>(
                200,
                "Changes of the catalogue that upheld objections propose, before and after: those that wait, or with decided=true what became of the others.",
                401,
                403,
                422
            )
            .WithName("listCatalogueProposals");
        proposals
            .MapGet(
                "/{id}",
                async (Id<CatalogueProposal> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ShowProposal(id), cancelled))
            )
            .Allow(Permission.ManageCatalogue)
            .Says<ShowProposal, ProposalSheet>(200, "One of them, and how many others that wait propose the same.", 401, 403, 404)
            .WithName("showCatalogueProposal");
        proposals
            .MapPost(
                "/{id}/confirmations",
                async (Id<CatalogueProposal> id, Confirmation c, IMediator mediator, CancellationToken cancelled) =>
                {
                    var code = await mediator.Send(new ConfirmProposal(id, c.EffectiveOn, c.Reason, c.BasedOn), cancelled);
                    return Results.Created($"/api/v1/catalogue/{code}", await mediator.Send(new ShowProposal(id), cancelled));
                }
            )
            .Allow(Permission.ManageCatalogue)
            .Says<ConfirmProposal, ProposalSheet>(
                201,
                "Takes it over as the item's next version, from a day on; like ones are decided with it. basedOn names the last version that was read.",
                401,
                403,
                404,
                409,
                422
            )
            .WithName("confirmCatalogueProposal")
            .Example("""{"effectiveOn":"2026-12-01","basedOn":1}""");
        proposals
            .MapPost(
                "/{id}/dismissals",
                async (Id<CatalogueProposal> id, Dismissal d, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new DismissProposal(id, d.Reason), cancelled);
                    return Results.Created($"/api/v1/catalogue-proposals/{id}", await mediator.Send(new ShowProposal(id), cancelled));
                }
            )
            .Allow(Permission.ManageCatalogue)
            .Says<DismissProposal, ProposalSheet>(201, "Leaves the item as it is, with a reason.", 401, 403, 404, 409, 422)
            .WithName("dismissCatalogueProposal")
            .Example("""{"reason":"该事项仍由原部门主办，本次属个案"}""");
    }
}
