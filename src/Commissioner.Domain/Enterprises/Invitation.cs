using Commissioner.Domain.People;

namespace Commissioner.Domain.Enterprises;

/// <summary>
/// That somebody is to become a person of an enterprise. It goes to a number by a link that is good once; whoever holds that number takes it.
/// </summary>
public sealed class Invitation
{
    /// <summary>So many of one enterprise are open at the most.</summary>
    public const int MostOpen = 20;

    /// <summary>So many go to one number in a day, from whatever enterprise.</summary>
    public const int ADayForANumber = 5;

    /// <summary>For so long it is good.</summary>
    public static readonly TimeSpan Good = TimeSpan.FromHours(72);

    private Invitation() { }

    public Id<Invitation> Id { get; private set; }

    public Id<Enterprise> EnterpriseId { get; private set; }

    /// <summary>Whom the owner means.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The number that it goes to, as it is stored.</summary>
    public string Phone { get; private set; } = "";

    /// <summary>SHA-256 of the link's token, hexadecimal: of 256 random bits nothing is guessed.</summary>
    public string TokenHash { get; private set; } = "";

    public Id<Person> InvitedById { get; private set; }

    public DateTimeOffset InvitedAt { get; private set; }

    public DateTimeOffset GoodUntil { get; private set; }

    /// <summary>When it was taken, or nobody could take it any more; null while somebody can.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Who took it; null while nobody has.</summary>
    public Id<Person>? AcceptedById { get; private set; }

    /// <summary>Whether it can be taken at an instant.</summary>
    public bool IsOpen(DateTimeOffset at) => ClosedAt is null && at < GoodUntil;

    internal static Invitation To(
        Enterprise enterprise,
        string name,
        PhoneNumber phone,
        string tokenHash,
        Person owner,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = Id<Invitation>.New(at),
            EnterpriseId = enterprise.Id,
            Name = name,
            Phone = phone.ToString(),
            TokenHash = tokenHash,
            InvitedById = owner.Id,
            InvitedAt = at,
            GoodUntil = at + Good,
        };

    /// <summary>Its enterprise is not here any more: nobody takes it.</summary>
    public void LapseAt(DateTimeOffset at) => Close(at);

    internal void Close(DateTimeOffset at) => ClosedAt = at;

    internal void Take(Person person, DateTimeOffset at) => (AcceptedById, ClosedAt) = (person.Id, at);
}
