using System.ComponentModel;
using Commissioner.App.Features.Imports;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Audit;

internal sealed class AuditApi : IApi
{
    /// <summary>What is asked for in an address.</summary>
    internal sealed class Asked
    {
        [FromQuery]
        [Description("By whom: its account's name.")]
        public string? Person { get; set; }

        [FromQuery]
        [Description("What was done or tried: the request's name.")]
        public string? What { get; set; }

        [FromQuery]
        [Description("How it ended: Done, the code of a refusal, or Refused for all that was not done.")]
        public string? Outcome { get; set; }

        [FromQuery]
        [Description("The first day, by the park's calendar.")]
        public DateOnly? From { get; set; }

        [FromQuery]
        [Description("The last day.")]
        public DateOnly? Until { get; set; }

        [FromQuery]
        [Description("From which network address.")]
        public string? Address { get; set; }

        public AuditFilter Filter => new(Person, What, Outcome, From, Until, Address);
    }

    public static void Map(RouteGroupBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("Audit");
        audit
            .MapGet(
                "",
                async ([AsParameters] Asked asked, int? take, string? after, IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(await mediator.Send(new ListAudit(asked.Filter, take ?? 50, after), cancelled))
            )
            .Allow(Permission.ReadAudit)
            .Says<ListAudit, Page<AuditLine>>(200, "Who did or tried what, newest first.", 401, 403, 422);
        audit
            .MapGet(
                "/chain",
                async (IMediator mediator, CancellationToken cancelled) => Results.Ok(await mediator.Send(new ShowAuditChain(), cancelled))
            )
            .Allow(Permission.ReadAudit)
            .Says<ShowAuditChain, AuditChainSheet>(200, "How far the audit log is chained and anchored.", 401, 403);
        audit
            .MapGet(
                "/export",
                async ([AsParameters] Asked asked, IMediator mediator, CancellationToken cancelled) =>
                    Results.File(await mediator.Send(new ExportAudit(asked.Filter), cancelled), TableWriter.TextType, "audit.csv")
            )
            .Allow(Permission.ReadAudit)
            .Says<ExportAudit, byte[]>(
                200,
                "The audit log as CSV, at most 20,000 rows; that it was taken along stands in it.",
                401,
                403,
                409,
                422
            );
    }
}
