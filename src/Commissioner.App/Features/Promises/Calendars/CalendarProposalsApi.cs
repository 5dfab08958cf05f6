using System.ComponentModel;
using System.Text;
using System.Text.Json;
using Commissioner.App.Features.Catalogue;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using MediatR;

namespace Commissioner.App.Features.Calendars;

internal sealed class CalendarProposalsApi : IApi
{
    /// <summary>
    /// Either a year's notice (number and file; confirmFew where it has implausibly few days off), or hours (week, zone, name) with a
    /// reason.
    /// </summary>
    internal sealed record Proposal(
        string? Notice,
        JsonElement? File,
        bool? ConfirmFew,
        string? Name,
        string? Zone,
        Dictionary<DayOfWeek, IReadOnlyList<string>>? Week,
        string? BasedOn,
        bool? IsNew,
        string? Reason
    );

    internal sealed record Confirmation(IReadOnlyList<Id<PromiseClock>>? Approved, DateTimeOffset? ProposedAt);

    internal sealed record Wrong(int Row, string Column, string Code, string Text);

    internal sealed record ProposalItems(IReadOnlyList<ProposalLine> Items, string? Next);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(
                "/calendars/proposals",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new ProposalItems(await mediator.Send(new ListProposals(), cancelled), null))
            )
            .Allow(Permission.ReadRules)
            .WithTags("Calendars")
            .Says<ListProposals, ProposalItems>(200, "Versions that wait for a second person.", 401, 403)
            .WithName("listCalendarProposals");
        var proposals = api.MapGroup("/calendars/{code}/proposals").WithTags("Calendars");
        proposals
            .MapPost(
                "",
                async (
                    [Description("The calendar's code, such as cn-park.")] string code,
                    Proposal body,
                    IMediator mediator,
                    Texts texts,
                    CancellationToken cancelled
                ) =>
                {
                    if (body.File is not { ValueKind: not JsonValueKind.Null } file)
                    {
                        var week = body.Week?.ToDictionary(d => d.Key, d => (string?)string.Join(", ", d.Value));
                        var proposed = await mediator.Send(
                            new ProposeHours(code, body.IsNew ?? false, body.Name, body.Zone, week, body.BasedOn, body.Reason),
                            cancelled
                        );
                        return Results.Created(
                            $"/api/v1/calendars/{proposed.Code}/proposals/{proposed.Version}",
                            await mediator.Send(new ShowProposal(proposed.Code, proposed.Version), cancelled)
                        );
                    }

                    using var content = new MemoryStream(Encoding.UTF8.GetBytes(file.GetRawText()));
                    return await AnswerAsync(
                        mediator,
                        texts,
                        code,
                        await mediator.Send(new ImportYear(code, "year.json", content, body.Notice, body.ConfirmFew == true), cancelled),
                        cancelled
                    );
                }
            )
            .Allow(Permission.ManageRules)
            .Says<ProposalSheet>(
                201,
                "Proposes a year's notice (notice, file: {year, papers, days}), or hours (reason, week, zone, name); isNew for a calendar of its own. A year with implausibly few or many days off is taken only with confirmFew. Nothing of it counts before a second person confirms.",
                401,
                403,
                404,
                409,
                422
            )
            .WithName("proposeCalendar")
            .Example(
                """{"notice":"示例办〔2026〕1号","file":{"year":2027,"papers":[],"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]},"confirmFew":true}"""
            );
        proposals
            .MapPost(
                "/files",
                async (
                    [Description("The calendar's code, such as cn-park.")] string code,
                    IFormFile? file,
                    [Microsoft.AspNetCore.Mvc.FromForm] string? notice,
                    [Microsoft.AspNetCore.Mvc.FromForm] bool? confirmFew,
                    IMediator mediator,
                    Texts texts,
                    CancellationToken cancelled
                ) =>
                {
                    await using var content = file?.OpenReadStream();
                    return await AnswerAsync(
                        mediator,
                        texts,
                        code,
                        await mediator.Send(new ImportYear(code, file?.FileName ?? "", content, notice, confirmFew == true), cancelled),
                        cancelled
                    );
                }
            )
            .Allow(Permission.ManageRules)
            .DisableAntiforgery()
            .Says<ImportYear, ProposalSheet>(
                201,
                "Proposes a year's notice out of a JSON, CSV or XLSX file; what is wrong is told by row and column, and a year with implausibly few or many days off is taken only with confirmFew.",
                401,
                403,
                404,
                409,
                413,
                415,
                422,
                503
            );
        proposals
            .MapGet(
                "/{version}",
                async (
                    [Description("The calendar's code, such as cn-park.")] string code,
                    [Description("A version of the calendar.")] int version,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ShowProposal(code, version), cancelled))
            )
            .Allow(Permission.ReadRules)
            .Says<ShowProposal, ProposalSheet>(
                200,
                "What a version that waits changes, and which open promises it would move.",
                401,
                403,
                404
            )
            .WithName("showCalendarProposal");
        proposals
            .MapDelete(
                "/{version}",
                async (
                    [Description("The calendar's code, such as cn-park.")] string code,
                    [Description("A version of the calendar.")] int version,
                    IMediator mediator,
                    CancellationToken cancelled
                ) =>
                {
                    await mediator.Send(new WithdrawProposal(code, version), cancelled);
                    return Results.NoContent();
                }
            )
            .Allow(Permission.ManageRules)
            .Says<WithdrawProposal, object>(204, "Takes a proposal of one's own back.", 401, 403, 404, 409)
            .WithName("withdrawCalendarProposal");
        proposals
            .MapPost(
                "/{version}/confirmations",
                async (
                    [Description("The calendar's code, such as cn-park.")] string code,
                    [Description("A version of the calendar.")] int version,
                    Confirmation body,
                    IMediator mediator,
                    CancellationToken cancelled
                ) =>
                    Results.Created(
                        (string?)null,
                        await mediator.Send(new ConfirmCalendar(code, version, body.Approved ?? [], body.ProposedAt), cancelled)
                    )
            )
            .Allow(Permission.ManageRules)
            .Says<ConfirmCalendar, PromisesMoved>(
                201,
                "A second person puts it in force; approved names promises that move although it is not in the enterprise's favour.",
                401,
                403,
                404,
                409
            )
            .Example("""{"approved":["0193b0a0-0000-7000-8000-000000000003"],"proposedAt":null}""");
        api.MapPost(
                "/calendars/{code}/moves",
                async (
                    [Description("The calendar's code, such as cn-park.")] string code,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Created((string?)null, await mediator.Send(new MovePromises(code), cancelled))
            )
            .Allow(Permission.ManageRules)
            .WithTags("Calendars")
            .Says<MovePromises, PromisesMoved>(
                201,
                "Moves more open promises to the version in force, in the enterprise's favour alone, while left says that there are more.",
                401,
                403,
                404
            );
    }

    private static async Task<IResult> AnswerAsync(
        IMediator mediator,
        Texts texts,
        string code,
        YearImport import,
        CancellationToken cancelled
    ) =>
        import.Version is { } version
            ? Results.Created(
                $"/api/v1/calendars/{code}/proposals/{version}",
                await mediator.Send(new ShowProposal(code, version), cancelled)
            )
            : Results.Problem(
                type: "YearRefused",
                title: texts["refusal.YearRefused"],
                statusCode: 422,
                extensions: new Dictionary<string, object?>
                {
                    ["rows"] = import.Errors.Select(e => new Wrong(e.Row, e.Column, e.Code, texts["rule." + e.Code, e.Details])).ToList(),
                }
            );
}
