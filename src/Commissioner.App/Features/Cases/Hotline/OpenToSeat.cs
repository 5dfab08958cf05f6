using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline;

/// <summary>
/// A call opens a case to a seat for two hours: its number is read out, or the call comes from a number of the enterprise. The enterprise
/// reads that it was opened, and by what.
/// </summary>
/// <param name="Number">The whole number that the caller reads out.</param>
/// <param name="CaseId">A case of the caller's card.</param>
/// <param name="CallId">The call whose card it is.</param>
[Allow(Permission.AnswerCalls)]
public sealed record OpenToSeat(string? Number, Id<Case>? CaseId = null, Id<Call>? CallId = null) : ICommand<Id<Case>>, IReading;

internal sealed class OpenToSeatHandler(CommissionerDb db, Actor actor, Callers callers, TimeProvider clock)
    : IRequestHandler<OpenToSeat, Id<Case>>
{
    public async Task<Id<Case>> Handle(OpenToSeat command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (found, why) = command.CaseId is { } id
            ? (await OfCallerAsync(id, command.CallId, now, cancellationToken), OpenedBy.CallersNumber)
            : (await NumberedAsync(command.Number, cancellationToken), OpenedBy.NumberReadOut);
        // What is in sight already is opened once: neither is noted twice.
        if (!await db.Cases.VisibleTo(actor).AnyAsync(c => c.Id == found.Id, cancellationToken))
        {
            found.OpenTo(why, actor, now);
        }

        return found.Id;
    }

    private async Task<Case> NumberedAsync(string? typed, CancellationToken cancellationToken)
    {
        var number = FindOpenCaseHandler.Written(typed) ?? throw new NotFound();
        // A number alone tells nothing of what is about officials, not even that it is there.
        return await db
                .Cases.Include(c => c.Enterprise)
                .SingleOrDefaultAsync(c => c.Number == number && !c.AboutOfficials, cancellationToken)
            ?? throw new NotFound();
    }

    private async Task<Case> OfCallerAsync(Id<Case> id, Id<Call>? call, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rings = call is { } its ? await callers.OwnAsync(its, actor, now, cancellationToken) : null;
        return rings is { From.Length: > 0 } && (await callers.CasesOfAsync(rings.From, now, cancellationToken)).Any(c => c.Id == id)
            ? await db.Cases.Include(c => c.Enterprise).SingleAsync(c => c.Id == id, cancellationToken)
            : throw new NotFound();
    }
}
