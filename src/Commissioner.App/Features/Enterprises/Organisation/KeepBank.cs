using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using MediatR;

namespace Commissioner.App.Features.Organisation;

/// <summary>There is a partner bank of this code and name, to which financing needs can be pushed.</summary>
[Allow(Permission.KeepOrganisation)]
public sealed record KeepBank(string? Code, string? Name) : ICommand<Kept>, IRepeatable;

internal sealed class KeepBankHandler(OrganisationBook book) : IRequestHandler<KeepBank, Kept>
{
    public async Task<Kept> Handle(KeepBank command, CancellationToken cancellationToken)
    {
        await book.ReadAsync(OrganisationPart.Banks, cancellationToken);
        var code = command.Code?.Trim() ?? "";
        return Kept.As(code, book.KeepBank(code, command.Name?.Trim() ?? ""));
    }
}
