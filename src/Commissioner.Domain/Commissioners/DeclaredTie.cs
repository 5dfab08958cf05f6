using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Commissioners;

/// <summary>What ties a commissioner to an enterprise.</summary>
public enum TieKind
{
    /// <summary>A relative works there 亲属任职.</summary>
    Family,

    /// <summary>Shares or other interests 持股或投资.</summary>
    Interest,

    /// <summary>Worked there itself 曾经任职.</summary>
    FormerPost,

    /// <summary>Something else 其他.</summary>
    Other,
}

/// <summary>A declared tie between a commissioner and an enterprise 利害关系: as long as it stands, the one does not serve the other.</summary>
public sealed class DeclaredTie
{
    private DeclaredTie() { }

    public Id<DeclaredTie> Id { get; private set; }

    /// <summary>The commissioner.</summary>
    public Id<Person> PersonId { get; private set; }

    public Id<Enterprise> EnterpriseId { get; private set; }

    /// <summary>What it is.</summary>
    public TieKind Kind { get; private set; }

    public Id<Person> DeclaredById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset DeclaredAt { get; private set; }

    /// <summary>Since when it is none any more, UTC; null while it stands.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Declares one: the service office anybody's, a commissioner its own.</summary>
    /// <exception cref="RuleBroken"><see cref="TieRules.OnlyOnesOwnTie"/>, <see cref="TieRules.TieKindUnknown"/>.</exception>
    public static DeclaredTie Declare(Enterprise enterprise, Id<Person> person, TieKind kind, Actor by, DateTimeOffset now)
    {
        var role =
            by.First([Role.TriageDesk])
            ?? (by.Id == person ? by.First([Role.Commissioner]) : null)
            ?? throw new RuleBroken(TieRules.OnlyOnesOwnTie) { Could = [Role.TriageDesk] };
        if (!Enum.IsDefined(kind))
        {
            throw new RuleBroken(TieRules.TieKindUnknown) { Field = "kind" };
        }

        enterprise.Tell(new TieDeclared(person, kind, person == enterprise.ActiveId || person == enterprise.BackupId), by, role, now);
        return new()
        {
            Id = Id<DeclaredTie>.New(now),
            PersonId = person,
            EnterpriseId = enterprise.Id,
            Kind = kind,
            DeclaredById = by.Id,
            DeclaredAt = now,
        };
    }

    /// <summary>The service office finds that there is none any more.</summary>
    /// <exception cref="RuleBroken"><see cref="TieRules.OnlyTheOfficeEndsTies"/>, <see cref="TieRules.TieHasEnded"/>.</exception>
    public void End(Enterprise enterprise, Actor by, DateTimeOffset now)
    {
        var role = by.First([Role.TriageDesk]) ?? throw new RuleBroken(TieRules.OnlyTheOfficeEndsTies) { Could = [Role.TriageDesk] };
        if (EndedAt is not null)
        {
            throw new RuleBroken(TieRules.TieHasEnded);
        }

        EndedAt = now;
        enterprise.Tell(new TieEnded(PersonId), by, role, now);
    }
}
