using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.People;
using Commissioner.Domain.Retention;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Retention;

/// <summary>Supervision sets for how long what is personal is kept; it counts a week later. Answers the policy's version.</summary>
[Allow(Permission.KeepRetention)]
public sealed record SetRetention(int? ContactDays, int? TextDays, int? MessageDays, string? Reason, int? ArchiveDays = null)
    : ICommand<int>;

internal sealed class SetRetentionHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<SetRetention, int>
{
    public async Task<int> Handle(SetRetention command, CancellationToken cancellationToken)
    {
        var last =
            await db.RetentionPolicies.AsNoTracking().OrderByDescending(p => p.Version).FirstOrDefaultAsync(cancellationToken)
            ?? RetentionPolicy.First;
        var set = RetentionPolicy.Set(
            last,
            new(
                command.ContactDays ?? 0,
                command.TextDays ?? 0,
                command.MessageDays ?? 0,
                // Whoever does not speak of the archive leaves it.
                command.ArchiveDays
                    ?? last.Terms.ArchiveDays
            ),
            command.Reason,
            actor,
            clock.GetUtcNow()
        );
        db.RetentionPolicies.Add(set);
        return set.Version;
    }
}
