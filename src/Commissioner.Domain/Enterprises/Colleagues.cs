using Commissioner.Domain.People;

namespace Commissioner.Domain.Enterprises;

/// <summary>Who belongs to an enterprise: its owner invites, lets go and hands the ownership over.</summary>
public static class Colleagues
{
    /// <summary>The owner invites somebody; what is open to that number already is closed, since its link may be lost.</summary>
    /// <param name="enterprise">Which.</param>
    /// <param name="name">Whom the owner means.</param>
    /// <param name="phone">The number that the link goes to.</param>
    /// <param name="tokenHash">What is kept of the link.</param>
    /// <param name="open">What is open of this enterprise.</param>
    /// <param name="owner">Who invites, as it is now.</param>
    /// <param name="at">Now, UTC.</param>
    /// <exception cref="RuleBroken">One of <see cref="ColleagueRules"/>, <see cref="PhoneNumberRules.PhoneTakesNoTexts"/>.</exception>
    public static Invitation Invite(
        this Enterprise enterprise,
        string? name,
        PhoneNumber phone,
        string tokenHash,
        IEnumerable<Invitation> open,
        Person owner,
        DateTimeOffset at
    )
    {
        DemandOwner(enterprise, owner);
        var its = name?.Trim() ?? "";
        Demand(its.Length > 0 && its.Characters() <= RoleChange.LongestName, ColleagueRules.ColleagueNameMissing, "name");
        Demand(phone.TakesTexts, PhoneNumberRules.PhoneTakesNoTexts, "phone");
        var others = open.Where(i => i.IsOpen(at)).ToList();
        foreach (var same in others.Where(i => i.Phone == phone.ToString()))
        {
            same.Close(at);
        }

        Demand(others.Count(i => i.IsOpen(at)) < Invitation.MostOpen, ColleagueRules.TooManyInvitations);
        var invitation = Invitation.To(enterprise, its, phone, tokenHash, owner, at);
        enterprise.Tell(new ColleagueInvited(invitation.Id), owner.Acting(), Role.EnterpriseOwner, at);
        return invitation;
    }

    /// <summary>The owner takes an invitation back.</summary>
    /// <exception cref="RuleBroken"><see cref="ColleagueRules.InvitationIsClosed"/>, <see cref="ColleagueRules.OnlyTheOwner"/>.</exception>
    public static void Revoke(this Enterprise enterprise, Invitation invitation, Person owner, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(invitation);
        DemandOwner(enterprise, owner);
        Demand(invitation.EnterpriseId == enterprise.Id && invitation.IsOpen(at), ColleagueRules.InvitationIsClosed);
        invitation.Close(at);
        enterprise.Tell(new InvitationRevoked(invitation.Id), owner.Acting(), Role.EnterpriseOwner, at);
    }

    /// <summary>Whoever holds the number takes the invitation, and belongs to the enterprise.</summary>
    /// <exception cref="RuleBroken"><see cref="ColleagueRules.InvitationIsClosed"/>.</exception>
    public static Person Join(this Enterprise enterprise, Invitation invitation, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(enterprise);
        ArgumentNullException.ThrowIfNull(invitation);
        Demand(invitation.EnterpriseId == enterprise.Id && invitation.IsOpen(at), ColleagueRules.InvitationIsClosed);
        var person = Person.Register(Id<Person>.New(at), invitation.Name, [Role.EnterpriseUser], enterprise.Id);
        invitation.Take(person, at);
        enterprise.Tell(new ColleagueJoined(person.Id), person.Acting(), Role.EnterpriseUser, at);
        return person;
    }

    /// <summary>The office says who speaks for an enterprise first; whoever comes later its owner invites.</summary>
    /// <param name="enterprise">Which.</param>
    /// <param name="name">Who.</param>
    /// <param name="phone">The number by which it signs in.</param>
    /// <param name="hasOwner">Whether the enterprise has an owner.</param>
    /// <param name="by">Of the office.</param>
    /// <param name="at">Now, UTC.</param>
    /// <exception cref="RuleBroken"><see cref="ColleagueRules.ColleagueNameMissing"/>, <see
    /// cref="PhoneNumberRules.PhoneTakesNoTexts"/>, <see cref="ColleagueRules.EnterpriseHasAnOwner"/>.</exception>
    public static Person NameOwner(this Enterprise enterprise, string? name, PhoneNumber phone, bool hasOwner, Actor by, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(enterprise);
        ArgumentNullException.ThrowIfNull(by);
        enterprise.DemandHere();
        var its = name?.Trim() ?? "";
        Demand(its.Length > 0 && its.Characters() <= RoleChange.LongestName, ColleagueRules.ColleagueNameMissing, "name");
        Demand(phone.TakesTexts, PhoneNumberRules.PhoneTakesNoTexts, "phone");
        Demand(!hasOwner, ColleagueRules.EnterpriseHasAnOwner);
        var person = Person.Register(Id<Person>.New(at), its, [Role.EnterpriseOwner], enterprise.Id);
        enterprise.Tell(new OwnerNamed(person.Id), by, Role.TriageDesk, at);
        return person;
    }

    /// <summary>The owner lets somebody go: it can't sign in for the enterprise any more, and its name stays where it acted.</summary>
    /// <exception cref="RuleBroken"><see cref="ColleagueRules.OnlyTheOwner"/>, <see cref="ColleagueRules.OwnerHandsOverFirst"/>.</exception>
    public static void LetGo(this Enterprise enterprise, Person person, Person owner, DateTimeOffset at)
    {
        DemandOwner(enterprise, owner);
        DemandColleague(enterprise, person);
        Demand(!person.Roles.Contains(Role.EnterpriseOwner), ColleagueRules.OwnerHandsOverFirst);
        person.Hold([], null, at);
        enterprise.Tell(new ColleagueLetGo(person.Id), owner.Acting(), Role.EnterpriseOwner, at);
    }

    /// <summary>The owner makes another person of the enterprise its owner, and is a contact like others from then on.</summary>
    /// <exception cref="RuleBroken"><see cref="ColleagueRules.OnlyTheOwner"/>, <see cref="ColleagueRules.IsOwnerAlready"/>.</exception>
    public static void HandOver(this Enterprise enterprise, Person to, Person owner, DateTimeOffset at)
    {
        DemandOwner(enterprise, owner);
        DemandColleague(enterprise, to);
        Demand(!to.Roles.Contains(Role.EnterpriseOwner), ColleagueRules.IsOwnerAlready);
        to.Hold([Role.EnterpriseOwner], null, at);
        owner.Hold([Role.EnterpriseUser], null, at);
        enterprise.Tell(new OwnershipHandedOver(to.Id), owner.Acting(), Role.EnterpriseOwner, at);
    }

    /// <summary>
    /// Whoever belonged to an enterprise that merged belongs to the other one: the other's owner stays its owner, and where it has none the
    /// one that comes is.
    /// </summary>
    /// <param name="successor">Which it merged into.</param>
    /// <param name="people">Who come.</param>
    /// <param name="hasOwner">The successor has an owner.</param>
    public static void Receive(this Enterprise successor, IEnumerable<Person> people, bool hasOwner)
    {
        ArgumentNullException.ThrowIfNull(successor);
        ArgumentNullException.ThrowIfNull(people);
        foreach (var person in people)
        {
            var owns = !hasOwner && person.Roles.Contains(Role.EnterpriseOwner);
            hasOwner |= owns;
            person.GoWith(successor, owns ? Role.EnterpriseOwner : Role.EnterpriseUser);
        }
    }

    /// <summary>Somebody's enterprise is not here any more: it signs in for it no more, and its name stays where it acted.</summary>
    /// <exception cref="InvalidOperationException">The enterprise is here: its owner lets people go.</exception>
    public static void Release(this Enterprise enterprise, Person person, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(enterprise);
        ArgumentNullException.ThrowIfNull(person);
        if (enterprise.EndedAt is null)
        {
            throw new InvalidOperationException("The enterprise is here: its owner lets people go.");
        }

        person.Hold([], null, at);
    }

    private static void DemandOwner(Enterprise enterprise, Person owner)
    {
        ArgumentNullException.ThrowIfNull(enterprise);
        ArgumentNullException.ThrowIfNull(owner);
        if (owner.EnterpriseId != enterprise.Id || !owner.Roles.Contains(Role.EnterpriseOwner))
        {
            throw new RuleBroken(ColleagueRules.OnlyTheOwner) { Could = [Role.EnterpriseOwner] };
        }
    }

    private static void DemandColleague(Enterprise enterprise, Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (person.EnterpriseId != enterprise.Id || person.LeftAt is not null)
        {
            throw new NotFound();
        }
    }

    private static void Demand(bool holds, Rule rule, string? field = null)
    {
        if (!holds)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }
}

/// <summary>What is refused about who belongs to an enterprise.</summary>
public static class ColleagueRules
{
    public static readonly Rule OnlyTheOwner = new("OnlyTheOwner", "Who belongs to an enterprise is its owner's to say.", RuleKind.Role);

    public static readonly Rule ColleagueNameMissing = new("ColleagueNameMissing", "Whoever is invited has a name of 1 to 60 characters.");

    public static readonly Rule TooManyInvitations = new(
        "TooManyInvitations",
        "Twenty invitations of this enterprise are open: one is taken or revoked first.",
        RuleKind.Conflict
    );

    public static readonly Rule InvitedTooOften = new(
        "InvitedTooOften",
        "Five invitations went to this number within a day: the next goes tomorrow.",
        RuleKind.Conflict
    );

    public static readonly Rule IsColleague = new("IsColleague", "Somebody of this enterprise has this number.", RuleKind.Conflict);

    public static readonly Rule InvitationIsClosed = new(
        "InvitationIsClosed",
        "This invitation was taken, revoked or has expired.",
        RuleKind.Conflict
    );

    /// <summary>Nothing is sent: no carrier takes text messages, or nobody said under which address we are reached.</summary>
    public static readonly Rule NoWayToInvite = new(
        "NoWayToInvite",
        "No text messages leave here, or no address leads here: the park's office is asked.",
        RuleKind.Conflict
    );

    public static readonly Rule OwnerHandsOverFirst = new(
        "OwnerHandsOverFirst",
        "An owner hands the ownership over before it goes.",
        RuleKind.Conflict
    );

    public static readonly Rule EnterpriseHasAnOwner = new(
        "EnterpriseHasAnOwner",
        "The enterprise has an owner, who invites others and hands the ownership over.",
        RuleKind.Conflict
    );

    public static readonly Rule IsOwnerAlready = new("IsOwnerAlready", "This person is an owner already.", RuleKind.Conflict);
}
