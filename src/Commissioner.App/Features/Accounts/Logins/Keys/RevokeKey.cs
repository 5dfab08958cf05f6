using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Logins.Keys;

/// <summary>Somebody revokes a key of its own, whoever made it.</summary>
[Allow(Permission.KeepOwnKeys)]
public sealed record RevokeKey(Id<ApiKey> KeyId) : ICommand<Unit>, IRepeatable;

internal sealed class RevokeKeyHandler(KeyBook book, Actor actor) : IRequestHandler<RevokeKey, Unit>
{
    public async Task<Unit> Handle(RevokeKey command, CancellationToken cancellationToken)
    {
        await book.RevokeAsync(command.KeyId, actor.Id, cancellationToken);
        return Unit.Value;
    }
}
