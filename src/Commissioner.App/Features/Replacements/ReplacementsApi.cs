using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;

namespace Commissioner.App.Features.Replacements;

internal sealed class ReplacementsApi : IApi
{
    internal sealed record Choice(Id<Person> PersonId);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/enterprises/{id}/replacements", async (Id<Enterprise> id, IMediator mediator, CancellationToken cancelled) =>
            await Shown(await mediator.Send(new ReplaceCommissioner(id), cancelled), mediator, cancelled))
            .Allow(Permission.ReplaceCommissioner).WithTags("Replacements").Says<ReplacementSheet>(201, "The enterprise replaces its commissioner; the backup acts at once.", 401, 403, 404, 409);
        api.MapDelete("/enterprises/{id}/replacements/{replacementId}", async (Id<Enterprise> id, Id<Replacement> replacementId, IMediator mediator, CancellationToken cancelled) =>
        {
            await mediator.Send(new KeepCommissioner(id, replacementId), cancelled);
            return Results.NoContent();
        }).Allow(Permission.KeepCommissioner).WithTags("Replacements").Says<object>(204, "The enterprise, and nobody else, keeps its commissioner within one working day.", 401, 403, 404, 409);
        api.MapPost("/replacements/{id}/successors", async (Id<Replacement> id, Choice choice, IMediator mediator, CancellationToken cancelled) =>
            await Shown(await mediator.Send(new AppointSuccessor(id, choice.PersonId), cancelled), mediator, cancelled))
            .Allow(Permission.AppointSuccessor).WithTags("Replacements").Says<ReplacementSheet>(201, "The service office appoints the successor.", 401, 403, 404, 409, 422);
        api.MapGet("/replacements/{id}/candidates", async (Id<Replacement> id, IMediator mediator, CancellationToken cancelled) =>
            Results.Ok(new { items = (await mediator.Send(new ListCandidates(id, 200), cancelled)).SelectMany(c => c.Candidates), next = (string?)null }))
            .Allow(Permission.AppointSuccessor).WithTags("Replacements").Says<Page<CandidateLine>>(200, "Who can follow as commissioner, best first; empty once the replacement has ended.", 401, 403);
        api.MapGet("/replacements", async (Named<ReplacementStatus>? status, int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
            Results.Ok(await mediator.Send(new ListReplacements(status?.Value, take ?? 50, after), cancelled)))
            .Allow(Permission.AppointSuccessor).WithTags("Replacements").Says<Page<ReplacementSheet>>(200, "Replacements, newest first, without what began them.", 401, 403, 422);
    }

    private static async Task<IResult> Shown(Id<Replacement> id, IMediator mediator, CancellationToken cancelled) =>
        Results.Created((string?)null, await mediator.Send(new ShowReplacement(id), cancelled));
}
