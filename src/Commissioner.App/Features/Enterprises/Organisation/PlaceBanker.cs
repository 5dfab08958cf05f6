using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using MediatR;

namespace Commissioner.App.Features.Organisation;

/// <summary>Somebody who holds a bank's role belongs to this bank: it sees what was released to that one, and nothing else.</summary>
[Allow(Permission.KeepOrganisation)]
public sealed record PlaceBanker(string? UserName, string? Bank) : ICommand<Kept>, IRepeatable;

internal sealed class PlaceBankerHandler(OrganisationBook book) : IRequestHandler<PlaceBanker, Kept>
{
    public async Task<Kept> Handle(PlaceBanker command, CancellationToken cancellationToken)
    {
        await book.ReadAsync(OrganisationPart.Bankers, cancellationToken);
        var userName = command.UserName?.Trim() ?? "";
        return Kept.As(userName, book.PlaceBanker(userName, command.Bank?.Trim() ?? ""));
    }
}
