using System.Globalization;
using Commissioner.App.Channels;
using Commissioner.App.Features.Accounts;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.I;

/// <summary>
/// Whoever has an invitation's link asks for a code at the number that was invited. It answers what is to be sent, which is nothing where the link is no
/// longer good or the number is another; who asks is not told.
/// </summary>
[Allow(Permission.Anybody)]
public sealed record SendInvitationCode(string? Token, string? Phone) : ICommand<Outgoing?>, IRepeatable;

internal sealed class SendInvitationCodeHandler(
    CommissionerDb db,
    CodeBook codes,
    IHttpContextAccessor http,
    Texts texts,
    TimeProvider clock,
    DatabaseClock shared
) : IRequestHandler<SendInvitationCode, Outgoing?>
{
    public async Task<Outgoing?> Handle(SendInvitationCode command, CancellationToken cancellationToken)
    {
        var phone =
            PhoneReading.Read(command.Phone, "phone").ForTexts
            ?? throw new RuleBroken(PhoneNumberRules.PhoneTakesNoTexts) { Field = "phone" };
        var code = await codes.MakeAsync(phone, http.HttpContext?.Connection.RemoteIpAddress, cancellationToken);
        var (hash, number, now) = (InvitationTokens.HashOf(command.Token), phone.ToString(), clock.GetUtcNow());
        var isInvited = await db.Invitations.AnyAsync(
            i => i.TokenHash == hash && i.Phone == number && i.ClosedAt == null && i.GoodUntil > now,
            cancellationToken
        );
        return isInvited && code is not null
            ? new(
                Id<Delivery>.New(),
                number,
                nameof(SignInByCode),
                texts["told.signature"],
                texts["people.code", code, CodeBook.Good.TotalMinutes],
                null,
                CultureInfo.CurrentUICulture.Name,
                new Dictionary<string, string> { ["code"] = code },
                shared.GetUtcNow() + CodeBook.Good,
                null
            )
            : null;
    }
}
