using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using MediatR;

namespace Commissioner.App.Features.Organisation;

/// <summary>There is a department of this code and name, of a sub-park by code or name, or of the park as a whole.</summary>
[Allow(Permission.KeepOrganisation)]
public sealed record KeepDepartment(string? Code, string? Name, string? Park) : ICommand<Kept>, IRepeatable;

internal sealed class KeepDepartmentHandler(OrganisationBook book) : IRequestHandler<KeepDepartment, Kept>
{
    public async Task<Kept> Handle(KeepDepartment command, CancellationToken cancellationToken)
    {
        await book.ReadAsync(OrganisationPart.Departments, cancellationToken);
        var code = command.Code?.Trim() ?? "";
        return Kept.As(code, book.KeepDepartment(code, command.Name?.Trim() ?? "", command.Park?.Trim()));
    }
}
