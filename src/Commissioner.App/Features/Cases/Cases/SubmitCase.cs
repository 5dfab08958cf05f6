using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Visits;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Cases;

/// <summary>An enterprise files a request; or a hotline seat for one that rings, after reading it back.</summary>
[Allow(Permission.SubmitCase)]
public sealed record SubmitCase(
    string? Title,
    string? Description,
    string? Category,
    Urgency Urgency,
    string? Place,
    IReadOnlyList<Id<Attachment>>? AttachmentIds,
    CallerOf? OnBehalfOf,
    bool Confidential = false,
    Id<VisitFinding>? FindingId = null
) : ICommand<Id<Case>>;

/// <summary>The enterprise that rang.</summary>
public sealed record CallerOf(Id<Enterprise> EnterpriseId, string? ContactName, string? ContactPhone, bool ReadBack);

internal sealed class SubmitCaseValidator : AbstractValidator<SubmitCase>
{
    public SubmitCaseValidator()
    {
        RuleFor(c => c.Title)
            .NotEmpty()
            .WithErrorCode(CaseRules.TitleMissing.Code)
            .MostCharacters(100)
            .WithErrorCode(CaseRules.TitleMissing.Code);
        RuleFor(c => c.Description)
            .NotEmpty()
            .WithErrorCode(CaseRules.DescriptionMissing.Code)
            .MostCharacters(5000)
            .WithErrorCode(CaseRules.DescriptionMissing.Code);
        RuleFor(c => c.Category).Must(c => CaseCategory.Find(c) is not null).WithErrorCode(CaseRules.CategoryUnknown.Code);
        RuleFor(c => c.Urgency).IsInEnum().WithErrorCode(CaseRules.UrgencyUnknown.Code);
        RuleFor(c => c.Place).MostCharacters(200).WithErrorCode(CaseRules.PlaceTooLong.Code);
        When(
            c => c.OnBehalfOf is not null,
            () =>
            {
                RuleFor(c => c.OnBehalfOf!.ContactName)
                    .NotEmpty()
                    .WithErrorCode(CaseRules.ContactNameMissing.Code)
                    .MostCharacters(40)
                    .WithErrorCode(CaseRules.ContactNameMissing.Code);
                RuleFor(c => c.OnBehalfOf!.ContactPhone)
                    .Must(p => PhoneReading.TryRead(p, out _))
                    .WithErrorCode(PhoneNumberRules.PhoneNumberInvalid.Code);
                RuleFor(c => c.OnBehalfOf!.ReadBack).Equal(true).WithErrorCode(CaseRules.NotReadBack.Code);
            }
        );
    }
}

internal sealed class SubmitCaseHandler(CommissionerDb db, Actor actor, Settings settings, Promises promises, TimeProvider clock)
    : IRequestHandler<SubmitCase, Id<Case>>
{
    public async Task<Id<Case>> Handle(SubmitCase command, CancellationToken cancellationToken)
    {
        var seat = actor.Is(Role.HotlineSeat);
        var whose = seat ? command.OnBehalfOf?.EnterpriseId : actor.EnterpriseId;
        if (whose is null || (!seat && command.OnBehalfOf is not null))
        {
            throw new RuleBroken(CaseRules.ForWhom) { Field = "onBehalfOf", Could = [Role.HotlineSeat] };
        }

        var found =
            await (
                from e in db.Enterprises
                join sub in db.Parks on e.ParkId equals sub.Id
                join park in db.Parks on sub.PartOfId ?? sub.Id equals park.Id
                where e.Id == whose
                select new
                {
                    Enterprise = e,
                    Park = park,
                    Accepted = db.NoticeAcceptances.Any(a => a.PersonId == actor.Id && a.Version == PrivacyNotice.Version),
                }
            ).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFound();
        if (!seat && settings.Privacy.NoticeRequired && !found.Accepted)
        {
            throw new RuleBroken(PrivacyRules.NoticeNotAccepted) { Field = "acceptNotice" };
        }

        var behalf = command.OnBehalfOf is { } caller
            ? new OnBehalf(caller.ContactName!, PhoneReading.Read(caller.ContactPhone, "contactPhone").ToString(), caller.ReadBack)
            : null;
        var request = new Request(
            command.Title!,
            command.Description!,
            command.Category!,
            command.Urgency,
            command.Place,
            command.Confidential
        );
        var now = clock.GetUtcNow();
        var @case = Case.Submit(Id<Case>.New(now), found.Enterprise, request, behalf, found.Park, promises, actor, now);
        db.Cases.Add(@case);
        if (command.FindingId is { } id)
        {
            // What a visit found becomes a case by the enterprise's own hand, once.
            var finding =
                await db.VisitFindings.SingleOrDefaultAsync(
                    f => f.Id == id && db.Visits.Any(v => v.Id == f.VisitId && v.EnterpriseId == whose),
                    cancellationToken
                ) ?? throw new NotFound();
            finding.Becomes(@case.Id);
        }

        await db.TakeFilesAsync(@case.Id, null, command.AttachmentIds, "attachmentIds", actor, cancellationToken);
        return @case.Id;
    }
}
