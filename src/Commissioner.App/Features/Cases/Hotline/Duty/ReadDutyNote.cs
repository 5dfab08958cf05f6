using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Duties;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Hotline.Duty;

/// <summary>A seat confirms that it has read what was written down for it.</summary>
[Allow(Permission.AnswerCalls)]
public sealed record ReadDutyNote(Id<DutyNote> NoteId) : ICommand<Id<DutyNote>>;

internal sealed class ReadDutyNoteHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<ReadDutyNote, Id<DutyNote>>
{
    public async Task<Id<DutyNote>> Handle(ReadDutyNote command, CancellationToken cancellationToken)
    {
        var note = await db.DutyNotes.SingleOrDefaultAsync(n => n.Id == command.NoteId, cancellationToken) ?? throw new NotFound();
        note.Read(actor, clock.GetUtcNow());
        return note.Id;
    }
}
