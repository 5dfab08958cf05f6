using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using MediatR;

namespace Commissioner.App.Features.Organisation;

/// <summary>The park has a sub-park of this code and name.</summary>
[Allow(Permission.KeepOrganisation)]
public sealed record KeepSubPark(string? Code, string? Name) : ICommand<Kept>, IRepeatable;

internal sealed class KeepSubParkHandler(OrganisationBook book) : IRequestHandler<KeepSubPark, Kept>
{
    public async Task<Kept> Handle(KeepSubPark command, CancellationToken cancellationToken)
    {
        await book.ReadAsync(OrganisationPart.Parks, cancellationToken);
        var code = command.Code?.Trim() ?? "";
        return Kept.As(code, book.KeepPark(code, command.Name?.Trim() ?? ""));
    }
}
