using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Replacements;

/// <summary>Whoever serves leaves the staff: its successor follows in the same instant, chosen by the service office.</summary>
public sealed partial class Replacement
{
    /// <summary>
    /// Why somebody can't take over from one who leaves; null when it can. The backup may: it knows the enterprise, and acted before
    /// whenever somebody was replaced.
    /// </summary>
    public static Obstacle? HindersTakingOver(Enterprise enterprise, Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(enterprise);
        ArgumentNullException.ThrowIfNull(candidate);
        return candidate.PersonId != enterprise.BackupId ? Hinders(enterprise, candidate)
            : candidate.Tied ? Obstacle.Tied
            : candidate.Away ? Obstacle.Away
            : candidate.Load >= candidate.LoadLimit ? Obstacle.Full
            : null;
    }

    /// <summary>
    /// Appoints the successor of one who leaves, and who backs it up. What was owed of an earlier replacement is owed by this one: the
    /// successor's first contact.
    /// </summary>
    /// <param name="enterprise">With its past assignments.</param>
    /// <param name="successor">Who serves from now on.</param>
    /// <param name="backup">Who backs it up; null for the duty desk.</param>
    /// <param name="bench">Who there is; what is unfinished is overtaken.</param>
    /// <param name="promises">To promise the first contact.</param>
    /// <param name="by">The service office.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken"><see cref="ReplacementRules.OnlyTheOffice"/>, <see cref="ReplacementRules.NobodyToReplace"/>, <see
    /// cref="ReplacementRules.ServedBefore"/>, <see cref="ReplacementRules.TiedToTheEnterprise"/>, <see
    /// cref="ReplacementRules.NotACandidate"/>, <see cref="EnterpriseRules.CommissionerIsNotItsOwnBackup"/>.</exception>
    public static Replacement Succeed(
        Enterprise enterprise,
        Person successor,
        Person? backup,
        Bench bench,
        Promises promises,
        Actor by,
        DateTimeOffset now
    )
    {
        var role = Demand(ReplacementTrigger.Rotation, by);
        if (enterprise.ActiveId is not { } outgoing)
        {
            throw new RuleBroken(ReplacementRules.NobodyToReplace);
        }

        var candidate = bench.Candidates.FirstOrDefault(c => c.PersonId == successor.Id);
        switch (candidate is null ? Obstacle.Full : HindersTakingOver(enterprise, candidate))
        {
            case null:
                break;
            case Obstacle.ServedBefore:
                throw new RuleBroken(ReplacementRules.ServedBefore) { Field = "personId" };
            case Obstacle.Tied:
                throw new RuleBroken(ReplacementRules.TiedToTheEnterprise) { Field = "personId" };
            default:
                throw new RuleBroken(ReplacementRules.NotACandidate) { Field = "personId" };
        }

        DemandBackup(enterprise, successor.Id, backup, bench);
        var replacement = new Replacement
        {
            Id = Id<Replacement>.New(now),
            EnterpriseId = enterprise.Id,
            Trigger = ReplacementTrigger.Rotation,
            OutgoingId = outgoing,
            SuccessorId = successor.Id,
            Status = ReplacementStatus.Appointed,
            BeganAt = now,
            // Who has left can't be kept.
            KeepUntil = now,
            EndedAt = now,
        };
        replacement._clocks.Add(PromiseClock.Start(promises.Make(PromiseKind.SuccessorContact, Urgency.Ordinary, now), replacement.Id, by));
        bench.Unfinished?.Overtake(by, now);
        enterprise.Succeed(replacement, successor, backup, by, role, now);
        return replacement;
    }

    /// <summary>Another backup, or the duty desk, stands by an enterprise whose backup leaves.</summary>
    /// <exception cref="RuleBroken"><see cref="ReplacementRules.OnlyTheOffice"/>, <see
    /// cref="EnterpriseRules.CommissionerIsNotItsOwnBackup"/>, <see cref="ReplacementRules.TiedToTheEnterprise"/>, <see
    /// cref="ReplacementRules.NotACandidate"/>.</exception>
    public static void StandBy(Enterprise enterprise, Person? backup, Bench bench, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(enterprise);
        var role = Demand(ReplacementTrigger.Rotation, by);
        DemandBackup(enterprise, enterprise.ActiveId, backup, bench);
        enterprise.StandBy(backup, by, role, now);
    }

    /// <summary>One of those whom keeping the commissioner would bring back has left: nobody is kept any more.</summary>
    public void CannotBeTakenBack(Id<Person> left, DateTimeOffset now)
    {
        if ((OutgoingId == left || ActingId == left) && KeepUntil > now)
        {
            KeepUntil = now;
        }
    }

    /// <summary>
    /// The enterprise merged into another, or left: nobody is kept there, nobody follows, and no contact is owed. The pack stays what it was.
    /// </summary>
    public void EndWithEnterprise(Enterprise enterprise, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(enterprise);
        ArgumentNullException.ThrowIfNull(by);
        if (enterprise.Id != EnterpriseId || enterprise.EndedAt is null)
        {
            throw new RuleBroken(ReplacementRules.ReplacementEnded);
        }

        KeepUntil = KeepUntil > now ? now : KeepUntil;
        if (Status is ReplacementStatus.Acting or ReplacementStatus.Appointed)
        {
            Overtake(by, now);
        }
    }

    private static void DemandBackup(Enterprise enterprise, Id<Person>? serves, Person? backup, Bench bench)
    {
        if (backup is null)
        {
            return;
        }

        if (backup.Id == serves)
        {
            throw new RuleBroken(EnterpriseRules.CommissionerIsNotItsOwnBackup) { Field = "backupId" };
        }

        if (backup.Id == enterprise.BackupId)
        {
            return;
        }

        if (bench.Candidates.FirstOrDefault(c => c.PersonId == backup.Id) is not { } candidate || backup.Id == enterprise.ActiveId)
        {
            throw new RuleBroken(ReplacementRules.NotACandidate) { Field = "backupId" };
        }

        if (candidate.Tied)
        {
            throw new RuleBroken(ReplacementRules.TiedToTheEnterprise) { Field = "backupId" };
        }
    }
}
