using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Financing;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Financing;

/// <summary>
/// Tells of financing needs: the enterprise, who serves it, the office, and a bank of what was pushed to it. What a bank is told names nothing of
/// the need: it would stay where the release is taken back.
/// </summary>
internal sealed class TellOfFinancing(Promises promises) : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries.Where(e => e.Name.StartsWith("Financing", StringComparison.Ordinal)).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var pushIds = mine.Select(e => new Id<FinancingPush>(e.SubjectId)).Distinct().ToList();
        var pushes = await (
            from p in db.FinancingPushes
            join b in db.Banks on p.BankId equals b.Id
            where pushIds.Contains(p.Id)
            select new
            {
                p.Id,
                p.NeedId,
                p.BankId,
                b.Name,
            }
        ).ToDictionaryAsync(p => p.Id.Value, cancellationToken);
        var needIds = mine.Select(e => pushes.TryGetValue(e.SubjectId, out var p) ? p.NeedId : new Id<FinancingNeed>(e.SubjectId))
            .Distinct()
            .ToList();
        var needs = await (
            from n in db.FinancingNeeds
            join e in db.Enterprises on n.EnterpriseId equals e.Id
            where needIds.Contains(n.Id)
            select new
            {
                n.Id,
                n.EnterpriseId,
                e.Name,
                e.ActiveId,
                n.ProposedById,
            }
        ).ToDictionaryAsync(n => n.Id.Value, cancellationToken);
        var people = await db.OfEnterprisesAsync(needs.Values.Select(n => n.EnterpriseId), cancellationToken);
        var bankers = await OfBanksAsync(db, [.. pushes.Values.Select(p => p.BankId).Distinct()], cancellationToken);
        var office = await db.WithAsync(Role.TriageDesk, cancellationToken);
        var supervision = await db.WithAsync(Role.Supervisor, cancellationToken);
        var plan = new NoticePlan(db, promises.Calendar);
        foreach (var entry in mine)
        {
            var push = pushes.GetValueOrDefault(entry.SubjectId);
            if (!needs.TryGetValue(push?.NeedId.Value ?? entry.SubjectId, out var need))
            {
                continue;
            }

            var (desk, phone, bank) = ($"/financing/show/{need.Id}", $"/financing/follow/{need.Id}", $"/financing/banks/show/{push?.Id}");
            var own = people[need.EnterpriseId].Where(p => p != entry.ById).ToList();
            var serving = office.Concat(need.ActiveId is { } active ? [active] : []).Distinct().Where(p => p != entry.ById).ToList();
            var theirs = push is null ? [] : bankers[push.BankId].Where(p => p != entry.ById).ToList();
            var named = new { Enterprise = need.Name, Bank = push?.Name };
            switch (entry.Name)
            {
                case nameof(FinancingStated):
                    plan.Tell(serving, entry, entry.Name, named, desk);
                    break;
                case nameof(FinancingProposed):
                    plan.Tell(office.Where(p => p != entry.ById), entry, entry.Name, named, desk);
                    break;
                case nameof(FinancingListed) or nameof(FinancingRefused):
                    plan.Tell(own, entry, entry.Name, named, phone);
                    plan.Tell(serving.Where(p => p == need.ActiveId || p == need.ProposedById), entry, entry.Name + "Desk", named, desk);
                    break;
                case nameof(FinancingPushed):
                    var owed = Facts.Of<FinancingPushed>(entry).DueAt;
                    plan.Tell(theirs, entry, entry.Name, new { DueAt = owed }, bank);
                    plan.Tell(own, entry, "FinancingPushedOwn", new { named.Bank, DueAt = owed }, phone);
                    break;
                case nameof(FinancingAnswered):
                    var said = Facts.Of<FinancingAnswered>(entry).BankWord;
                    plan.Tell(own, entry, entry.Name, new { named.Bank, BankWord = said }, phone);
                    plan.Tell(
                        serving,
                        entry,
                        "FinancingAnsweredDesk",
                        new
                        {
                            named.Enterprise,
                            named.Bank,
                            BankWord = said,
                        },
                        desk
                    );
                    break;
                case nameof(FinancingReplied):
                    plan.Tell(theirs, entry, entry.Name, new { Facts.Of<FinancingReplied>(entry).DueAt }, bank);
                    break;
                case nameof(FinancingLate):
                    var late = Facts.Of<FinancingLate>(entry);
                    var due = new { late.DueAt };
                    plan.Tell(
                        theirs,
                        entry,
                        late.Raised == PromiseLevel.Warned ? "FinancingNearlyDue" : entry.Name,
                        due,
                        bank,
                        waits: true
                    );
                    if (late.Raised == PromiseLevel.Warned)
                    {
                        break;
                    }

                    plan.Tell(own, entry, "FinancingLateOwn", new { named.Bank, late.DueAt }, phone, waits: true);
                    plan.Tell(
                        serving.Concat(late.Tells.Contains(Role.Supervisor) ? supervision : []).Distinct(),
                        entry,
                        "FinancingLateDesk",
                        new
                        {
                            named.Enterprise,
                            named.Bank,
                            late.DueAt,
                        },
                        desk,
                        waits: true
                    );
                    break;
                case nameof(FinancingPushEnded):
                    plan.Tell(theirs, entry, entry.Name, new { }, "/financing/banks");
                    var why = Facts.Of<FinancingPushEnded>(entry).PushEnd;
                    if (why == PushEnd.BankEnded)
                    {
                        plan.Tell(own, entry, "FinancingBankEnded", named, phone);
                    }

                    if (why is PushEnd.BankEnded or PushEnd.Revoked)
                    {
                        plan.Tell(
                            serving,
                            entry,
                            "FinancingPushEndedDesk",
                            new
                            {
                                named.Enterprise,
                                named.Bank,
                                PushEnd = why,
                            },
                            desk
                        );
                    }

                    break;
                case nameof(FinancingGranted) or nameof(FinancingWithdrawn) or nameof(FinancingUngranted):
                    plan.Tell(own, entry, entry.Name, named, phone);
                    plan.Tell(serving, entry, entry.Name + "Desk", named, desk);
                    break;
                case nameof(FinancingCarriedOn):
                    plan.Tell(own, entry, entry.Name, named, phone);
                    break;
                default:
                    break;
            }
        }

        await plan.AddAsync(cancellationToken);
    }

    // Who left, or holds another role, is told nothing.
    private static async Task<ILookup<Id<Bank>, Id<Person>>> OfBanksAsync(
        CommissionerDb db,
        List<Id<Bank>> banks,
        CancellationToken cancellationToken
    )
    {
        var name = nameof(Role.Bank);
        var found =
            banks.Count == 0
                ? []
                : await (
                    from k in db.Bankers
                    join p in db.People on k.PersonId equals p.Id
                    where banks.Contains(k.BankId) && p.LeftAt == null && ((string)(object)p.Roles).Contains(name)
                    select new { k.BankId, p.Id }
                ).ToListAsync(cancellationToken);
        return found.ToLookup(k => k.BankId, k => k.Id);
    }
}
