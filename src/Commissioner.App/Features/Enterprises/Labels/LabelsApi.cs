using System.ComponentModel;
using Commissioner.App.Features.Imports;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using MediatR;

namespace Commissioner.App.Features.Labels;

internal sealed class LabelsApi : IApi
{
    internal sealed record LabelsMoved(Id<EnterpriseProfile> Id);

    internal sealed record LabelDecision(string? Label, bool Granted, string? Because);

    internal sealed record WrongCell(int Row, string Column, string Code, string Text);

    internal sealed record LabelsOutcome(bool Done, int Enterprises, int Labels, IReadOnlyList<WrongCell> Errors);

    public static void Map(RouteGroupBuilder api)
    {
        var labels = api.MapGroup("/labels").WithTags("Benefits");
        labels
            .MapGet(
                "/mine",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Page<OwnLabel>(await mediator.Send(new ListOwnLabels(), cancelled), null))
            )
            .Allow(Permission.ClaimBenefits)
            .Says<ListOwnLabels, Page<OwnLabel>>(200, "What is known of one's own enterprise, with source and day.", 401, 403, 404);
        labels
            .MapPost(
                "/corrections",
                async (CorrectLabel command, IMediator mediator, CancellationToken cancelled) =>
                    Results.Created((string?)null, new LabelsMoved(await mediator.Send(command, cancelled)))
            )
            .Allow(Permission.ClaimBenefits)
            .Says<CorrectLabel, LabelsMoved>(
                201,
                "Says that a label is otherwise; it counts once the office has decided.",
                401,
                403,
                404,
                422
            )
            .Example("""{"label":"Patents","value":"6","because":"示例：上月又授权一件"}""");
        labels
            .MapGet(
                "/corrections",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Page<CorrectionLine>(await mediator.Send(new ListCorrections(), cancelled), null))
            )
            .Allow(Permission.KeepBenefits)
            .Says<ListCorrections, Page<CorrectionLine>>(200, "Corrections that wait for the office, the oldest first.", 401, 403);
        labels
            .MapPost(
                "/{id}/decisions",
                async (Id<EnterpriseProfile> id, LabelDecision b, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new LabelsMoved(await mediator.Send(new DecideCorrection(id, b.Label, b.Granted, b.Because), cancelled)))
            )
            .Allow(Permission.KeepBenefits)
            .Says<DecideCorrection, LabelsMoved>(200, "Takes a correction over, or says why not.", 401, 403, 404, 409, 422)
            .Example("""{"label":"Patents","granted":true}""");
        labels
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
                    var outcome = await mediator.Send(new ImportLabels(file?.FileName ?? "", content, dryRun ?? false), cancelled);
                    var errors = outcome
                        .Errors.Select(e => new WrongCell(e.Row, e.Column, e.Code, texts["rule." + e.Code, e.Details]))
                        .ToList();
                    return errors.Count > 0 && dryRun != true
                        ? ImportRefusal.Of(errors, texts)
                        : Results.Json(
                            new LabelsOutcome(outcome.Done, outcome.Enterprises, outcome.Labels, errors),
                            statusCode: outcome.Done ? 201 : 200
                        );
                }
            )
            .Allow(Permission.KeepBenefits)
            .DisableAntiforgery()
            .Says<ImportLabels, LabelsOutcome>(
                201,
                "Takes a table of labels over, all or nothing; with dryRun=true (200) only says what it would do.",
                401,
                403,
                413,
                415,
                422,
                503
            )
            .Produces<LabelsOutcome>();
    }
}
