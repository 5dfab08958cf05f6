using System.ComponentModel;
using Commissioner.App.Features.Imports;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using MediatR;

namespace Commissioner.App.Features.Benefits;

internal sealed class BenefitsApi : IApi
{
    internal sealed record BenefitCode(string Code);

    internal sealed record ClaimMoved(Id<BenefitClaim> Id);

    internal sealed record ClaimStepBody(ClaimStep Step, decimal? Amount, string? Because);

    internal sealed record BenefitDeclineBody(DeclineReason? Because, string? Words);

    internal sealed record WrongCell(int Row, string Column, string Code, string Text);

    internal sealed record BenefitOutcome(bool Done, int Added, int Changed, int Unchanged, IReadOnlyList<WrongCell> Errors);

    public static void Map(RouteGroupBuilder api)
    {
        var benefits = api.MapGroup("/benefits").WithTags("Benefits");
        benefits
            .MapGet(
                "",
                async ([Description("Only the policy with this code")] string? code, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Page<BenefitLine>(await mediator.Send(new ListBenefits(code), cancelled), null))
            )
            .Allow(Permission.KeepBenefits)
            .Says<ListBenefits, Page<BenefitLine>>(200, "Policies with whom they reach, and what is claimed, declined and why.", 401, 403);
        benefits
            .MapPost(
                "",
                async (WriteBenefit command, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, new BenefitCode(await mediator.Send(command, cancelled)))
            )
            .Allow(Permission.KeepBenefits)
            .Says<WriteBenefit, BenefitCode>(
                201,
                "Writes a policy: its first edition, or the next of one that has this code.",
                401,
                403,
                409,
                422
            )
            .Example(
                """{"code":"RD-2026","title":"示例：研发投入补助","summary":"按研发投入的 10% 补助","contact":"示例科技局","fromOn":"2026-01-01","untilOn":"2026-12-31","budget":5000000,"papers":["研发费用专项审计报告"],"conditions":["ResearchShare>=5","Certificates=高新技术企业"],"withoutAsking":false}"""
            );
        benefits
            .MapPost(
                "/what-if",
                async (TryConditions query, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(query, cancelled))
            )
            .Allow(Permission.KeepBenefits)
            .Says<TryConditions, WouldMatch>(200, "How many enterprises would meet these conditions; nothing changes.", 401, 403, 422)
            .Example("""{"conditions":["Patents>=5","Size=small、medium"]}""");
        benefits
            .MapGet(
                "/mine",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Page<OwnBenefit>(await mediator.Send(new ListOwnBenefits(), cancelled), null))
            )
            .Allow(Permission.ClaimBenefits)
            .Says<ListOwnBenefits, Page<OwnBenefit>>(
                200,
                "Policies explained to one's own enterprise, condition by condition.",
                401,
                403,
                404
            );
        Claims(benefits);
        Tables(benefits);
    }

    private static void Claims(RouteGroupBuilder benefits)
    {
        benefits
            .MapPost(
                "/{code}/claims",
                async ([Description("The policy's code")] string code, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, new ClaimMoved(await mediator.Send(new ClaimBenefit(code), cancelled)))
            )
            .Allow(Permission.ClaimBenefits)
            .Says<ClaimBenefit, ClaimMoved>(201, "Claims a policy, or says yes to what was proposed.", 401, 403, 404, 409);
        benefits
            .MapPost(
                "/{code}/refusals",
                async (
                    [Description("The policy's code")] string code,
                    BenefitDeclineBody b,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(new ClaimMoved(await mediator.Send(new DeclineBenefit(code, b.Because, b.Words), cancelled)))
            )
            .Allow(Permission.ClaimBenefits)
            .Says<DeclineBenefit, ClaimMoved>(200, "Does not want what it could have, and says why.", 401, 403, 404, 409, 422)
            .Example("""{"because":"TooMuchWork","words":"示例：材料太多"}""");
        benefits
            .MapGet(
                "/claims",
                async (
                    [Description("Only of the policy with this code")] string? code,
                    [Description("Only those on which the office owes a step")] bool? open,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListClaims(code, open ?? false, take ?? 50, after), cancelled))
            )
            .Allow(Permission.KeepBenefits)
            .Says<ListClaims, Page<ClaimLine>>(200, "Claims with who moved them, those moved last first.", 401, 403, 422);
        benefits
            .MapPost(
                "/claims/{id}/steps",
                async (Id<BenefitClaim> id, ClaimStepBody b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new ClaimMoved(await mediator.Send(new MoveClaim(id, b.Step, b.Amount, b.Because), cancelled)))
            )
            .Allow(Permission.KeepBenefits)
            .Says<MoveClaim, ClaimMoved>(200, "Checks, approves, refuses or pays a claim.", 401, 403, 404, 409, 422)
            .Example("""{"step":"Approve","amount":100000}""");
    }

    private static void Tables(RouteGroupBuilder benefits)
    {
        benefits
            .MapGet(
                "/export",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.File(await mediator.Send(new ExportBenefits(), cancelled), "text/csv; charset=utf-8", "benefits.csv")
            )
            .Allow(Permission.KeepBenefits)
            .Says<ExportBenefits, byte[]>(200, "The policies as a table that can be imported again.", 401, 403);
        benefits
            .MapPost(
                "/imports",
                async (
                    IFormFile? file,
                    [Description("Only says what it would do.")] bool? dryRun,
                    IMediator mediator,
                    Texts texts,
                    CancellationToken cancelled
                ) =>
                {
                    await using var content = file?.OpenReadStream();
                    var outcome = await mediator.Send(new ImportBenefits(file?.FileName ?? "", content, dryRun ?? false), cancelled);
                    var errors = outcome
                        .Errors.Select(e => new WrongCell(e.Row, e.Column, e.Code, texts["rule." + e.Code, e.Details]))
                        .ToList();
                    return errors.Count > 0 && dryRun != true
                        ? ImportRefusal.Of(errors, texts)
                        : Results.Json(
                            new BenefitOutcome(outcome.Done, outcome.Added, outcome.Changed, outcome.Unchanged, errors),
                            statusCode: outcome.Done ? 201 : 200
                        );
                }
            )
            .Allow(Permission.KeepBenefits)
            .DisableAntiforgery()
            .Says<ImportBenefits, BenefitOutcome>(
                201,
                "Takes a table of policies over, all or nothing; with dryRun=true (200) only says what it would do.",
                401,
                403,
                413,
                415,
                422,
                503
            )
            .Produces<BenefitOutcome>();
    }
}
