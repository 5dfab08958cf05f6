using Commissioner.App.Features.Cases;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Closures;

internal sealed class ClosuresApi : IApi
{
    internal sealed record Proposal(
        DateTimeOffset? TakenUpAt,
        string? SpokenWith,
        DateTimeOffset? SpokenAt,
        string? Done,
        DateTimeOffset? SolvedAt,
        IReadOnlyList<Id<Attachment>>? EvidenceIds
    );

    internal sealed record Review(bool Pass, string? Reason);

    internal sealed record Confirmation(Outcome? Outcome, string? Words, string? RecordingId, Spoken? Spoken) : ISpoken
    {
        Spoken? ISpoken.Spoken => Spoken ?? (RecordingId is null ? null : new(Words, RecordingId));
    }

    public static void Map(RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases/{id}").WithTags("Closures");
        cases
            .MapPost(
                "/closure-proposals",
                async (Id<Case> id, Proposal p, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(
                        await mediator.Send(
                            new ProposeClosure(id, p.TakenUpAt, p.SpokenWith, p.SpokenAt, p.Done, p.SolvedAt, p.EvidenceIds),
                            cancelled
                        ),
                        cancelled
                    )
            )
            .Allow(Permission.ServeCase)
            .Says<ProposeClosure, CaseSheet>(
                201,
                "The commissioner proposes to close the case, with the four elements.",
                401,
                403,
                404,
                409,
                422
            )
            .Example(
                """{"takenUpAt":"2026-11-20T10:00:00+08:00","spokenWith":"示例联系人","spokenAt":"2026-11-21T17:30:00+08:00","done":"绿化带已补种","solvedAt":"2026-11-21T17:00:00+08:00"}"""
            );
        cases
            .MapPost(
                "/reviews",
                async (Id<Case> id, Review r, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new ReviewClosure(id, r.Pass, r.Reason), cancelled), cancelled)
            )
            .Allow(Permission.ReviewClosure)
            .Says<ReviewClosure, CaseSheet>(201, "The service office passes the closure or sends it back.", 401, 403, 404, 409, 422)
            .Example("""{"pass":true}""");
        cases
            .MapPost(
                "/confirmations",
                async (Id<Case> id, Confirmation c, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new ConfirmOutcome(id, c.Outcome, c.Words), cancelled), cancelled)
            )
            .Allow(Permission.SpeakForEnterprise)
            .Says<ConfirmOutcome, CaseSheet>(201, "The enterprise says whether it is resolved.", 401, 403, 404, 409, 422)
            .Example("""{"outcome":"Resolved"}""");
    }
}
