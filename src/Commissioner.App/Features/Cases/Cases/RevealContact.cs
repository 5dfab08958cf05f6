using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Cases;

/// <summary>
/// Who deals with a case has the enterprise's contact shown, for a purpose that the enterprise will read; of the departments the lead that
/// may see all, since it reports whom it spoke to.
/// </summary>
// Repeatable, so no key is kept: under a client's key the number itself would be stored with the answer. Asked twice, it is noted twice.
[Allow(Permission.RevealContact)]
public sealed record RevealContact(Id<Case> CaseId, RevealPurpose? Purpose) : ICommand<ContactOf>, IRepeatable, IReading;

/// <summary>Whom to ask for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Phone">By which it is reached, as it is stored: several numbers with / between them.</param>
/// <param name="Ways">The same number by number, with what each serves.</param>
public sealed record ContactOf(string Name, string Phone, IReadOnlyList<WayOf> Ways);

internal sealed class RevealContactHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<RevealContact, ContactOf>
{
    public async Task<ContactOf> Handle(RevealContact command, CancellationToken cancellationToken)
    {
        var @case = await db
            .Cases.AsSplitQuery()
            .Include(c => c.Enterprise)
            .Include(c => c.Whistles)
                .ThenInclude(w => w.Legs)
            .VisibleTo(actor)
            .One(command.CaseId, cancellationToken);
        if (!Sight.Of(@case, actor).MayReveal)
        {
            throw new Forbidden(Permission.RevealContact);
        }

        @case.Enterprise.ContactRevealed(actor, command.Purpose, clock.GetUtcNow());
        var phone = @case.ContactPhone ?? @case.Enterprise.ContactPhone;
        return new(@case.ContactName ?? @case.Enterprise.ContactName, phone, WayOf.All(phone));
    }
}
