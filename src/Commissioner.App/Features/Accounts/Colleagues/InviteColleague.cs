using System.Globalization;
using Commissioner.App.Channels;
using Commissioner.App.Features.Accounts;
using Commissioner.App.Features.I;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Colleagues;

/// <summary>
/// An enterprise's owner invites somebody by name and mobile number. It answers what is to be sent to that number; the link in it is kept nowhere.
/// </summary>
[Allow(Permission.KeepColleagues)]
public sealed record InviteColleague(string? Name, string? Phone) : ICommand<InvitationMade>, IRepeatable;

/// <summary>An invitation just made.</summary>
/// <param name="Id">Which.</param>
/// <param name="GoodUntil">Until when it is good.</param>
/// <param name="Message">What is sent to the number.</param>
public sealed record InvitationMade(Id<Invitation> Id, DateTimeOffset GoodUntil, Outgoing Message);

internal sealed class InviteColleagueHandler(
    CommissionerDb db,
    ColleagueBook book,
    CodeBook codes,
    CodeCarrier carrier,
    Settings settings,
    Texts texts,
    TimeProvider clock
) : IRequestHandler<InviteColleague, InvitationMade>
{
    public async Task<InvitationMade> Handle(InviteColleague command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (enterprise, owner) = await book.OwnAsync(cancellationToken);
        var phone =
            PhoneReading.Read(command.Phone, "phone").ForTexts
            ?? throw new RuleBroken(PhoneNumberRules.PhoneTakesNoTexts) { Field = "phone" };
        var open = await db
            .Invitations.Where(i => i.EnterpriseId == enterprise.Id && i.ClosedAt == null && i.GoodUntil > now)
            .ToListAsync(cancellationToken);
        var token = InvitationTokens.New();
        var invitation = enterprise.Invite(command.Name, phone, InvitationTokens.HashOf(token), open, owner, now);
        Demand(carrier.Carries && settings.PublicAddress.Length > 0, ColleagueRules.NoWayToInvite);
        Demand(await book.AtAsync(enterprise.Id, phone, cancellationToken) is null, ColleagueRules.IsColleague);
        Demand(await codes.CountInvitationAsync(phone, Invitation.ADayForANumber, cancellationToken), ColleagueRules.InvitedTooOften);
        db.Invitations.Add(invitation);
        var link = $"{settings.PublicAddress.TrimEnd('/')}/i/{token}";
        return new(
            invitation.Id,
            invitation.GoodUntil,
            new(
                Id<Delivery>.New(),
                phone.ToString(),
                nameof(InviteColleague),
                texts["told.signature"],
                texts["colleagues.message", enterprise.Name, link, Invitation.Good.TotalHours],
                link,
                CultureInfo.CurrentUICulture.Name,
                new Dictionary<string, string> { ["enterpriseName"] = enterprise.Name },
                invitation.GoodUntil,
                null
            )
        );
    }

    private static void Demand(bool holds, Rule rule)
    {
        if (!holds)
        {
            throw new RuleBroken(rule);
        }
    }
}
