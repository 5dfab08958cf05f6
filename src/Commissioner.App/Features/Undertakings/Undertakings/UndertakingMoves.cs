using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;

namespace Commissioner.App.Features.Undertakings;

/// <summary>What can be done with the whole.</summary>
public enum UndertakingMove
{
    Start,
    NameAgents,
    GrantGreenLane,
    Revoke,
    OpenCase,
    Rate,
    AskForAll,
    Supply,
}

internal static class UndertakingMoves
{
    /// <summary>The moves of the whole that this person may make now.</summary>
    public static IEnumerable<UndertakingMove> May(this Undertaking its, Actor actor)
    {
        var (office, running) = (actor.Is(Role.TriageDesk), its.Status == UndertakingStatus.Running);
        var (project, enterprise) = (its.Kind == UndertakingKind.AgencyProject, actor.Is(Role.EnterpriseOwner, Role.EnterpriseUser));
        var agent = actor.Is(Role.Commissioner) && (its.AgentId == actor.Id || its.ColleagueId == actor.Id);
        var open = its.Status is UndertakingStatus.Entrusted or UndertakingStatus.Running;
        var collected = its.AskedAt is null && its.Nodes.Any(n => n.Status == NodeStatus.Collected);
        var asked = its.Nodes.Any(n => n is { Status: NodeStatus.Correcting, FiledByEnterprise: true });
        (UndertakingMove Move, bool Holds)[] all =
        [
            (UndertakingMove.Start, office && its.Status == UndertakingStatus.Entrusted),
            (UndertakingMove.NameAgents, office && running && project),
            (UndertakingMove.GrantGreenLane, running && its.GreenDecision is null && actor.Is(Role.TriageDesk, Role.Leader)),
            (UndertakingMove.Revoke, open && actor.Is(Role.EnterpriseOwner)),
            (UndertakingMove.OpenCase, running && (agent || office)),
            (UndertakingMove.Rate, its is { Status: UndertakingStatus.Completed, Rated: null } && enterprise),
            (UndertakingMove.AskForAll, running && office && collected),
            (UndertakingMove.Supply, running && enterprise && asked),
        ];
        return all.Where(m => m.Holds).Select(m => m.Move);
    }
}
