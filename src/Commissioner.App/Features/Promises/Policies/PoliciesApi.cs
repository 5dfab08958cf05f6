using System.ComponentModel;
using System.Text.Json;
using Commissioner.App.Features.Catalogue;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.Clocks;
using MediatR;

namespace Commissioner.App.Features.Policies;

internal sealed class PoliciesApi : IApi
{
    internal sealed record Proposal(string? Reason, JsonElement Rules);

    internal sealed record Draft(JsonElement Rules);

    internal sealed record Limits(
        int Version,
        PolicyState State,
        string? Reason,
        string? ProposedBy,
        DateTimeOffset? ProposedAt,
        string? ConfirmedBy,
        DateTimeOffset? InForceAt,
        int? ComparedWith,
        IReadOnlyList<Changed> Changes,
        JsonElement Rules
    );

    internal sealed record PolicyItems(IReadOnlyList<PolicyLine> Items, string? Next);

    internal sealed record Changed(string Code, string? Before, string? After);

    public static void Map(RouteGroupBuilder api)
    {
        var policies = api.MapGroup("/policies").WithTags("Policies");
        policies
            .MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) =>
                {
                    var book = await mediator.Send(new ShowPolicies(), cancelled);
                    return Results.Ok(new PolicyItems(book.Versions, null));
                }
            )
            .Allow(Permission.ManageRules)
            .Says<ShowPolicies, PolicyItems>(
                200,
                "All versions of the policy, newest first: who, when, why, and how many running promises are pinned to each.",
                401,
                403
            );
        policies
            .MapGet(
                "/{version}",
                async ([Description("A version of the policy.")] int version, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await ShownAsync(version, mediator, cancelled))
            )
            .Allow(Permission.ManageRules)
            .Says<ShowPolicy, Limits>(200, "The limits of one version, and in what they differ from those in force.", 401, 403, 404);
        policies
            .MapPost(
                "",
                async (Proposal proposal, IMediator mediator, CancellationToken cancelled) =>
                {
                    var version = await mediator.Send(new ProposePolicy(Content(proposal.Rules), proposal.Reason), cancelled);
                    return Results.Created($"/api/v1/policies/{version}", await ShownAsync(version, mediator, cancelled));
                }
            )
            .Allow(Permission.ManageRules)
            .Says<ProposePolicy, Limits>(
                201,
                "Proposes other limits, in the layout that a version answers; a second person confirms them.",
                401,
                403,
                409,
                422
            )
            .Example("""{"reason":"受理提速","rules":[{"code":"accept","kind":"Accept","limit":"4h"}]}""");
        policies
            .MapPost(
                "/what-if",
                async (Draft draft, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new WhatIfPolicy(null, Content(draft.Rules)), cancelled))
            )
            .Allow(Permission.ManageRules)
            .Says<WhatIfPolicy, WhatIfSheet>(
                200,
                "What limits that nobody has proposed would do to the promises that run; nothing changes.",
                401,
                403,
                422
            )
            .WithName("whatIfDraft")
            .Example("""{"rules":[{"code":"accept","kind":"Accept","limit":"4h"}]}""");
        policies
            .MapPost(
                "/{version}/what-if",
                async ([Description("A version of the policy.")] int version, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new WhatIfPolicy(version), cancelled))
            )
            .Allow(Permission.ManageRules)
            .Says<WhatIfPolicy, WhatIfSheet>(200, "What a version would do to the promises that run; nothing changes.", 401, 403, 404);
        policies
            .MapPost(
                "/{version}/confirmations",
                async ([Description("A version of the policy.")] int version, IMediator mediator, CancellationToken cancelled) =>
                {
                    await mediator.Send(new ConfirmPolicy(version), cancelled);
                    return Results.Created($"/api/v1/policies/{version}", await ShownAsync(version, mediator, cancelled));
                }
            )
            .Allow(Permission.ManageRules)
            .Says<ConfirmPolicy, Limits>(
                201,
                "A second person puts a proposal in force; promises that run keep their limits until they are re-based.",
                401,
                403,
                404,
                409
            );
    }

    private static string Content(JsonElement rules) =>
        $$"""{"rules":{{(rules.ValueKind == JsonValueKind.Undefined ? "null" : rules.GetRawText())}}}""";

    private static async Task<Limits> ShownAsync(int version, IMediator mediator, CancellationToken cancelled)
    {
        var sheet = await mediator.Send(new ShowPolicy(version), cancelled);
        using var content = JsonDocument.Parse(PolicyFile.Write(sheet.Policy));
        return new(
            sheet.Version,
            sheet.State,
            sheet.Reason,
            sheet.ProposedBy,
            sheet.ProposedAt,
            sheet.ConfirmedBy,
            sheet.InForceAt,
            sheet.ComparedWith,
            [.. sheet.Changes.Select(c => new Changed(c.Code, c.Before?.Limit.ToString(), c.After?.Limit.ToString()))],
            content.RootElement.GetProperty("rules").Clone()
        );
    }
}
