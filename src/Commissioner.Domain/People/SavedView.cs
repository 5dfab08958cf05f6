namespace Commissioner.Domain.People;

/// <summary>What is refused of saved views.</summary>
public static class SavedViewRules
{
    public static readonly Rule ViewNameMissing = new("ViewNameMissing", "A view has a name of 1 to 40 characters.");

    public static readonly Rule ViewTooLong = new("ViewTooLong", "These are more filters than a view holds.");

    public static readonly Rule TooManyViews = new("TooManyViews", "One person saves {0} views.", RuleKind.Conflict);

    public static readonly Rule ViewSharedByOffice = new(
        "ViewSharedByOffice",
        "Views are shared by the service office and by supervision.",
        RuleKind.Role
    );

    public static readonly Rule ViewSharedWithNobody = new("ViewSharedWithNobody", "People of this role have no such list.");
}

/// <summary>
/// A list of cases as somebody narrowed, sorted and drew it, kept under a name. It is an address and no right: whoever opens it sees what it may
/// see anyway.
/// </summary>
public sealed class SavedView
{
    private SavedView() { }

    /// <summary>So many of one person's are kept.</summary>
    public const int Most = 30;

    /// <summary>So many characters an address has at the most.</summary>
    public const int Longest = 2000;

    /// <summary>Who may share one.</summary>
    public static readonly IReadOnlyList<Role> Sharing = [Role.TriageDesk, Role.Supervisor];

    /// <summary>With whom one may be shared.</summary>
    public static readonly IReadOnlyList<Role> SharedRoles =
    [
        Role.Commissioner,
        Role.TriageDesk,
        Role.Supervisor,
        Role.Leader,
        Role.DepartmentLiaison,
        Role.DepartmentHandler,
        Role.DepartmentHead,
        Role.HotlineSeat,
        Role.CallbackAgent,
    ];

    public Id<SavedView> Id { get; private set; }

    /// <summary>Who saved it.</summary>
    public Id<Person> OwnerId { get; private set; }

    /// <summary>Everybody of this role sees it; null: its owner alone.</summary>
    public Role? SharedWith { get; private set; }

    /// <summary>Of which list it is, by the list's name.</summary>
    public string List { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>What stands behind the question mark of its address.</summary>
    public string Query { get; private set; } = "";

    /// <summary>When it was saved, UTC.</summary>
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Begins one.</summary>
    /// <param name="id">Its key.</param>
    /// <param name="list">Of which list.</param>
    /// <param name="others">How many its owner has already.</param>
    /// <param name="by">Its owner.</param>
    /// <exception cref="RuleBroken"><see cref="SavedViewRules.TooManyViews"/>.</exception>
    public static SavedView Begin(Id<SavedView> id, string list, int others, Actor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return others >= Most
            ? throw new RuleBroken(SavedViewRules.TooManyViews, Most)
            : new()
            {
                Id = id,
                OwnerId = by.Id,
                List = list,
            };
    }

    /// <summary>Holds this from now on.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="query">What stands behind the question mark of its address.</param>
    /// <param name="sharedWith">Everybody of this role sees it, too.</param>
    /// <param name="by">Its owner.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken">The name is missing or too long, the address is too long, or who saves it shares nothing.</exception>
    public void Hold(string? name, string query, Role? sharedWith, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(by);
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Characters() > 40)
        {
            throw new RuleBroken(SavedViewRules.ViewNameMissing) { Field = "name" };
        }

        if (query.Length > Longest)
        {
            throw new RuleBroken(SavedViewRules.ViewTooLong);
        }

        if (sharedWith is { } role)
        {
            if (!by.Is([.. Sharing]))
            {
                throw new RuleBroken(SavedViewRules.ViewSharedByOffice) { Could = Sharing };
            }

            if (!SharedRoles.Contains(role))
            {
                throw new RuleBroken(SavedViewRules.ViewSharedWithNobody) { Field = "sharedWith" };
            }
        }

        (Name, Query, SharedWith, SavedAt) = (name.Trim(), query, sharedWith, now);
    }
}
