using System.ComponentModel;
using Commissioner.App.Features.Lists;
using Commissioner.App.Features.Shared;
using Commissioner.App.Features.Turns;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Visits;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Cases;

internal sealed class CasesApi : IApi
{
    internal sealed record Submission(
        string? Title,
        string? Description,
        string? Category,
        Urgency? Urgency,
        string? Place,
        IReadOnlyList<Id<Attachment>>? AttachmentIds,
        CallerOf? OnBehalfOf,
        bool? Confidential,
        Id<VisitFinding>? FindingId = null
    );

    internal sealed record Contact(ContactMeans? Means, DateTimeOffset? At, string? Outcome);

    internal sealed record Reveal(RevealPurpose? Purpose);

    internal sealed record CategoryLine(string Id, string Code, string Name);

    public static void Map(RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("Cases");
        cases
            .MapPost(
                "",
                async (Submission s, IMediator mediator, CancellationToken cancelled) =>
                {
                    var id = await mediator.Send(
                        new SubmitCase(
                            s.Title,
                            s.Description,
                            s.Category,
                            s.Urgency ?? Urgency.Ordinary,
                            s.Place,
                            s.AttachmentIds,
                            s.OnBehalfOf,
                            s.Confidential ?? false,
                            s.FindingId
                        ),
                        cancelled
                    );
                    return Results.Created($"/api/v1/cases/{id}", await mediator.Send(new ShowCase(id), cancelled));
                }
            )
            .Allow(Permission.SubmitCase)
            .Says<SubmitCase, CaseSheet>(201, "An enterprise files a request; or a hotline seat for one that rings.", 401, 403, 409, 422)
            .Example(
                """{"title":"厂区门口绿化带","description":"请安排补种。","category":"ParkEnvironment","urgency":"Ordinary","place":"示例路1号","attachmentIds":[]}"""
            );

        cases
            .MapGet(
                "",
                async (
                    [Description("Which list; all where it is left out.")] [FromQuery] Named<Box>? box,
                    [Description("Where the cases stand.")] [FromQuery] Named<CaseStatus>? status,
                    [Description(
                        "The number or its last digits, or words of which each is in the title, the text, the place, the enterprise's name or a former one."
                    )]
                    [FromQuery]
                        string? q,
                    [Description("The code of the cases' category.")] [FromQuery] string? category,
                    [Description("The enterprise that filed them.")] [FromQuery] Id<Enterprise>? enterpriseId,
                    [Description("How near the cases are to their next promise.")] [FromQuery] Named<Alarm>? alarm,
                    [Description("Of the queue: whose the next step is.")] [FromQuery] Named<Turn>? turn,
                    [AsParameters] Dates.CaseDates dates,
                    [Description("Words of the enterprise's name, or of a former one.")] [FromQuery] string? enterprise,
                    [Description("The department that has an open leg.")] [FromQuery] Id<Department>? departmentId,
                    [Description("The sub-park that the cases were filed from.")] [FromQuery] Id<Park>? subParkId,
                    [Description("With whom the cases are now.")] [FromQuery] Named<HolderKind>? holder,
                    [Description("Until when something is due, by the park's days; what is late is due, too.")]
                    [FromQuery]
                        Named<DueWithin>? due,
                    [Description("The order; without it as the list is by itself.")] [FromQuery] Named<CaseSort>? sort,
                    [FromQuery] int? take,
                    [FromQuery] string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) =>
                    Results.Ok(
                        await mediator.Send(
                            new ListCases(
                                box?.Value ?? Box.All,
                                status?.Value,
                                q,
                                category,
                                enterpriseId,
                                alarm?.Value,
                                take ?? 50,
                                after,
                                turn?.Value,
                                dates,
                                sort?.Value,
                                new(enterprise, departmentId, subParkId, holder?.Value, due?.Value)
                            ),
                            cancelled
                        )
                    )
            )
            .Allow(Permission.ReadCases)
            .Says<ListCases, Page<CaseRow>>(
                200,
                "Cases that one may see; queue, department, review and supervised begin with what is due first.",
                401,
                403,
                422
            );

        cases
            .MapGet(
                "/{id}",
                async (
                    Id<Case> id,
                    [Description("Entries of the timeline before this one: the timelineNext of an earlier answer.")]
                    [FromQuery]
                        int? timelineBefore,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ShowCase(id, Before: timelineBefore), cancelled))
            )
            .Allow(Permission.ReadCases)
            .Says<ShowCase, CaseSheet>(
                200,
                "One case, as far as one may see it; can lists the moves that one may make now, timeline its newest 200 entries; timelineBefore=timelineNext leads to older ones.",
                401,
                403,
                404
            );

        cases
            .MapPost(
                "/{id}/acceptances",
                async (Id<Case> id, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(await mediator.Send(new AcceptCase(id), cancelled), cancelled)
            )
            .Allow(Permission.AcceptCase)
            .Says<AcceptCase, CaseSheet>(201, "The commissioner takes the case up; its promise is fixed.", 401, 403, 404, 409);

        cases
            .MapPost(
                "/{id}/contacts",
                async (Id<Case> id, Contact contact, IMediator mediator, CancellationToken cancelled) =>
                    await mediator.Shown(
                        await mediator.Send(new RecordFirstContact(id, contact.Means, contact.At, contact.Outcome), cancelled),
                        cancelled
                    )
            )
            .Allow(Permission.ServeCase)
            .Says<RecordFirstContact, CaseSheet>(201, "The first call, visit or message, with time and outcome.", 401, 403, 404, 409, 422)
            .Example("""{"means":"Call","at":"2026-11-20T10:00:00+08:00","outcome":"已电话了解情况"}""");

        cases
            .MapPost(
                "/{id}/contact-reveals",
                async (Id<Case> id, Reveal reveal, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new RevealContact(id, reveal.Purpose), cancelled))
            )
            .Allow(Permission.RevealContact)
            .Says<RevealContact, ContactOf>(
                200,
                "Name and number of the enterprise's contact, for a purpose that the enterprise will read.",
                401,
                403,
                404,
                409,
                422
            )
            .Example("""{"purpose":"Contact"}""");

        api.MapGet(
                "/categories",
                (Texts texts) =>
                    Results.Ok(
                        new
                        {
                            items = CaseCategory.All.Select(c => new CategoryLine(c.Code, c.Code, texts["category." + c.Code])),
                            next = (string?)null,
                        }
                    )
            )
            .Allow(Permission.SignedIn)
            .WithTags("Catalogues")
            .Says<Page<CategoryLine>>(200, "Categories of requests.", 401)
            .WithName("listCategories");
    }
}
