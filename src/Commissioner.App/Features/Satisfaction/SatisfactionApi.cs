using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Satisfaction;
using MediatR;

namespace Commissioner.App.Features.Satisfaction;

internal sealed class SatisfactionApi : IApi
{
    internal sealed record Body(int? Overall, int? Commissioner, int? Result, IReadOnlyList<DepartmentLevel>? Departments, string? Reason);

    internal sealed record Given(Id<Rating> Id);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/cases/{id}/ratings", async (Id<Case> id, Body b, IMediator mediator, CancellationToken cancelled) =>
            Results.Created((string?)null, new Given(await mediator.Send(new RateCase(id, b.Overall, b.Commissioner, b.Result, b.Departments, b.Reason), cancelled))))
            .Allow(Permission.SpeakForEnterprise).WithTags("Satisfaction").Says<Given>(201, "The enterprise rates a closed case, 1 very satisfied to 5 very dissatisfied; a poor rating replaces its commissioner at once.", 401, 403, 404, 409, 422);
}
