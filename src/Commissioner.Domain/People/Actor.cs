using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;

namespace Commissioner.Domain.People;

/// <summary>Who acts: a signed-in person, or the system.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">Its name as shown.</param>
/// <param name="Roles">What it is in the scheme.</param>
/// <param name="EnterpriseId">Its enterprise, where it is an enterprise's person.</param>
/// <param name="DepartmentId">Its department, where it is a department's person.</param>
public sealed record Actor(
    Id<Person> Id,
    string Name,
    IReadOnlyList<Role> Roles,
    Id<Enterprise>? EnterpriseId,
    Id<Department>? DepartmentId
)
{
    /// <summary>Came by a message's link: it sees this one case and does nothing else. Null for everybody who signed in.</summary>
    public Id<Case>? OnlyCase { get; init; }

    /// <summary>What it must do with its own account before it may do anything else; null where there is nothing.</summary>
    public Owed? Owes { get; init; }

    /// <summary>Is a program with a key of this scope; null for everybody who is there itself.</summary>
    public KeyScope? ByKey { get; init; }

    /// <summary>One of its roles is lent it for an emergency; null for everybody who holds all of them.</summary>
    public Lent? Lent { get; init; }

    /// <summary>It showed a second factor when it signed in, here or where it signed in instead.</summary>
    public bool IsStrong { get; init; }

    /// <summary>The same, without what is lent.</summary>
    public Actor Itself => Lent is null ? this : this with { Roles = [.. Roles.Where(r => r != Lent.Role)], Lent = null };

    /// <summary>Jobs and clocks.</summary>
    public static Actor System { get; } = new(default, "系统", [Role.System], null, null);

    /// <summary>Somebody who has not signed in.</summary>
    public static Actor Anonymous { get; } = new(default, "", [], null, null);

    /// <summary>Signed in, or the system.</summary>
    public bool IsKnown => Roles.Count > 0;

    /// <summary>
    /// The instant at which it acts, UTC: what it may see for a while only is compared with it. Null sees nothing that ends.
    /// </summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What the caller says for whom a seat acts; null for anybody who speaks for itself.</summary>
    public Spoken? Says { get; init; }

    /// <summary>The same, for a caller who says this.</summary>
    public Actor For(Spoken caller) => this with { Says = caller };

    /// <summary>Demands of a seat the caller's words and the recording: it does nothing for an enterprise without.</summary>
    /// <exception cref="RuleBroken"><see cref="SpokenRules.CallersWordsMissing"/>, <see cref="SpokenRules.RecordingMissing"/>.</exception>
    public void DemandCaller(Role role)
    {
        if (role == Role.HotlineSeat)
        {
            (Says ?? Spoken.Nothing).Check();
        }
    }

    /// <summary>Holds one of these roles.</summary>
    public bool Is(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
        {
            if (Roles.Contains(role))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first of these roles that it holds, or null.</summary>
    public Role? First(IEnumerable<Role> roles)
    {
        foreach (var role in roles)
        {
            if (Roles.Contains(role))
            {
                return role;
            }
        }

        return null;
    }
}
