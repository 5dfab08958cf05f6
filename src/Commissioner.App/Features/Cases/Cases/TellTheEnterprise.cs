using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain.Cases;

namespace Commissioner.App.Features.Cases;

/// <summary>Tells the enterprise's people every outward move of their case: who has it now, and by when they will hear.</summary>
internal sealed class TellTheEnterprise : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var told = entries.Select(e => (Entry: e, Text: TextOf(e))).Where(e => e.Text is not null).ToList();
        if (told.Count == 0)
        {
            return;
        }

        var cases = await db.CasesOfAsync(told.Select(t => t.Entry), cancellationToken);
        var people = await db.OfEnterprisesAsync(cases.Values.Select(c => c.EnterpriseId), cancellationToken);
        var plan = new NoticePlan(db);
        foreach (var (entry, text) in told)
        {
            var its = cases[entry.SubjectId];
            plan.Tell(people[its.EnterpriseId], entry, text!, FactsOf(entry, its), its.Link);
        }

        await plan.AddAsync(cancellationToken);
    }

    private static string? TextOf(TimelineEntry entry) =>
        entry.Name switch
        {
            nameof(CaseSubmitted) when Facts.Of<CaseSubmitted>(entry).ReadBack => "FiledForYou",
            nameof(CaseAccepted) => "YourCaseAccepted",
            nameof(DepartmentCalled) => "YourCaseCalled",
            nameof(DepartmentCheckedIn) => "YourCaseCheckedIn",
            nameof(ClosurePassed) => "YourCaseClosurePassed",
            nameof(ConfirmationLapsed) or nameof(SupplementLapsed) => "YourCaseUnanswered",
            nameof(EnterpriseAsked) => "YourCaseAsked",
            nameof(ExtensionGranted) => "YourCaseExtended",
            nameof(JointLimitTookOver) => "YourCaseJoint",
            nameof(JointLimitEnded) => "YourCaseSooner",
            nameof(PromiseRebased) when Facts.Of<PromiseRebased>(entry).Promise == Commissioner.Domain.Clocks.PromiseKind.Settle =>
                "YourCaseMoved",
            nameof(CaseRedirected) => "YourCaseRedirected",
            nameof(CaseMerged) => "YourCaseMerged",
            nameof(CaseSeparated) => "YourCaseSeparated",
            nameof(PlanGranted) => "YourCasePlanned",
            nameof(PlanReviewed) => "YourCaseStaysPlanned",
            nameof(PlanTakenUp) or nameof(PlanEnded) => "YourCaseTakenUpAgain",
            nameof(CaseExplained) => "YourCaseExplained",
            _ => null,
        };

    private static object FactsOf(TimelineEntry entry, CaseInHand its)
    {
        switch (entry.Name)
        {
            case nameof(CaseAccepted):
                var accepted = Facts.Of<CaseAccepted>(entry);
                return new
                {
                    its.Number,
                    its.Title,
                    accepted.DueAt,
                    accepted.Assured,
                };
            case nameof(DepartmentCalled):
                var called = Facts.Of<DepartmentCalled>(entry);
                return new
                {
                    its.Number,
                    its.Title,
                    called.DepartmentName,
                    called.CheckInBy,
                };
            case nameof(DepartmentCheckedIn):
                var there = Facts.Of<DepartmentCheckedIn>(entry);
                return new
                {
                    its.Number,
                    its.Title,
                    there.DepartmentName,
                    there.Handler,
                    there.FirstStep,
                    there.FirstStepAt,
                };
            case nameof(EnterpriseAsked):
                return new
                {
                    its.Number,
                    its.Title,
                    Facts.Of<EnterpriseAsked>(entry).AnswerBy,
                };
            case nameof(ExtensionGranted):
                var granted = Facts.Of<ExtensionGranted>(entry);
                return new
                {
                    its.Number,
                    its.Title,
                    granted.DueAt,
                    granted.ExtensionReason,
                };
            case nameof(JointLimitTookOver) or nameof(JointLimitEnded):
                return new
                {
                    its.Number,
                    its.Title,
                    Facts.Of<JointLimitTookOver>(entry).DueAt,
                };
            case nameof(PromiseRebased):
                var moved = Facts.Of<PromiseRebased>(entry);
                return new
                {
                    its.Number,
                    its.Title,
                    moved.DueAt,
                    moved.RebaseReason,
                };
            case nameof(CaseRedirected):
                return new
                {
                    its.Number,
                    its.Title,
                    Facts.Of<CaseRedirected>(entry).GoTo,
                };
            case nameof(CaseMerged):
                return new
                {
                    its.Number,
                    its.Title,
                    Facts.Of<CaseMerged>(entry).IntoNumber,
                };
            case nameof(CaseSeparated):
                return new
                {
                    its.Number,
                    its.Title,
                    Facts.Of<CaseSeparated>(entry).DueAt,
                };
            case nameof(PlanGranted):
                var planned = Facts.Of<PlanGranted>(entry);
                return new
                {
                    its.Number,
                    its.Title,
                    planned.Measures,
                    planned.ResponsibleName,
                    planned.ReviewBy,
                };
            case nameof(PlanReviewed):
                var reviewed = Facts.Of<PlanReviewed>(entry);
                return new
                {
                    its.Number,
                    its.Title,
                    reviewed.Findings,
                    reviewed.ReviewBy,
                };
            case nameof(PlanTakenUp) or nameof(PlanEnded):
                return new
                {
                    its.Number,
                    its.Title,
                    Facts.Of<PlanEnded>(entry).DueAt,
                };
            case nameof(CaseExplained):
                var explained = Facts.Of<CaseExplained>(entry);
                return new
                {
                    its.Number,
                    its.Title,
                    explained.Words,
                    explained.ContestBy,
                };
            case nameof(ClosurePassed):
                return new
                {
                    its.Number,
                    its.Title,
                    Facts.Of<ClosurePassed>(entry).ConfirmBy,
                };
            default:
                return new { its.Number, its.Title };
        }
    }
}
