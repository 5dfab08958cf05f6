using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Closures;
using Commissioner.App.Features.Extensions;
using Commissioner.App.Features.Orders;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;

namespace Commissioner.App.Features.Bulk;

/// <summary>What can be done with many cases at once: what needs no word, or one that holds for all.</summary>
public enum BulkMove
{
    /// <summary>受理.</summary>
    Accept,

    /// <summary>审核通过.</summary>
    PassClosure,

    /// <summary>审核退回, for one reason.</summary>
    ReturnClosure,

    /// <summary>同意延期.</summary>
    GrantExtension,

    /// <summary>不同意延期, for one reason.</summary>
    RefuseExtension,

    /// <summary>督办 whoever has it, with one demand.</summary>
    Order,
}

/// <summary>Which moves there are for many cases, and what each is of one case.</summary>
public static class BulkMoves
{
    /// <summary>So many cases at once.</summary>
    public const int Most = 200;

    private static readonly (BulkMove Move, Permission Permission)[] Table =
    [
        (BulkMove.Accept, Permission.AcceptCase),
        (BulkMove.PassClosure, Permission.ReviewClosure),
        (BulkMove.ReturnClosure, Permission.ReviewClosure),
        (BulkMove.GrantExtension, Permission.DecideCase),
        (BulkMove.RefuseExtension, Permission.DecideCase),
        (BulkMove.Order, Permission.Supervise),
    ];

    /// <summary>Those of this person.</summary>
    public static IReadOnlyList<BulkMove> For(Actor actor) =>
        Permissions.Holds(actor, Permission.AcceptCase)
            ? [.. Table.Where(m => Permissions.Holds(actor, m.Permission)).Select(m => m.Move)]
            : [];

    /// <summary>It says something, the same of all.</summary>
    public static bool Says(BulkMove move) => move is BulkMove.ReturnClosure or BulkMove.RefuseExtension or BulkMove.Order;

    /// <summary>The move of one case.</summary>
    public static ICommand<Id<Case>> Of(BulkMove move, ChosenCase of, string? reason)
    {
        ArgumentNullException.ThrowIfNull(of);
        return move switch
        {
            BulkMove.Accept => new AcceptCase(of.Id),
            BulkMove.PassClosure => new ReviewClosure(of.Id, true, null),
            BulkMove.ReturnClosure => new ReviewClosure(of.Id, false, reason),
            BulkMove.GrantExtension => new DecideExtension(of.Id, true, null),
            BulkMove.RefuseExtension => new DecideExtension(of.Id, false, reason),
            _ => new IssueOrder(of.Id, of.Holder, of.HolderDepartmentId, reason),
        };
    }
}

/// <summary>What is refused of many cases at once.</summary>
public static class BulkRules
{
    public static readonly Rule BulkMoveMissing = new("BulkMoveMissing", "Say what is to be done with these cases.");

    public static readonly Rule NothingChosen = new("NothingChosen", "Choose the cases first.");

    public static readonly Rule TooManyChosen = new("TooManyChosen", "At most {0} cases at once.");
}
