using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Duties;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Hotline.Duty;

/// <summary>A seat writes down what those who follow must know.</summary>
[Allow(Permission.AnswerCalls)]
public sealed record WriteDutyNote(string? Text) : ICommand<Id<DutyNote>>;

internal sealed class WriteDutyNoteHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<WriteDutyNote, Id<DutyNote>>
{
    public Task<Id<DutyNote>> Handle(WriteDutyNote command, CancellationToken cancellationToken)
    {
        var note = DutyNote.Write(command.Text, actor, clock.GetUtcNow());
        db.DutyNotes.Add(note);
        return Task.FromResult(note.Id);
    }
}
