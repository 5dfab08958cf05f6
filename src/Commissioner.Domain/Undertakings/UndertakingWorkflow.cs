using Commissioner.Domain.People;

namespace Commissioner.Domain.Undertakings;

/// <summary>Whose a move of a node is.</summary>
public enum NodeParty
{
    /// <summary>The agent or its colleague 代办员; of a package the enterprise itself.</summary>
    Agent,

    /// <summary>The department that decides.</summary>
    Department,
}

/// <summary>A row of the table of moves.</summary>
public sealed record NodeRow(NodeMove Move, IReadOnlyList<NodeStatus> From, NodeStatus? To, IReadOnlyList<NodeParty> Who);

/// <summary>Which move of a node starts where, and whose it is (docs/trade.md, Undertakings).</summary>
public static class UndertakingWorkflow
{
    public static IReadOnlyList<NodeRow> Table { get; } =
    [
        new(NodeMove.Submit, [NodeStatus.Ready, NodeStatus.Refused, NodeStatus.Revoked], NodeStatus.Submitted, [NodeParty.Agent]),
        new(NodeMove.TakeUp, [NodeStatus.Submitted], NodeStatus.InReview, [NodeParty.Department]),
        new(NodeMove.Return, [NodeStatus.Submitted, NodeStatus.InReview], NodeStatus.Correcting, [NodeParty.Department]),
        new(NodeMove.Correct, [NodeStatus.Correcting], NodeStatus.InReview, [NodeParty.Agent]),
        new(NodeMove.Approve, [NodeStatus.InReview], NodeStatus.Approved, [NodeParty.Department]),
        new(NodeMove.Refuse, [NodeStatus.InReview], NodeStatus.Refused, [NodeParty.Department]),
        new(
            NodeMove.Suspend,
            [NodeStatus.Ready, NodeStatus.Submitted, NodeStatus.InReview],
            NodeStatus.Suspended,
            [NodeParty.Agent, NodeParty.Department]
        ),
        // Back to what it was.
        new(NodeMove.Resume, [NodeStatus.Suspended], null, [NodeParty.Agent, NodeParty.Department]),
    ];

    /// <summary>The row of a move.</summary>
    public static NodeRow Row(NodeMove move) => Table.Single(r => r.Move == move);

    // Whoever has it lets it stand still, and lets it go on again.
    internal static NodeParty PartyOf(NodeStatus status) => status == NodeStatus.Ready ? NodeParty.Agent : NodeParty.Department;

    internal static bool Is(this Actor actor, NodeParty party, Undertaking undertaking, UndertakingNode node) =>
        party == NodeParty.Agent && node.FiledByEnterprise
            ? actor.EnterpriseId == undertaking.EnterpriseId && actor.Is(Role.EnterpriseOwner, Role.EnterpriseUser)
        : party == NodeParty.Agent ? actor.Is(Role.Commissioner) && (undertaking.AgentId == actor.Id || undertaking.ColleagueId == actor.Id)
        : actor.DepartmentId == node.DepartmentId && actor.Is(Role.DepartmentLiaison, Role.DepartmentHandler, Role.DepartmentHead);
}
