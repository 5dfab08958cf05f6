using Commissioner.App.Features.Cases;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;

namespace Commissioner.App.Features.Turns;

/// <summary>Whose the next step of an open case is, to who looks at it.</summary>
public enum Turn
{
    /// <summary>One's own.</summary>
    Mine,

    /// <summary>Somebody else's.</summary>
    Others,
}

/// <summary>The next step of a case.</summary>
/// <param name="Turn">Whose it is.</param>
/// <param name="Move">The move.</param>
/// <param name="Since">Since when somebody else is waited for, UTC; null where that is not known, or it is one's own.</param>
public sealed record StepOf(Turn Turn, string Move, DateTimeOffset? Since);

/// <summary>Parts open cases by whose the next step is: who serves owes its own before it waits for anybody, whoever has the case.</summary>
internal static class Turned
{
    /// <summary>Only those of one turn; all without.</summary>
    public static IQueryable<Case> Only(IQueryable<Case> cases, Turn? turn, CommissionerDb db, Actor actor)
    {
        if (turn is null)
        {
            return cases;
        }

        if (actor.Is(Role.TriageDesk))
        {
            // The office owes a few of ten thousand: found by themselves, each by its index, and not by looking at all.
            var mine = Mine(db, actor).Select(c => c.Id);
            return turn == Turn.Mine ? cases.Where(c => mine.Contains(c.Id)) : cases.Where(c => !mine.Contains(c.Id));
        }

        if (actor.Is(Role.Supervisor))
        {
            Id<Person>? me = actor.Id;
            return turn == Turn.Mine
                ? cases.Where(c => c.Confidential && c.OfficeStep != null && c.OfficeStepNotById != me)
                : cases.Where(c => !c.Confidential || c.OfficeStep == null || c.OfficeStepNotById == me);
        }

        Id<Person>? server = actor.Is(Role.Commissioner) ? actor.Id : null;
        return turn == Turn.Mine
            ? cases.Where(c => c.ServerStep != null && server != null && c.Enterprise.ActiveId == server)
            : cases.Where(c => c.ServerStep == null || server == null || c.Enterprise.ActiveId != server);
    }

    /// <summary>What one owes oneself, or what is waited for.</summary>
    public static StepOf? StepOf(StepsOf @case, Actor actor) =>
        actor.Is(@case.Confidential ? Role.Supervisor : Role.TriageDesk) && @case.Office is { } office && @case.NotBy != actor.Id
            ? new(Turn.Mine, CaseSheet.Name(office), null)
        : Serves(@case.ActiveId, actor) && @case.Server is { } own ? new(Turn.Mine, CaseSheet.Name(own), null)
        : @case.Awaited is { } awaited ? new(Turn.Others, CaseSheet.Name(awaited), @case.Since)
        : null;

    private static bool Serves(Id<Person>? active, Actor actor) =>
        active is null ? actor.Is(Role.TriageDesk) : active == actor.Id && actor.Is(Role.Commissioner);

    private static IQueryable<Case> Mine(CommissionerDb db, Actor office)
    {
        Id<Person>? me = office.Id;
        Id<Person>? server = office.Is(Role.Commissioner) ? office.Id : null;
        var open = db.Cases.Where(c => c.ClosedAt == null);
        return open.Where(c => c.OfficeStep != null && c.OfficeStepNotById != me)
            .Concat(
                open.Where(c =>
                    c.ServerStep != null
                    && db.Enterprises.Any(e => e.Id == c.EnterpriseId && (e.ActiveId == null || (server != null && e.ActiveId == server)))
                )
            );
    }
}

/// <summary>What a case says of its next step, as it is stored.</summary>
internal sealed record StepsOf(
    bool Confidential,
    CaseMove? Office,
    Id<Person>? NotBy,
    CaseMove? Server,
    CaseMove? Awaited,
    DateTimeOffset? Since,
    Id<Person>? ActiveId
);
