using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Cases;

/// <summary>Whose the next step of an open case is: kept, so that a queue of ten thousand is parted without reading their legs.</summary>
public sealed partial class Case
{
    // What somebody else is waited for by.
    private static readonly PromiseKind[] Waiting =
    [
        PromiseKind.Review,
        PromiseKind.Confirmation,
        PromiseKind.Supplement,
        PromiseKind.Answer,
        PromiseKind.Ruling,
    ];

    /// <summary>
    /// What the service office owes on it as the office, and of a case about officials as who serves; null where it owes nothing.
    /// </summary>
    public CaseMove? OfficeStep { get; private set; }

    /// <summary>Who asked for that, and so may not do it; null where anybody of the office may.</summary>
    public Id<Person>? OfficeStepNotById { get; private set; }

    /// <summary>
    /// What the commissioner owes on it, or the office as long as the enterprise has none; null where that is nothing, and of a case about
    /// officials.
    /// </summary>
    public CaseMove? ServerStep { get; private set; }

    /// <summary>What is waited for, to whoever owes nothing himself; null when it is closed.</summary>
    public CaseMove? AwaitedStep { get; private set; }

    /// <summary>Since when that is waited for, UTC; null where nothing tells.</summary>
    public DateTimeOffset? AwaitedSince { get; private set; }

    private void SettleSteps()
    {
        if (CaseWorkflow.Closed.Contains(Status))
        {
            (OfficeStep, OfficeStepNotById, ServerStep, AwaitedStep, AwaitedSince) = (null, null, null, null, null);
            return;
        }

        // Nothing is owed that can't be done where it stands. What anybody of the office may do goes before what one of them may not.
        var office = OfficeSteps().Where(s => IsOpenTo(s.Step)).OrderBy(s => s.NotBy is not null).FirstOrDefault();
        (OfficeStep, OfficeStepNotById) = (office.Step, office.NotBy);
        ServerStep = AboutOfficials ? null : StepsOfServer().FirstOrDefault(IsOpenTo);
        AwaitedStep = StepAwaited();
        AwaitedSince = AwaitedStep is CaseMove.CheckIn or CaseMove.Report
            ? Legs.Where(l => l.DepartmentId == HolderDepartmentId && l.Status is LegStatus.Called or LegStatus.CheckedIn)
                .Max(l => l.CheckedInAt ?? (DateTimeOffset?)l.CalledAt)
            : _clocks.Where(c => c.IsRunning && Waiting.Contains(c.Kind)).Max(c => (DateTimeOffset?)c.StartedAt);
    }

    private IEnumerable<(CaseMove? Step, Id<Person>? NotBy)> OfficeSteps()
    {
        if (ExtensionAsked is not null)
        {
            yield return (CaseMove.GrantExtension, null);
        }

        if (Status == CaseStatus.UnderReview)
        {
            yield return (CaseMove.PassClosure, ClosureById);
        }

        foreach (var leg in Legs.Where(l => l is { Status: LegStatus.Objected, Ruling: null }))
        {
            yield return (CaseMove.Rule, leg.Objection!.ById);
        }

        if (Explanation is { OfficeId: null } proposed)
        {
            yield return (CaseMove.ApproveExplained, proposed.ProposedById);
        }

        foreach (var step in AboutOfficials ? StepsOfServer() : [])
        {
            yield return (step, null);
        }
    }

    private IEnumerable<CaseMove?> StepsOfServer()
    {
        if (_orders.Exists(o => o is { Status: OrderStatus.Issued, To: HolderKind.Commissioner }))
        {
            yield return CaseMove.AnswerOrder;
        }

        yield return CaseMove.Accept;
        yield return CaseMove.RecordFirstContact;
        if (Legs.Any(l => l.Status == LegStatus.Reported))
        {
            yield return CaseMove.ApproveReport;
        }

        yield return CaseMove.ReviewPlan;
        if (PlanAsked is null && Explanation is null && Holder is HolderKind.Commissioner or HolderKind.Supervision)
        {
            yield return CaseMove.ProposeClosure;
        }
    }

    private bool IsOpenTo(CaseMove? move) => move is { } m && CaseWorkflow.From(m).Contains(Status);

    private CaseMove StepAwaited() =>
        Status switch
        {
            CaseStatus.NeedsInfo => CaseMove.Supply,
            CaseStatus.WaitingForEnterprise => CaseMove.Answer,
            CaseStatus.AwaitingConfirmation => CaseMove.Confirm,
            CaseStatus.UnderReview => CaseMove.PassClosure,
            CaseStatus.Submitted => CaseMove.Accept,
            CaseStatus.Accepted => CaseMove.RecordFirstContact,
            CaseStatus.Planned => CaseMove.ReviewPlan,
            _ when Holder == HolderKind.TriageDesk => CaseMove.Rule,
            _ when PlanAsked is not null => CaseMove.GrantPlan,
            _ when Explanation is not null => CaseMove.ApproveExplained,
            _ when Legs.Any(l => l.DepartmentId == HolderDepartmentId && l.Status == LegStatus.Called) => CaseMove.CheckIn,
            _ when Holder == HolderKind.Department => CaseMove.Report,
            _ when Legs.Any(l => l.Status == LegStatus.Reported) => CaseMove.ApproveReport,
            _ => CaseMove.ProposeClosure,
        };
}
