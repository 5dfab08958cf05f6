using System.Reflection;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Rights;

/// <summary>The table of rights as the code has it: what may be done, by which roles, with which requests.</summary>
[Allow(Permission.ReadRights)]
public sealed record ListRights : IQuery<IReadOnlyList<Right>>;

/// <summary>A permission.</summary>
/// <param name="Permission">What may be done.</param>
/// <param name="Roles">Which roles may; null where it is not a matter of roles.</param>
/// <param name="Requests">The requests that need it.</param>
public sealed record Right(Permission Permission, IReadOnlyList<Role>? Roles, IReadOnlyList<string> Requests);

internal sealed class ListRightsHandler : IRequestHandler<ListRights, IReadOnlyList<Right>>
{
    private static readonly IReadOnlyList<Right> All =
    [
        .. from permission in Enum.GetValues<Permission>()
        join request in Requests() on permission equals request.Allow into requests
        select new Right(
            permission,
            Permissions.Holders.GetValueOrDefault(permission),
            [.. requests.Select(r => r.Name).Order(StringComparer.Ordinal)]
        ),
    ];

    public Task<IReadOnlyList<Right>> Handle(ListRights query, CancellationToken cancellationToken) => Task.FromResult(All);

    private static IEnumerable<(Permission Allow, string Name)> Requests() =>
        typeof(ListRightsHandler)
            .Assembly.GetTypes()
            .Where(t => typeof(IBaseRequest).IsAssignableFrom(t))
            .Select(t => (t.GetCustomAttribute<AllowAttribute>(), t.Name))
            .Where(t => t.Item1 is not null)
            .Select(t => (t.Item1!.Permission, t.Name));
}

internal sealed class RightsApi : IApi
{
    internal sealed record RightList(IReadOnlyList<Right> Items);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet(
                "/rights",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new RightList(await mediator.Send(new ListRights(), cancelled)))
            )
            .Allow(Permission.ReadRights)
            .WithTags("People")
            .Says<ListRights, RightList>(200, "Who may do what: every permission with its roles and requests.", 401, 403);
}
