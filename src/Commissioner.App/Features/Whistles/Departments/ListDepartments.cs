using AutoMapper;
using AutoMapper.QueryableExtensions;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Departments;

/// <summary>Departments that can be called.</summary>
[Allow(Permission.SignedIn)]
public sealed record ListDepartments : IQuery<IReadOnlyList<DepartmentLine>>;

/// <summary>A department in a list.</summary>
public sealed record DepartmentLine(Id<Department> Id, string Code, string Name);

internal sealed class DepartmentLines : Profile
{
    public DepartmentLines() => CreateProjection<Department, DepartmentLine>();
}

internal sealed class ListDepartmentsHandler(CommissionerDb db, AutoMapper.IConfigurationProvider maps)
    : IRequestHandler<ListDepartments, IReadOnlyList<DepartmentLine>>
{
    public async Task<IReadOnlyList<DepartmentLine>> Handle(ListDepartments query, CancellationToken cancellationToken) =>
        await db
            .Departments.AsNoTracking()
            .Where(d => d.ClosedAt == null)
            .OrderBy(d => d.Code)
            .ProjectTo<DepartmentLine>(maps)
            .ToListAsync(cancellationToken);
}

internal sealed class DepartmentsApi : IApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet(
                "/departments",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new { items = await mediator.Send(new ListDepartments(), cancelled), next = (string?)null })
            )
            .Allow(Permission.SignedIn)
            .WithTags("Catalogues")
            .Says<ListDepartments, Page<DepartmentLine>>(200, "Departments that can be called.", 401);
}
