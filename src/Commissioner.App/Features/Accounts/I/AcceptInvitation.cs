using Commissioner.App.Features.Accounts;
using Commissioner.App.Features.Colleagues;
using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.I;

/// <summary>
/// Whoever holds the invited number takes the invitation by the code that was sent there, and is a person of the enterprise from then on.
/// </summary>
[Allow(Permission.Anybody)]
public sealed record AcceptInvitation(string? Token, string? Phone, string? Code) : ICommand<Person>, IRepeatable;

internal sealed class AcceptInvitationHandler(CommissionerDb db, CodeBook codes, ColleagueBook book, TimeProvider clock)
    : IRequestHandler<AcceptInvitation, Person>
{
    public async Task<Person> Handle(AcceptInvitation command, CancellationToken cancellationToken)
    {
        if (!PhoneReading.TryRead(command.Phone, out var ways) || ways.ForTexts is not { } phone)
        {
            throw new SignInRefused(null);
        }

        // Whatever is wrong costs a try, and is told in the same words.
        var isRight = await codes.TryAsync(phone, command.Code, cancellationToken);
        var (hash, number, now) = (InvitationTokens.HashOf(command.Token), phone.ToString(), clock.GetUtcNow());
        var invitation = await db.Invitations.SingleOrDefaultAsync(i => i.TokenHash == hash && i.Phone == number, cancellationToken);
        if (
            !isRight
            || invitation?.IsOpen(now) != true
            || await book.AtAsync(invitation.EnterpriseId, phone, cancellationToken) is not null
        )
        {
            throw new SignInRefused(null);
        }

        var enterprise = await db.Enterprises.SingleAsync(e => e.Id == invitation.EnterpriseId, cancellationToken);
        var person = enterprise.Join(invitation, now);
        person.AnswerAt(ways);
        db.People.Add(person);
        db.Accounts.Add(CodeBook.AccountOf(person, phone));
        // Together: a code that was used up has let somebody in, and of however many who bring it one is.
        await using var transaction = await db.BeginAsync(cancellationToken);
        if (!await codes.UseAsync(phone, command.Code, cancellationToken))
        {
            throw new SignInRefused(null);
        }

        await db.StoreAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return person;
    }
}
