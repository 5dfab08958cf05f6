using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;

namespace Commissioner.Domain.Replacements;

/// <summary>
/// 专员更换: not satisfied, whatever the reason, so the backup acts at once and somebody else takes over. No finding of fault.
/// </summary>
public sealed partial class Replacement
{
    /// <summary>From this number of replacements in twelve months on the Leader is told, to visit and help.</summary>
    public const int Often = 3;

    private static readonly Role[] Enterprises = [Role.EnterpriseOwner, Role.EnterpriseUser];
    private static readonly Role[] OnThePhone = [Role.HotlineSeat, Role.CallbackAgent];

    private readonly List<ClockOf<Replacement>> _clocks = [];

    private Replacement() { }

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

    public ReplacementStatus Status { get; private set; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset BeganAt { get; private set; }

    /// <summary>Until when the enterprise may keep the present commissioner, UTC.</summary>
    public DateTimeOffset KeepUntil { get; private set; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The clocks of the successor's appointment and of its first contact.</summary>
    public IReadOnlyList<ClockOf<Replacement>> Clocks => _clocks;

    /// <summary>
    /// The enterprise wants another commissioner, by the button or on the phone. While a successor is owed already, nothing changes and
    /// that replacement answers.
    /// </summary>
    /// <exception cref="RuleBroken"><see cref="ReplacementRules.NobodyToReplace"/>, <see
    /// cref="ReplacementRules.OnlyTheEnterprise"/>.</exception>
    public static Replacement Press(Enterprise enterprise, Bench bench, Promises promises, Actor by, DateTimeOffset now)
    {
        var trigger =
            enterprise.OfferedForId is not null ? ReplacementTrigger.Asked
            : by.Is(Enterprises) ? ReplacementTrigger.Button
            : ReplacementTrigger.Phone;
        by.DemandCaller(Demand(trigger, by));
        return bench.Unfinished is { Status: ReplacementStatus.Acting } ongoing
            ? ongoing
            : Begin(enterprise, trigger, enterprise.OfferedForId, bench, promises, by, now);
    }

    /// <summary>A routine rotation by the service office: the same steps and the same words as any replacement.</summary>
    /// <exception cref="RuleBroken"><see cref="ReplacementRules.OnlyTheOffice"/>, <see cref="ReplacementRules.NobodyToReplace"/>, <see
    /// cref="ReplacementRules.SuccessorIsOwed"/>.</exception>
    public static Replacement Rotate(Enterprise enterprise, Bench bench, Promises promises, Actor by, DateTimeOffset now)
    {
        Demand(ReplacementTrigger.Rotation, by);
        return bench.Unfinished is { Status: ReplacementStatus.Acting }
            ? throw new RuleBroken(ReplacementRules.SuccessorIsOwed)
            : Begin(enterprise, ReplacementTrigger.Rotation, null, bench, promises, by, now);
    }

    /// <summary>
    /// What follows from a rating: a poor one replaces whom it hits, who acts like any other; where only the result was poor and the park
    /// asks first, the enterprise is asked. Somebody who has followed since is not replaced for it.
    /// </summary>
    /// <returns>The replacement that it begins; null where it begins none.</returns>
    public static Replacement? After(
        Rating rating,
        Enterprise enterprise,
        PoorResultPolicy policy,
        Bench bench,
        Promises promises,
        Actor by,
        DateTimeOffset now
    )
    {
        if (rating.ServedById is not { } served || (served != enterprise.ActiveId && served != enterprise.AwayId))
        {
            return null;
        }

        if (policy == PoorResultPolicy.AskFirst && PoorResult.Alone(rating))
        {
            // While a successor is owed, another commissioner comes anyway: there is nothing to ask.
            if (bench.Unfinished is not { Status: ReplacementStatus.Acting })
            {
                enterprise.Offer(rating, by, Demand(ReplacementTrigger.Rating, by), now);
            }

            return null;
        }

        return rating.IsPoor ? Begin(enterprise, ReplacementTrigger.Rating, rating.Id, bench, promises, by, now, served) : null;
    }

    /// <summary>Ends the commissioner's assignment and lets the backup act, in one step.</summary>
    /// <param name="enterprise">With its past assignments.</param>
    /// <param name="trigger">What began it.</param>
    /// <param name="rating">The rating behind it, where there is one.</param>
    /// <param name="bench">Who there is; what is unfinished is overtaken.</param>
    /// <param name="promises">To promise the successor.</param>
    /// <param name="by">Who pressed.</param>
    /// <param name="now">When.</param>
    /// <param name="ratedId">Whom the rating is of, where there is one.</param>
    /// <exception cref="RuleBroken"><see cref="ReplacementRules.NobodyToReplace"/>, <see cref="ReplacementRules.OnlyTheEnterprise"/>, <see
    /// cref="ReplacementRules.OnlyTheOffice"/>.</exception>
    public static Replacement Begin(
        Enterprise enterprise,
        ReplacementTrigger trigger,
        Id<Rating>? rating,
        Bench bench,
        Promises promises,
        Actor by,
        DateTimeOffset now,
        Id<Person>? ratedId = null
    )
    {
        var role = Demand(trigger, by);
        // A rating hits whom it is of, also while that one is on leave: it does not come back, and who acts for it goes on acting. So it is
        // where the duty desk acts for it.
        var away = enterprise.AwayId is not null && (enterprise.ActiveId is null || ratedId == enterprise.AwayId);
        if ((away ? enterprise.AwayId : enterprise.ActiveId) is not { } outgoing)
        {
            throw new RuleBroken(ReplacementRules.NobodyToReplace);
        }

        var acts =
            away ? enterprise.ActiveId
            : bench.Candidates.FirstOrDefault(c => c.PersonId == enterprise.BackupId) is { Tied: true } or { Away: true } ? null
            : enterprise.BackupId;
        var replacement = new Replacement
        {
            Id = Id<Replacement>.New(now),
            EnterpriseId = enterprise.Id,
            Trigger = trigger,
            RatingId = rating,
            OutgoingId = outgoing,
            ActingId = acts,
            BeganAt = now,
            KeepUntil = promises.Calendar.Add(now, PromisePolicy.Keep).At,
        };
        replacement.ProposedId = Propose(enterprise, bench.Candidates, outgoing);
        replacement._clocks.Add(PromiseClock.Start(promises.Make(PromiseKind.Successor, Urgency.Ordinary, now), replacement.Id, by));
        bench.Unfinished?.Overtake(by, now);
        enterprise.LetBackupAct(
            replacement,
            acts is null ? null
                : away ? bench.ActiveName
                : bench.BackupName,
            by,
            role,
            now
        );
        if (trigger != ReplacementTrigger.Rotation && bench.InTwelveMonths + 1 >= Often)
        {
            enterprise.Tell(new ReplacedOften(replacement.Id, bench.InTwelveMonths + 1), by, role, now);
        }

        return replacement;
    }

    /// <summary>Who is proposed: the best of <see cref="Eligible"/>; null when nobody can follow.</summary>
    public static Id<Person>? Propose(Enterprise enterprise, IEnumerable<Candidate> candidates, Id<Person>? outgoing = null) =>
        Eligible(enterprise, candidates, outgoing).FirstOrDefault()?.PersonId;

    /// <summary>
    /// Who can follow, best first: never one who served before, no declared tie, with room; same industry, then same sub-park, then least
    /// load (docs/trade.md, Replacement).
    /// </summary>
    public static IEnumerable<Candidate> Eligible(Enterprise enterprise, IEnumerable<Candidate> candidates, Id<Person>? outgoing = null) =>
        candidates
            .Where(c => Hinders(enterprise, c, outgoing) is null)
            .OrderByDescending(c => c.Industry == enterprise.Industry)
            .ThenByDescending(c => c.ParkId == enterprise.ParkId)
            .ThenBy(c => c.Load)
            .ThenBy(c => c.PersonId);

    /// <summary>Why somebody can't follow; null when it can.</summary>
    public static Obstacle? Hinders(Enterprise enterprise, Candidate candidate, Id<Person>? outgoing = null) =>
        candidate.PersonId == outgoing || enterprise.WasServedBy(candidate.PersonId) ? Obstacle.ServedBefore
        : candidate.Tied ? Obstacle.Tied
        : candidate.PersonId == enterprise.BackupId ? Obstacle.StandsBy
        : candidate.Away ? Obstacle.Away
        : candidate.Load >= candidate.LoadLimit ? Obstacle.Full
        : null;

    /// <summary>
    /// Appoints the successor: by the service office, or by the clock. The one who acted steps back to backup; the successor owes a first
    /// contact.
    /// </summary>
    /// <exception cref="RuleBroken">It has ended; the person served before, is tied or has no room; somebody else than the office
    /// appoints.</exception>
    public void Appoint(Enterprise enterprise, Person successor, Candidate? candidate, Promises promises, Actor by, DateTimeOffset now)
    {
        Role[] who = [Role.TriageDesk, Role.System];
        var role = by.First(who) ?? throw new RuleBroken(ReplacementRules.OnlyTheOffice) { Could = [Role.TriageDesk] };
        DemandActing();
        // An assignment that began and ended at one instant leaves no row, so WasServedBy does not know of it; OutgoingId
        // does.
        if (enterprise.WasServedBy(successor.Id) || successor.Id == OutgoingId)
        {
            throw new RuleBroken(ReplacementRules.ServedBefore) { Field = "personId" };
        }

        if (candidate?.Tied == true)
        {
            throw new RuleBroken(ReplacementRules.TiedToTheEnterprise) { Field = "personId" };
        }

        if (candidate is null || candidate.Load >= candidate.LoadLimit || successor.Id == ActingId)
        {
            throw new RuleBroken(ReplacementRules.NotACandidate) { Field = "personId" };
        }

        (SuccessorId, Status, EndedAt) = (successor.Id, ReplacementStatus.Appointed, now);
        End(by, now, byTheClock: role == Role.System);
        _clocks.Add(PromiseClock.Start(promises.Make(PromiseKind.SuccessorContact, Urgency.Ordinary, now), Id, by));
        enterprise.Appoint(this, successor, by, role, now);
    }

    /// <summary>The time is over and nobody can follow: who acts goes on acting, and the service office hears of it.</summary>
    public void FindNobody(Enterprise enterprise, DateTimeOffset now)
    {
        DemandActing();
        enterprise.Tell(new NobodyCanFollow(Id), Actor.System, Role.System, now);
    }

    /// <summary>The enterprise, itself or on the phone, and nobody else, keeps the present commissioner.</summary>
    /// <exception cref="RuleBroken">It has ended; one working day is over; somebody else than the enterprise asks.</exception>
    public void Keep(Enterprise enterprise, Actor by, DateTimeOffset now)
    {
        Role[] who = [.. Enterprises, Role.HotlineSeat];
        var role = by.First(who) ?? throw new RuleBroken(ReplacementRules.OnlyTheEnterprise) { Could = who };
        by.DemandCaller(role);
        // The enterprise may keep its commissioner even after a successor was appointed, who then makes room again; but not once that
        // successor has been replaced in turn.
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

    private static Role Demand(ReplacementTrigger trigger, Actor by)
    {
        Role[] who = trigger switch
        {
            ReplacementTrigger.Rotation => [Role.TriageDesk],
            ReplacementTrigger.Button => Enterprises,
            ReplacementTrigger.Phone => OnThePhone,
            _ => [.. Enterprises, .. OnThePhone],
        };
        return by.First(who)
            ?? throw (
                trigger == ReplacementTrigger.Rotation
                    ? new RuleBroken(ReplacementRules.OnlyTheOffice) { Could = who }
                    : new RuleBroken(ReplacementRules.OnlyTheEnterprise) { Could = [.. Enterprises, .. OnThePhone] }
            );
    }

    // A replacement that has appointed has ended and stays so: only the successor's contact is no longer owed. One that still acts is
    // overtaken.
    private void Overtake(Actor by, DateTimeOffset now)
    {
        if (Status != ReplacementStatus.Appointed)
        {
            DemandActing();
            (Status, EndedAt) = (ReplacementStatus.Overtaken, now);
        }

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
