using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Privacy;

/// <summary>An enterprise's person accepts the notice that it read, for itself.</summary>
/// <param name="Version">Which one it read.</param>
[Allow(Permission.SubmitCase)]
public sealed record AcceptNotice(int? Version) : ICommand<AcceptedNotice>, IRepeatable;

/// <summary>An acceptance.</summary>
/// <param name="Version">Of which notice.</param>
/// <param name="At">When, UTC.</param>
public sealed record AcceptedNotice(int Version, DateTimeOffset At);

internal sealed class AcceptNoticeHandler(CommissionerDb db, Actor actor, Texts texts, TimeProvider clock)
    : IRequestHandler<AcceptNotice, AcceptedNotice>
{
    public async Task<AcceptedNotice> Handle(AcceptNotice command, CancellationToken cancellationToken)
    {
        // A seat says at the telephone that it was read; it accepts nothing for anybody.
        if (actor.EnterpriseId is null)
        {
            throw new Forbidden(Permission.SubmitCase);
        }

        if (command.Version != PrivacyNotice.Version)
        {
            throw new RuleBroken(PrivacyRules.NoticeIsAnother) { Field = "version" };
        }

        var accepted = await db.NoticeAcceptances.SingleOrDefaultAsync(
            a => a.PersonId == actor.Id && a.Version == PrivacyNotice.Version,
            cancellationToken
        );
        if (accepted is null)
        {
            accepted = new()
            {
                PersonId = actor.Id,
                Version = PrivacyNotice.Version,
                At = clock.GetUtcNow(),
                WordsHash = NoticeWords.Hash(texts),
            };
            db.NoticeAcceptances.Add(accepted);
        }

        return new(accepted.Version, accepted.At.ToUniversalTime());
    }
}
