using Commissioner.Domain.Commissioners;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Satisfaction;

namespace Commissioner.Domain.Enterprises;

/// <summary>An enterprise of the park, with the two posts that serve it.</summary>
public sealed partial class Enterprise : Aggregate
{
    private readonly List<Assignment> _past = [];
    private readonly List<FormerName> _formerNames = [];

    private Enterprise() { }

    public Id<Enterprise> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid TimelineKey => Id.Value;

    /// <summary>The sub-park it is in.</summary>
    public Id<Park> ParkId { get; private set; }

    /// <summary>Its registered name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What it was called before 曾用名, where they were loaded: it is still found by them.</summary>
    public IReadOnlyList<FormerName> FormerNames => _formerNames;

    /// <summary>Unified social credit code 统一社会信用代码, 18 characters.</summary>
    public string CreditCode { get; private set; } = "";

    /// <summary>Its line of business, a code.</summary>
    public string Industry { get; private set; } = "";

    /// <summary>Whom to ask for.</summary>
    public string ContactName { get; private set; } = "";

    /// <summary>By which the contact is reached: <see cref="ContactWays"/>.</summary>
    public string ContactPhone { get; private set; } = "";

    /// <summary>The commissioner, or who acts for it; null when the duty desk does.</summary>
    public Id<Person>? ActiveId { get; private set; }

    /// <summary>Since when <see cref="ActiveId"/> holds the post.</summary>
    public DateTimeOffset ActiveSinceAt { get; private set; }

    /// <summary>Where the assignment before ended.</summary>
    public DateTimeOffset? ActiveFollowsAt { get; private set; }

    /// <summary>Why the post went to <see cref="ActiveId"/>.</summary>
    public AssignmentReason ActiveReason { get; private set; }

    /// <summary>The backup; null when the duty desk is.</summary>
    public Id<Person>? BackupId { get; private set; }

    /// <summary>Since when <see cref="BackupId"/> holds the post.</summary>
    public DateTimeOffset BackupSinceAt { get; private set; }

    /// <summary>Where the assignment before ended.</summary>
    public DateTimeOffset? BackupFollowsAt { get; private set; }

    /// <summary>Why the post went to <see cref="BackupId"/>.</summary>
    public AssignmentReason BackupReason { get; private set; }

    /// <summary>The rating after which it was asked whether it wants another commissioner, and has not answered.</summary>
    public Id<Rating>? OfferedForId { get; private set; }

    /// <summary>Ended assignments to both posts, where they were loaded.</summary>
    public IReadOnlyList<Assignment> Past => _past;

    /// <summary>The post of commissioner.</summary>
    public Post Active => new(ActiveId, ActiveSinceAt, ActiveFollowsAt, ActiveReason);

    public Post Backup => new(BackupId, BackupSinceAt, BackupFollowsAt, BackupReason);

    /// <summary>Takes an enterprise into the directory. Until it is paired the duty desk serves it: a gap that is shown.</summary>
    /// <exception cref="RuleBroken"><see cref="EnterpriseRules.EnterpriseNameMissing"/>.</exception>
    public static Enterprise Register(
        Id<Enterprise> id,
        Id<Park> parkId,
        string name,
        CreditCode creditCode,
        string industry,
        string contactName,
        string contactPhone,
        Actor by,
        DateTimeOffset now
    )
    {
        DemandName(name);
        var enterprise = new Enterprise
        {
            Id = id,
            ParkId = parkId,
            Name = name,
            CreditCode = creditCode.ToString(),
            Industry = industry,
            ContactName = contactName,
            ContactPhone = contactPhone,
            ActiveSinceAt = now,
            BackupSinceAt = now,
        };
        enterprise.Record(by, by.Roles[0], now, new EnterpriseRegistered());
        return enterprise;
    }

    /// <summary>
    /// Corrects what the directory says of it. A name that it no longer bears is kept among its former ones, which must have been loaded.
    /// </summary>
    /// <exception cref="RuleBroken"><see cref="EnterpriseRules.EnterpriseNameMissing"/>, <see
    /// cref="EnterpriseRules.EnterpriseHasEnded"/>.</exception>
    public void Correct(
        Id<Park> parkId,
        string name,
        string industry,
        string contactName,
        string contactPhone,
        Actor by,
        DateTimeOffset now
    )
    {
        DemandHere();
        DemandName(name);
        if ((ParkId, Name, Industry, ContactName, ContactPhone) == (parkId, name, industry, contactName, contactPhone))
        {
            return;
        }

        var before = Name;
        (ParkId, Name, Industry, ContactName, ContactPhone) = (parkId, name, industry, contactName, contactPhone);
        if (before != name)
        {
            Note([before], now);
        }

        Record(by, by.Roles[0], now, new EnterpriseRegistered());
    }

    /// <summary>
    /// Notes what it was called before: what is known already, or is its name, changes nothing. <see cref="FormerNames"/> must have been
    /// loaded.
    /// </summary>
    /// <exception cref="RuleBroken"><see cref="EnterpriseRules.EnterpriseNameMissing"/>.</exception>
    public void WasCalled(IReadOnlyList<string> names, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(names);
        DemandHere();
        foreach (var name in names)
        {
            DemandName(name);
        }

        if (Note(names, now))
        {
            Record(by, by.Roles[0], now, new EnterpriseRegistered());
        }
    }

    /// <summary>Assigns the first commissioner and its backup.</summary>
    /// <exception cref="RuleBroken"><see cref="EnterpriseRules.EnterpriseIsPaired"/>, <see
    /// cref="EnterpriseRules.CommissionerIsNotItsOwnBackup"/>.</exception>
    public void Pair(Person commissioner, Person? backup, Actor by, DateTimeOffset now)
    {
        DemandHere();
        // A post left to the duty desk by a replacement is not free to pair: a successor is owed, by the rules of replacements.
        if (ActiveId is not null || AwayId is not null || ActiveReason == AssignmentReason.Acting)
        {
            throw new RuleBroken(EnterpriseRules.EnterpriseIsPaired);
        }

        if (commissioner.Id == backup?.Id)
        {
            throw new RuleBroken(EnterpriseRules.CommissionerIsNotItsOwnBackup);
        }

        Assign(commissioner.Id, AssignmentReason.Paired, backup?.Id, AssignmentReason.Paired, now);
        Record(by, by.Roles[0], now, new CommissionerPaired(commissioner.Id, commissioner.Name, backup?.Id));
    }

    /// <summary>Whether this person is, or ever was, commissioner of this enterprise. <see cref="Past"/> must have been loaded.</summary>
    public bool WasServedBy(Id<Person> person) => ActiveId == person || _past.Any(a => a.Duty == Duty.Active && a.PersonId == person);

    /// <summary>Notes that who deals with one of its cases had the contact shown, and what for.</summary>
    /// <exception cref="RuleBroken"><see cref="EnterpriseRules.RevealPurposeMissing"/>.</exception>
    public void ContactRevealed(Actor by, RevealPurpose? purpose, DateTimeOffset now)
    {
        if (purpose is not { } known || !Enum.IsDefined(known))
        {
            throw new RuleBroken(EnterpriseRules.RevealPurposeMissing) { Field = "purpose" };
        }

        Record(by, by.First([Role.Commissioner, Role.TriageDesk]) ?? by.Roles[0], now, new ContactRevealed(known));
    }

    /// <summary>Asked whether it wants another commissioner, it says no; yes is the replacement itself.</summary>
    /// <exception cref="RuleBroken"><see cref="ReplacementRules.NothingWasAsked"/>, <see
    /// cref="ReplacementRules.OnlyTheEnterprise"/>.</exception>
    public void Decline(Actor by, DateTimeOffset now)
    {
        Role[] who = [Role.EnterpriseOwner, Role.EnterpriseUser, Role.HotlineSeat, Role.CallbackAgent];
        var role = by.First(who) ?? throw new RuleBroken(ReplacementRules.OnlyTheEnterprise) { Could = who };
        by.DemandCaller(role);
        if (OfferedForId is not { } rating)
        {
            throw new RuleBroken(ReplacementRules.NothingWasAsked);
        }

        OfferedForId = null;
        Record(by, role, now, new ReplacementDeclined(rating));
    }

    /// <inheritdoc/>
    protected override DomainEvent Heard(Spoken said) => new CallerSpokeAside(said.Words!.Trim(), said.Recording!.Trim());

    internal void Offer(Rating rating, Actor by, Role @as, DateTimeOffset now)
    {
        if (OfferedForId is null)
        {
            OfferedForId = rating.Id;
            Record(by, @as, now, new ReplacementOffered(rating.Id));
        }
    }

    internal void Tell(DomainEvent what, Actor by, Role @as, DateTimeOffset now) => Record(by, @as, now, what);

    internal void LetBackupAct(Replacement replacement, string? actingName, Actor by, Role @as, DateTimeOffset now)
    {
        // Where whoever is replaced is away, who acts for it goes on acting, and the backup stays.
        var stays = replacement.OutgoingId != ActiveId;
        OfferedForId = null;
        DoesNotReturn();
        Assign(replacement.ActingId, AssignmentReason.Acting, stays ? BackupId : null, AssignmentReason.Acting, now);
        ActiveReason = AssignmentReason.Acting;
        Record(by, @as, now, new CommissionerReplaced(replacement.Id, replacement.OutgoingId, ActiveId, actingName));
    }

    internal void Appoint(Replacement replacement, Person successor, Actor by, Role @as, DateTimeOffset now)
    {
        DoesNotReturn();
        Assign(successor.Id, AssignmentReason.Successor, replacement.ActingId, AssignmentReason.SteppedBack, now);
        Record(by, @as, now, new SuccessorAppointed(replacement.Id, successor.Id, successor.Name, by == Actor.System));
    }

    internal void Succeed(Replacement replacement, Person successor, Person? backup, Actor by, Role @as, DateTimeOffset now)
    {
        OfferedForId = null;
        DoesNotReturn();
        Assign(successor.Id, AssignmentReason.Successor, backup?.Id, AssignmentReason.Paired, now);
        Record(by, @as, now, new SuccessorAppointed(replacement.Id, successor.Id, successor.Name, false));
    }

    internal void StandBy(Person? backup, Actor by, Role @as, DateTimeOffset now)
    {
        Assign(ActiveId, ActiveReason, backup?.Id, AssignmentReason.Paired, now);
        Record(by, @as, now, new BackupChanged(backup?.Id));
    }

    internal void Keep(Replacement replacement, Actor by, Role @as, DateTimeOffset now)
    {
        DoesNotReturn();
        Assign(replacement.OutgoingId, AssignmentReason.Kept, replacement.ActingId, AssignmentReason.SteppedBack, now);
        Record(by, @as, now, new CommissionerKept(replacement.Id, replacement.OutgoingId!.Value));
    }

    internal void Rated(Rating rating, Actor by, Role @as, DateTimeOffset now) =>
        Record(by, @as, now, new CaseRated(rating.Id, rating.CaseId, rating.IsPoor));

    internal void ChangedRating(Rating rating, Actor by, Role @as, DateTimeOffset now) =>
        Record(by, @as, now, new RatingChanged(rating.Id, rating.CaseId, rating.IsPoor, rating.Raised));

    internal void RaiseWasFree(Rating rating, Actor by, DateTimeOffset now) =>
        Record(by, by.First([Role.CallbackAgent]) ?? by.Roles[0], now, new RatingRaiseWasFree(rating.Id, rating.CaseId));

    private bool Note(IEnumerable<string> names, DateTimeOffset now)
    {
        // One name in other letters, or wider ones, is the same to who asks for it, and to an engine's key.
        static string Same(string name) => FullWidth.Narrow(name).ToUpperInvariant();
        var known = _formerNames.Select(f => Same(f.Name)).Append(Same(Name)).ToHashSet();
        List<string> unknown = [.. names.Where(n => known.Add(Same(n)))];
        _formerNames.AddRange(unknown.Select(n => new FormerName(Id, n, now)));
        return unknown.Count > 0;
    }

    private static void DemandName(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Characters() > 120)
        {
            throw new RuleBroken(EnterpriseRules.EnterpriseNameMissing) { Field = "name" };
        }
    }

    // An assignment that began at this very instant would end with no length, so no row is written for it: the new holder takes its place.
    private void Assign(
        Id<Person>? active,
        AssignmentReason activeReason,
        Id<Person>? backup,
        AssignmentReason backupReason,
        DateTimeOffset now
    )
    {
        if (active != ActiveId)
        {
            if (ActiveSinceAt < now)
            {
                _past.Add(Assignment.Ended(this, Duty.Active, Active, now));
                (ActiveSinceAt, ActiveFollowsAt) = (now, now);
            }

            (ActiveId, ActiveReason) = (active, activeReason);
        }

        if (backup != BackupId)
        {
            if (BackupSinceAt < now)
            {
                _past.Add(Assignment.Ended(this, Duty.Backup, Backup, now));
                (BackupSinceAt, BackupFollowsAt) = (now, now);
            }

            (BackupId, BackupReason) = (backup, backupReason);
        }
    }
}
