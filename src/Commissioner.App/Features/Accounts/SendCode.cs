using System.Globalization;
using Commissioner.App.Channels;
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

namespace Commissioner.App.Features.Accounts;

/// <summary>
/// Somebody of an enterprise asks for a sign-in code by text message: at most one a minute and five an hour for a number. It answers what is
/// to be sent, which is nothing where nobody has the number; who asks is not told.
/// </summary>
[Allow(Permission.Anybody)]
public sealed record SendCode(string? Phone) : ICommand<Outgoing?>, IRepeatable;

internal sealed class SendCodeHandler(CommissionerDb db, CodeBook codes, IHttpContextAccessor http, Texts texts, DatabaseClock clock)
    : IRequestHandler<SendCode, Outgoing?>
{
    public async Task<Outgoing?> Handle(SendCode command, CancellationToken cancellationToken)
    {
        var phone =
            PhoneReading.Read(command.Phone, "phone").ForTexts
            ?? throw new RuleBroken(PhoneNumberRules.PhoneTakesNoTexts) { Field = "phone" };
        var code = await codes.MakeAsync(phone, http.HttpContext?.Connection.RemoteIpAddress, cancellationToken);
        return (await db.ReachedAtAsync(phone, clock.GetUtcNow(), cancellationToken)).Count > 0 && code is not null
            ? new(
                Id<Delivery>.New(),
                phone.ToString(),
                nameof(SignInByCode),
                texts["told.signature"],
                texts["people.code", code, CodeBook.Good.TotalMinutes],
                null,
                CultureInfo.CurrentUICulture.Name,
                new Dictionary<string, string> { ["code"] = code },
                clock.GetUtcNow() + CodeBook.Good,
                null
            )
            : null;
    }
}
