using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Notes;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Notes;

/// <summary>Commissioner, service office or supervision writes an internal note of a case, and mentions colleagues.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Text">What it says; a colleague named behind an @ is mentioned.</param>
/// <param name="Mentioned">Whom else it mentions.</param>
[Allow(Permission.WriteNotes)]
public sealed record AddNote(Id<Case> CaseId, string? Text, IReadOnlyList<Id<Person>> Mentioned) : ICommand<Id<CaseNote>>;

internal sealed class AddNoteHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<AddNote, Id<CaseNote>>
{
    public async Task<Id<CaseNote>> Handle(AddNote command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.AsNoTracking().NotedFor(actor).One(command.CaseId, cancellationToken);
        var note = CaseNote.Write(
            @case.Id,
            await db.CaseNotes.CountAsync(n => n.CaseId == command.CaseId, cancellationToken),
            command.Text,
            command.Mentioned,
            await db.ColleaguesAsync(@case, actor, cancellationToken),
            actor,
            clock.GetUtcNow()
        );
        db.CaseNotes.Add(note);
        return note.Id;
    }
}
