using Commissioner.Domain.Clocks;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;

namespace Commissioner.Domain.Replacements;

/// <summary>What began a replacement.</summary>
public enum ReplacementTrigger
{
    /// <summary>The button 换专员.</summary>
    Button,
    /// <summary>A poor rating.</summary>
    Rating,
}

/// <summary>Where a replacement stands.</summary>
public enum ReplacementStatus
{
    /// <summary>The backup or the duty desk acts; a successor is owed.</summary>
    Acting,
    /// <summary>A successor was appointed.</summary>
    Appointed,
    /// <summary>The enterprise kept the present commissioner.</summary>
    Kept,
    /// <summary>Who acted was replaced in turn: the further replacement owes the successor.</summary>
    Overtaken,
}

/// <summary>
/// 专员更换: not satisfied, whatever the reason, so the backup acts at once and somebody else takes over. No finding of fault.
/// </summary>
public sealed class Replacement
{
    private readonly List<PromiseClock> _clocks = [];

    private Replacement() { }

    /// <summary>Its key.</summary>
    public Id<Replacement> Id { get; private set; }

    /// <summary>Whose commissioner is replaced.</summary>
    public Id<Enterprise> EnterpriseId { get; private set; }

    /// <summary>What began it. Supervision's alone.</summary>
    public ReplacementTrigger Trigger { get; private set; }

    /// <summary>The rating that began it, where one did.</summary>
    public Id<Rating>? RatingId { get; private set; }

    /// <summary>Who is replaced.</summary>
    public Id<Person>? OutgoingId { get; private set; }

    /// <summary>Who acts; null for the duty desk.</summary>
    public Id<Person>? ActingId { get; private set; }

    /// <summary>Who is proposed as successor; null when nobody can be.</summary>
    public Id<Person>? ProposedId { get; private set; }

    /// <summary>Who was appointed.</summary>
    public Id<Person>? SuccessorId { get; private set; }

    /// <summary>Where it stands.</summary>
    public ReplacementStatus Status { get; private set; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset BeganAt { get; private set; }

    /// <summary>Until when the enterprise may keep the present commissioner, UTC.</summary>
    public DateTimeOffset KeepUntil { get; private set; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The clock of the successor's appointment.</summary>
    public IReadOnlyList<PromiseClock> Clocks => _clocks;

    /// <summary>Ends the commissioner's assignment and lets the backup act, in one step.</summary>
    /// <param name="enterprise">With its past assignments.</param>
    /// <param name="trigger">What began it.</param>
    /// <param name="rating">The poor rating, where one began it.</param>
    /// <param name="candidates">Commissioners that could follow.</param>
    /// <param name="actingName">The backup's name, for the enterprise to read.</param>
    /// <param name="promises">To promise the successor.</param>
    /// <param name="by">Who pressed.</param>
    /// <param name="now">When.</param>
    /// <param name="ongoing">The replacement that owes a successor already, where there is one; this one overtakes it.</param>
    /// <exception cref="RuleBroken"><see cref="ReplacementRules.NobodyToReplace"/>, <see cref="ReplacementRules.OnlyTheEnterprise"/>.</exception>
    public static Replacement Begin(
        Enterprise enterprise, ReplacementTrigger trigger, Rating? rating, IEnumerable<Candidate> candidates, string? actingName, Promises promises, Actor by, DateTimeOffset now,
        Replacement? ongoing = null)
    {
        Role[] who = [Role.EnterpriseOwner, Role.EnterpriseUser, Role.HotlineSeat, Role.CallbackAgent];
        var role = by.First(who) ?? throw new RuleBroken(ReplacementRules.OnlyTheEnterprise) { Could = who };
        if (enterprise.ActiveId is null)
        {
            throw new RuleBroken(ReplacementRules.NobodyToReplace);
        }

        var replacement = new Replacement
        {
            Id = Id<Replacement>.New(now),
            EnterpriseId = enterprise.Id,
            Trigger = trigger,
            RatingId = rating?.Id,
            OutgoingId = enterprise.ActiveId,
            ActingId = enterprise.BackupId,
            BeganAt = now,
            KeepUntil = promises.Calendar.Add(now, PromisePolicy.Keep).At,
        };
        replacement.ProposedId = Propose(enterprise, candidates);
        replacement._clocks.Add(PromiseClock.Start(promises.Make(PromiseKind.Successor, Cases.Urgency.Ordinary, now), replacement.Id, by));
        ongoing?.Overtake(by, now);
        enterprise.LetBackupAct(replacement, actingName, by, role, now);
        return replacement;
    }

    /// <summary>Who is proposed: the best of <see cref="Eligible"/>; null when nobody can follow.</summary>
    public static Id<Person>? Propose(Enterprise enterprise, IEnumerable<Candidate> candidates, Id<Person>? outgoing = null) => Eligible(enterprise, candidates, outgoing).FirstOrDefault()?.PersonId;

    /// <summary>Who can follow, best first: never one who served before, with room; same industry, then same sub-park, then least load (product.md §6).</summary>
    public static IEnumerable<Candidate> Eligible(Enterprise enterprise, IEnumerable<Candidate> candidates, Id<Person>? outgoing = null) => candidates
        .Where(c => c.Load < c.LoadLimit && c.PersonId != enterprise.BackupId && c.PersonId != outgoing && !enterprise.WasServedBy(c.PersonId))
        .OrderByDescending(c => c.Industry == enterprise.Industry)
        .ThenByDescending(c => c.ParkId == enterprise.ParkId)
        .ThenBy(c => c.Load)
        .ThenBy(c => c.PersonId);

    /// <summary>Appoints the successor: by the service office, or by the clock. The one who acted steps back to backup.</summary>
    /// <exception cref="RuleBroken">It has ended; the person served before or has no room; somebody else than the office appoints.</exception>
    public void Appoint(Enterprise enterprise, Person successor, Candidate? candidate, Actor by, DateTimeOffset now)
    {
        Role[] who = [Role.TriageDesk, Role.System];
        var role = by.First(who) ?? throw new RuleBroken(ReplacementRules.OnlyTheOffice) { Could = [Role.TriageDesk] };
        DemandActing();
        // The assignments do not show who was replaced in the very instant in which it began.
        if (enterprise.WasServedBy(successor.Id) || successor.Id == OutgoingId)
        {
            throw new RuleBroken(ReplacementRules.ServedBefore) { Field = "personId" };
        }

        if (candidate is null || candidate.Load >= candidate.LoadLimit || successor.Id == ActingId)
        {
            throw new RuleBroken(ReplacementRules.NotACandidate) { Field = "personId" };
        }

        (SuccessorId, Status, EndedAt) = (successor.Id, ReplacementStatus.Appointed, now);
        End(by, now, byTheClock: role == Role.System);
        enterprise.Appoint(this, successor, by, role, now);
    }

    /// <summary>The enterprise, and nobody else, keeps the present commissioner.</summary>
    /// <exception cref="RuleBroken">It has ended; one working day is over; somebody else than the enterprise asks.</exception>
    public void Keep(Enterprise enterprise, Actor by, DateTimeOffset now)
    {
        Role[] who = [Role.EnterpriseOwner, Role.EnterpriseUser];
        var role = by.First(who) ?? throw new RuleBroken(ReplacementRules.OnlyTheEnterprise) { Could = who };
        // A successor who was appointed meanwhile makes room again; one who has been replaced in turn does not come into it.
        if (Status != ReplacementStatus.Acting && (Status != ReplacementStatus.Appointed || enterprise.ActiveId != SuccessorId))
        {
            throw new RuleBroken(ReplacementRules.ReplacementEnded);
        }

        if (now > KeepUntil)
        {
            throw new RuleBroken(ReplacementRules.KeepTooLate);
        }

        (Status, EndedAt) = (ReplacementStatus.Kept, now);
        Cancel(by, now);
        enterprise.Keep(this, by, role, now);
    }

    private void Overtake(Actor by, DateTimeOffset now)
    {
        DemandActing();
        (Status, EndedAt) = (ReplacementStatus.Overtaken, now);
        Cancel(by, now);
    }

    private void Cancel(Actor by, DateTimeOffset now)
    {
        foreach (var clock in _clocks)
        {
            clock.Cancel(by, now);
        }
    }

    private void DemandActing()
    {
        if (Status != ReplacementStatus.Acting)
        {
            throw new RuleBroken(ReplacementRules.ReplacementEnded);
        }
    }

    private void End(Actor by, DateTimeOffset now, bool byTheClock)
    {
        foreach (var clock in _clocks)
        {
            if (byTheClock)
            {
                clock.Lapse(now);
            }
            else
            {
                clock.Stop(by, now);
            }
        }
    }
}
