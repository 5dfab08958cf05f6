using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Logins.Keys;

/// <summary>One's own keys that nobody has revoked, whoever made them, the newest first.</summary>
[Allow(Permission.KeepOwnKeys)]
public sealed record ListKeys : IQuery<IReadOnlyList<KeyLine>>;

internal sealed class ListKeysHandler(KeyBook book, Actor actor) : IRequestHandler<ListKeys, IReadOnlyList<KeyLine>>
{
    public Task<IReadOnlyList<KeyLine>> Handle(ListKeys query, CancellationToken cancellationToken) =>
        book.ListAsync(actor.Id, cancellationToken);
}
