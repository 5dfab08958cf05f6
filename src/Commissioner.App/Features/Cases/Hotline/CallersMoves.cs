using Commissioner.App.Features.Closures;
using Commissioner.App.Features.Endings;
using Commissioner.App.Features.Questions;
using Commissioner.App.Features.Satisfaction;
using Commissioner.App.Features.Supplements;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using MediatR;

namespace Commissioner.App.Features.Hotline;

/// <summary>What a seat wrote down for a move of its caller; the words are the move's own text, too.</summary>
public sealed record CallersSaying(Id<Case> CaseId, string? Words, Outcome? Outcome, int? Overall, int? OfCommissioner);

/// <summary>
/// The moves of an enterprise as a seat makes them: each is the very request that the enterprise's own form sends. A move of the workflow
/// table that is an enterprise's and stands not here is found by a test.
/// </summary>
public static class CallersMoves
{
    private static readonly Dictionary<CaseMove, Func<IMediator, CallersSaying, CancellationToken, Task>> All = new()
    {
        [CaseMove.Supply] = (m, s, c) => m.Send(new AnswerQuestion(s.CaseId, s.Words), c),
        [CaseMove.Answer] = (m, s, c) => m.Send(new AnswerQuestion(s.CaseId, s.Words), c),
        [CaseMove.Supplement] = (m, s, c) => m.Send(new SupplementCase(s.CaseId, s.Words, null), c),
        [CaseMove.Nudge] = (m, s, c) => m.Send(new NudgeCase(s.CaseId), c),
        [CaseMove.Confirm] = (m, s, c) => m.Send(new ConfirmOutcome(s.CaseId, s.Outcome, s.Words), c),
        [CaseMove.Rate] = (m, s, c) => m.Send(new RateCase(s.CaseId, s.Overall, s.OfCommissioner, null, null, s.Words), c),
        [CaseMove.Withdraw] = (m, s, c) => m.Send(new WithdrawCase(s.CaseId, s.Words), c),
        [CaseMove.Reopen] = (m, s, c) => m.Send(new ReopenCase(s.CaseId, s.Words), c),
    };

    /// <summary>The moves, in the order in which a case comes to them.</summary>
    public static IReadOnlyCollection<CaseMove> Known => All.Keys;

    /// <summary>Makes a move.</summary>
    /// <exception cref="NotFound">It is no move of an enterprise.</exception>
    public static Task MakeAsync(CaseMove move, IMediator mediator, CallersSaying said, CancellationToken cancellationToken) =>
        All.TryGetValue(move, out var make) ? make(mediator, said, cancellationToken) : throw new NotFound();
}
