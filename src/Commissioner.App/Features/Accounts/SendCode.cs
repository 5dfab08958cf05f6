using Commissioner.App.Channels;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Accounts;

/// <summary>Somebody asks for a sign-in code by text message; whether the number is known is told to nobody.</summary>
[Allow(Permission.Anybody)]
public sealed record SendCode(string? Phone) : ICommand<Unit>, IRepeatable;

/// <summary>
/// Somebody signs in by a number and the code that was sent to it; a code lets in once, and wrong ones count as wrong passwords do.
/// </summary>
[Allow(Permission.Anybody)]
public sealed record SignInByCode(string? Phone, string? Code) : ICommand<Person>, IRepeatable;

internal sealed class SendCodeHandler(UserManager<Account> accounts, IEnumerable<ITextMessages> carriers, Texts texts, CommissionerDb db)
    : IRequestHandler<SendCode, Unit>,
        IRequestHandler<SignInByCode, Person>
{
    public async Task<Unit> Handle(SendCode command, CancellationToken cancellationToken)
    {
        var phone =
            PhoneReading.Read(command.Phone, "phone").ForTexts
            ?? throw new RuleBroken(PhoneNumberRules.PhoneTakesNoTexts) { Field = "phone" };
        if (await FindAsync(phone, cancellationToken) is { } account && !await accounts.IsLockedOutAsync(account))
        {
            var code = await accounts.GenerateUserTokenAsync(account, TokenOptions.DefaultPhoneProvider, nameof(SignInByCode));
            foreach (var carrier in carriers)
            {
                await carrier.SendAsync(phone.ToString(), texts["people.code", code], cancellationToken);
            }
        }

        return Unit.Value;
    }

    public async Task<Person> Handle(SignInByCode command, CancellationToken cancellationToken)
    {
        var account =
            PhoneReading.TryRead(command.Phone, out var ways) && ways.ForTexts is { } phone
                ? await FindAsync(phone, cancellationToken)
                : null;
        if (account is null || await accounts.IsLockedOutAsync(account))
        {
            throw new SignInRefused();
        }

        if (!await accounts.VerifyUserTokenAsync(account, TokenOptions.DefaultPhoneProvider, nameof(SignInByCode), command.Code ?? ""))
        {
            await accounts.AccessFailedAsync(account);
            throw new SignInRefused();
        }

        await accounts.UpdateSecurityStampAsync(account);
        await accounts.ResetAccessFailedCountAsync(account);
        return await db.People.AsNoTracking().SingleAsync(p => p.Id == new Id<Person>(account.Id), cancellationToken);
    }

    // Null where several accounts have this number: a code can't tell which of them is meant.
    private async Task<Account?> FindAsync(PhoneNumber phone, CancellationToken cancellationToken)
    {
        var number = phone.ToString();
        return await accounts.Users.Where(a => a.PhoneNumber == number).Take(2).ToListAsync(cancellationToken) is [var only] ? only : null;
    }
}
