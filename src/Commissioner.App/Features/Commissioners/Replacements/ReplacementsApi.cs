using System.ComponentModel;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;

namespace Commissioner.App.Features.Replacements;

internal sealed class ReplacementsApi : IApi
{
    internal sealed record Choice(Id<Person> PersonId);

    internal sealed record Answer(bool Replace, Spoken? Spoken) : ISpoken;

    internal sealed record Pressing(Spoken? Spoken) : ISpoken;

    internal sealed record Contact(ContactMeans? Means, DateTimeOffset? At, string? Outcome);

    internal sealed record PolicyChoice(Id<Park> ParkId, PoorResultPolicy? Policy);

    private const string Spoke = """{"spoken":{"words":"换一位专员吧","recording":"20261120-0931-07"}}""";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost(
                "/enterprises/{id}/replacements",
                async (Id<Enterprise> id, Pressing? pressing, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(await mediator.Send(new ReplaceCommissioner(id), cancelled), mediator, cancelled)
            )
            .Allow(Permission.ReplaceCommissioner)
            .WithTags("Replacements")
            .Says<ReplaceCommissioner, ReplacementSheet>(
                201,
                "The enterprise replaces its commissioner; the backup acts at once.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("{}", "byItself")
            .Example(Spoke, "onThePhone");
        api.MapDelete(
                "/enterprises/{id}/replacements/{replacementId}",
                async (Id<Enterprise> id, Id<Replacement> replacementId, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new KeepCommissioner(id, replacementId), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.KeepCommissioner)
            .WithTags("Replacements")
            .Says<KeepCommissioner, object>(
                204,
                "The enterprise, and nobody else, keeps its commissioner within one working day.",
                401,
                403,
                404,
                409
            );
        api.MapPost(
                "/enterprises/{id}/replacements/{replacementId}/keepings",
                async (
                    Id<Enterprise> id,
                    Id<Replacement> replacementId,
                    Pressing? pressing,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => await Shown(await mediator.Send(new KeepCommissioner(id, replacementId), cancelled), mediator, cancelled)
            )
            .Allow(Permission.ReplaceCommissioner)
            .WithTags("Replacements")
            .Says<ReplacementSheet>(201, "The same with a body, as a seat does it that says what its caller said.", 401, 403, 404, 409, 422)
            .WithName("keepCommissionerOnThePhone")
            .Example(Spoke);
        api.MapPost(
                "/replacements/{id}/successors",
                async (Id<Replacement> id, Choice choice, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(await mediator.Send(new AppointSuccessor(id, choice.PersonId), cancelled), mediator, cancelled)
            )
            .Allow(Permission.AppointSuccessor)
            .WithTags("Replacements")
            .Says<AppointSuccessor, ReplacementSheet>(201, "The service office appoints the successor.", 401, 403, 404, 409, 422)
            .Example("""{"personId":"0193b0a0-0000-7000-8000-000000000002"}""");
        api.MapGet(
                "/replacements/{id}/candidates",
                async (Id<Replacement> id, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(
                        new
                        {
                            items = (await mediator.Send(new ListCandidates(id, 200), cancelled)).SelectMany(c => c.Candidates),
                            next = (string?)null,
                        }
                    )
            )
            .Allow(Permission.AppointSuccessor)
            .WithTags("Replacements")
            .Says<ListCandidates, Page<CandidateLine>>(
                200,
                "Who can follow as commissioner, best first; empty once the replacement has ended.",
                401,
                403
            );
        api.MapGet(
                "/replacements",
                async (
                    [Description("Where the replacements stand.")] Named<ReplacementStatus>? status,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListReplacements(status?.Value, take ?? 50, after), cancelled))
            )
            .Allow(Permission.AppointSuccessor)
            .WithTags("Replacements")
            .Says<ListReplacements, Page<ReplacementSheet>>(200, "Replacements, newest first, without what began them.", 401, 403, 422);
        api.MapPost(
                "/enterprises/{id}/rotations",
                async (Id<Enterprise> id, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(await mediator.Send(new RotateCommissioner(id), cancelled), mediator, cancelled)
            )
            .Allow(Permission.AppointSuccessor)
            .WithTags("Replacements")
            .Says<RotateCommissioner, ReplacementSheet>(
                201,
                "The service office rotates the commissioner; all that follows is as with any replacement.",
                401,
                403,
                404,
                409
            );
        api.MapPost(
                "/enterprises/{id}/replacement-answers",
                async (Id<Enterprise> id, Answer answer, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new AnswerOffer(id, answer.Replace), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.ReplaceCommissioner)
            .WithTags("Replacements")
            .Says<AnswerOffer, object>(
                204,
                "Asked after a poor result whether it wants another commissioner, the enterprise answers.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"replace":false}""");
        api.MapPost(
                "/replacements/{id}/contacts",
                async (Id<Replacement> id, Contact contact, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created(
                        (string?)null,
                        await mediator.Send(
                            new Packs.ShowPack(
                                await mediator.Send(new RecordSuccessorContact(id, contact.Means, contact.At, contact.Outcome), cancelled)
                            ),
                            cancelled
                        )
                    )
            )
            .Allow(Permission.HandleCase)
            .WithTags("Replacements")
            .Says<RecordSuccessorContact, Packs.PackSheet>(201, "The successor records its first contact.", 401, 403, 404, 409, 422)
            .Example("""{"means":"Call","at":"2026-11-20T10:00:00+08:00","outcome":"已电话联系，告知今后由我服务"}""");
        api.MapGet(
                "/replacements/figures",
                async (
                    [Description("The first moment; ninety days ago where it is left out.")] DateTimeOffset? from,
                    [Description("The first moment after it; now where it is left out.")] DateTimeOffset? to,
                    [Description("The commissioner that was replaced.")] Id<Person>? outgoingId,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new CountReplacements(from, to, outgoingId), cancelled))
            )
            .Allow(Permission.Supervise)
            .WithTags("Replacements")
            .Says<CountReplacements, ReplacementFigures>(
                200,
                "How many replacements began, by what, and how many the enterprise took back.",
                401,
                403,
                422
            );
        api.MapGet(
                "/replacements/watched",
                async (
                    [Description("The first moment; ninety days ago where it is left out.")] DateTimeOffset? from,
                    [Description("The first moment after it; now where it is left out.")] DateTimeOffset? to,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new WatchReplacements(from, to, take ?? 50, after), cancelled))
            )
            .Allow(Permission.Supervise)
            .WithTags("Replacements")
            .Says<WatchReplacements, Page<WatchedReplacement>>(200, "Replacements with what began them, newest first.", 401, 403, 422);
        api.MapGet(
                "/replacements/policies",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new { items = await mediator.Send(new ListPoorResults(), cancelled), next = (string?)null })
            )
            .Allow(Permission.ManageRules)
            .WithTags("Replacements")
            .Says<ListPoorResults, Page<PoorResultLine>>(200, "What follows from a poor result in each park.", 401, 403);
        api.MapPost(
                "/replacements/policies",
                async (PolicyChoice choice, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new ChoosePoorResults(choice.ParkId, choice.Policy), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.ManageRules)
            .WithTags("Replacements")
            .Says<ChoosePoorResults, object>(
                204,
                "Says what follows from a poor result in a park: Immediate, AskFirst, or null for nothing of its own.",
                401,
                403,
                404,
                422
            )
            .Example("""{"parkId":"0193b0a0-0000-7000-8000-000000000001","policy":"AskFirst"}""");
    }

    private static async Task<IResult> Shown(Id<Replacement> id, IMediator mediator, CancellationToken cancelled) =>
        Results.Created((string?)null, await mediator.Send(new ShowReplacement(id), cancelled));
}
