using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using MediatR;

namespace Commissioner.App.Features.Logins.Passkeys;

/// <summary>Somebody wants to sign in by a passkey: whose is not asked, so that everybody is answered the same.</summary>
[Allow(Permission.Anybody)]
public sealed record AskPasskey : ICommand<PasskeyAsked>, IRepeatable;

/// <summary>What a browser is asked.</summary>
/// <param name="Ticket">To be brought back with the answer, once and within five minutes.</param>
/// <param name="Options">For the browser.</param>
public sealed record PasskeyAsked(string Ticket, PasskeyRequestOptions Options);

internal sealed class AskPasskeyHandler(PasskeyBook book, RelyingParty site) : IRequestHandler<AskPasskey, PasskeyAsked>
{
    public Task<PasskeyAsked> Handle(AskPasskey command, CancellationToken cancellationToken)
    {
        if (!site.IsThere)
        {
            throw new RuleBroken(AccountRules.NoPasskeysHere);
        }

        var (challenge, ticket) = book.Ask(PasskeyBook.SigningIn);
        return Task.FromResult(new PasskeyAsked(ticket, site.Ask(challenge)));
    }
}
