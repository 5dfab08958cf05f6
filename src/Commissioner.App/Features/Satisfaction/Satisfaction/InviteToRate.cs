using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Satisfaction;

/// <summary>
/// Invites the contact of a closed case to rate it, some time within a day, and reminds it once; who has rated is not asked.
/// </summary>
internal sealed class InviteToRate(TimeProvider clock) : IReaction
{
    private static readonly string[] Invites = ["RateInvited", "RateReminder"];

    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var closed = entries.Where(e => e.Name is nameof(OutcomeConfirmed) or nameof(ConfirmationLapsed)).ToList();
        if (closed.Count > 0)
        {
            await InviteAsync(closed, db, cancellationToken);
        }

        foreach (var rated in entries.Where(e => e.Name == nameof(CaseRated)).Select(e => Facts.Of<CaseRated>(e).CaseId))
        {
            var (link, now) = (Link(rated), clock.GetUtcNow());
            db.Notices.RemoveRange(
                await db.Notices.Where(n => n.Link == link && Invites.Contains(n.Text) && n.ShowAt > now).ToListAsync(cancellationToken)
            );
            db.Notices.RemoveRange(db.Notices.Local.Where(n => n.Link == link && Invites.Contains(n.Text) && n.ShowAt > now).ToList());
        }
    }

    private static string Link(Id<Case> @case) => $"/satisfaction/rate/{@case}";

    private static async Task InviteAsync(List<TimelineEntry> closed, CommissionerDb db, CancellationToken cancellationToken)
    {
        var cases = await db.CasesOfAsync(closed, cancellationToken);
        var ids = cases.Values.Select(c => c.Id).ToList();
        // A case that was taken up again has begun another cycle: its old invitation is not sent.
        var invitations = await db
            .RatingInvitations.Where(i =>
                ids.Contains(i.CaseId) && i.AnsweredAt == null && db.Cases.Any(c => c.Id == i.CaseId && c.Cycle == i.Cycle)
            )
            .ToDictionaryAsync(i => i.CaseId, cancellationToken);
        var people = await db.OfEnterprisesAsync(invitations.Values.Select(i => i.EnterpriseId), cancellationToken);
        var plan = new NoticePlan(db);
        foreach (var entry in closed)
        {
            var its = cases[entry.SubjectId];
            if (invitations.GetValueOrDefault(its.Id) is not { } invitation)
            {
                continue;
            }

            IEnumerable<Id<Person>> asked = invitation.ContactId is { } contact ? [contact] : people[invitation.EnterpriseId];
            foreach (var person in asked)
            {
                plan.Tell(person, entry, "RateInvited", new { its.Number, its.Title }, Link(its.Id), notBefore: invitation.NotBefore);
                plan.Tell(
                    person,
                    entry,
                    "RateReminder",
                    new
                    {
                        its.Number,
                        its.Title,
                        invitation.ValidUntil,
                    },
                    Link(its.Id),
                    notBefore: invitation.RemindAt
                );
            }
        }

        await plan.AddAsync(cancellationToken);
    }
}
