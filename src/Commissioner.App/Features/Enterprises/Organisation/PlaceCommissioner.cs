using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using MediatR;

namespace Commissioner.App.Features.Organisation;

/// <summary>Somebody who holds the role serves enterprises: in this sub-park, with this line of business, so many at the most.</summary>
[Allow(Permission.KeepOrganisation)]
public sealed record PlaceCommissioner(string? UserName, string? Park, string? Industry, int? LoadLimit) : ICommand<Kept>, IRepeatable;

internal sealed class PlaceCommissionerHandler(OrganisationBook book) : IRequestHandler<PlaceCommissioner, Kept>
{
    public async Task<Kept> Handle(PlaceCommissioner command, CancellationToken cancellationToken)
    {
        await book.ReadAsync(OrganisationPart.Commissioners, cancellationToken);
        var userName = command.UserName?.Trim() ?? "";
        return Kept.As(userName, book.PlaceCommissioner(userName, command.Park?.Trim(), command.Industry?.Trim(), command.LoadLimit ?? 0));
    }
}
