using Commissioner.Domain.People;

namespace Commissioner.Domain.Cases;

/// <summary>What can be done with a case.</summary>
public enum CaseMove
{
    /// <summary>受理.</summary>
    Accept,

    /// <summary>记录首次联系.</summary>
    RecordFirstContact,

    /// <summary>吹哨.</summary>
    BlowWhistle,

    /// <summary>报到.</summary>
    CheckIn,

    /// <summary>反馈.</summary>
    Report,

    /// <summary>认可反馈.</summary>
    ApproveReport,

    /// <summary>退回反馈.</summary>
    ReturnReport,

    /// <summary>提请办结.</summary>
    ProposeClosure,

    /// <summary>审核通过.</summary>
    PassClosure,

    /// <summary>审核退回.</summary>
    ReturnClosure,

    /// <summary>确认结果.</summary>
    Confirm,

    /// <summary>评价.</summary>
    Rate,

    /// <summary>一次性告知补正.</summary>
    AskForInfo,

    /// <summary>补正.</summary>
    Supply,

    /// <summary>询问企业.</summary>
    AskEnterprise,

    /// <summary>答复.</summary>
    Answer,

    /// <summary>申请延期.</summary>
    AskExtension,

    /// <summary>同意延期.</summary>
    GrantExtension,

    /// <summary>不同意延期.</summary>
    RefuseExtension,

    /// <summary>转介.</summary>
    Redirect,

    /// <summary>并案.</summary>
    Merge,

    /// <summary>撤回.</summary>
    Withdraw,

    /// <summary>重新提起.</summary>
    Reopen,

    /// <summary>应急吹哨.</summary>
    WhistleInEmergency,

    /// <summary>提出异议.</summary>
    ObjectToCall,

    /// <summary>裁定异议.</summary>
    Rule,

    /// <summary>提请升级.</summary>
    Escalate,

    /// <summary>阶段反馈.</summary>
    ReportInterim,

    /// <summary>负责人同意反馈.</summary>
    ConsentAsHead,

    /// <summary>撤销一条哨.</summary>
    CancelLeg,

    /// <summary>到场.</summary>
    Arrive,

    /// <summary>确认到场.</summary>
    ConfirmArrival,

    /// <summary>召集会商.</summary>
    Convene,

    /// <summary>写会商纪要.</summary>
    RecordMinutes,

    /// <summary>评价部门.</summary>
    JudgeLeg,

    /// <summary>评价吹哨.</summary>
    JudgeWhistle,

    /// <summary>申请挂账.</summary>
    AskPlan,

    /// <summary>同意挂账.</summary>
    GrantPlan,

    /// <summary>不同意挂账, or ends a plan 终止挂账.</summary>
    RefusePlan,

    /// <summary>复核挂账.</summary>
    ReviewPlan,

    /// <summary>提请解释办结.</summary>
    ProposeExplained,

    /// <summary>同意解释办结.</summary>
    ApproveExplained,

    /// <summary>不同意解释办结.</summary>
    RefuseExplained,

    /// <summary>撤销并案.</summary>
    Separate,

    /// <summary>下达督办单.</summary>
    IssueOrder,

    /// <summary>回复督办单.</summary>
    AnswerOrder,

    /// <summary>销号督办单.</summary>
    CloseOrder,

    /// <summary>退回督办回复.</summary>
    ReturnOrder,

    /// <summary>批示.</summary>
    GiveOpinion,

    /// <summary>补充材料.</summary>
    Supplement,

    /// <summary>催办.</summary>
    Nudge,
}

/// <summary>The workflow as one table: which move starts where, and whose it is (docs/trade.md, Cases and Whistles).</summary>
public static class CaseWorkflow
{
    private static readonly CaseStatus[] Working = [CaseStatus.InProgress, CaseStatus.Rework];

    // A leg is worked while the enterprise is asked, since a department's clock runs on then; and before acceptance, since an emergency may
    // be whistled for before it.
    private static readonly CaseStatus[] WhileLegsRun =
    [
        CaseStatus.Submitted,
        CaseStatus.NeedsInfo,
        CaseStatus.Accepted,
        .. Working,
        CaseStatus.WaitingForEnterprise,
    ];
    private static readonly CaseStatus[] Open =
    [
        CaseStatus.Submitted,
        CaseStatus.NeedsInfo,
        CaseStatus.Accepted,
        .. Working,
        CaseStatus.WaitingForEnterprise,
        CaseStatus.UnderReview,
        CaseStatus.AwaitingConfirmation,
        CaseStatus.Planned,
    ];
    private static readonly CaseStatus[] AfterLegs =
    [
        .. Open,
        CaseStatus.Resolved,
        CaseStatus.PartlyResolved,
        CaseStatus.Unanswered,
        CaseStatus.Withdrawn,
        CaseStatus.Explained,
    ];
    private static readonly CaseStatus[] Explainable = [CaseStatus.InProgress, CaseStatus.UnderReview];
    private static readonly Role[] Commissioner = [Role.Commissioner];
    private static readonly Role[] Leader = [Role.Leader];
    private static readonly Role[] Department = [Role.DepartmentLiaison, Role.DepartmentHandler, Role.DepartmentHead];

    // What an enterprise may do by the form it may do by telephone: a seat makes the move with the caller's words and the recording.
    private static readonly Role[] Enterprise = [Role.EnterpriseOwner, Role.EnterpriseUser, Role.HotlineSeat];

    /// <summary>The rows: move, where it starts, whose it is.</summary>
    public static IReadOnlyList<(CaseMove Move, CaseStatus[] From, Role[] Who)> Table { get; } =
    [
        (CaseMove.Accept, [CaseStatus.Submitted], [Role.Commissioner, Role.TriageDesk]),
        (CaseMove.RecordFirstContact, [CaseStatus.Accepted], Commissioner),
        (CaseMove.BlowWhistle, Working, [Role.Commissioner, Role.Leader]),
        (CaseMove.CheckIn, WhileLegsRun, Department),
        (CaseMove.Report, WhileLegsRun, Department),
        (CaseMove.ApproveReport, WhileLegsRun, Commissioner),
        (CaseMove.ReturnReport, WhileLegsRun, Commissioner),
        (CaseMove.ProposeClosure, Working, Commissioner),
        (CaseMove.PassClosure, [CaseStatus.UnderReview], [Role.TriageDesk, Role.System]),
        (CaseMove.ReturnClosure, [CaseStatus.UnderReview], [Role.TriageDesk]),
        (CaseMove.Confirm, [CaseStatus.AwaitingConfirmation], [.. Enterprise, Role.CallbackAgent]),
        (
            CaseMove.Rate,
            [CaseStatus.Resolved, CaseStatus.PartlyResolved, CaseStatus.Unanswered, CaseStatus.Explained],
            [.. Enterprise, Role.CallbackAgent]
        ),
        (CaseMove.AskForInfo, [CaseStatus.Submitted], [Role.Commissioner, Role.TriageDesk]),
        (CaseMove.Supply, [CaseStatus.NeedsInfo], Enterprise),
        (CaseMove.AskEnterprise, Working, Commissioner),
        (CaseMove.Answer, [CaseStatus.WaitingForEnterprise], Enterprise),
        (CaseMove.AskExtension, Working, Commissioner),
        (CaseMove.GrantExtension, Working, [Role.TriageDesk]),
        (CaseMove.RefuseExtension, Working, [Role.TriageDesk]),
        (CaseMove.Redirect, [CaseStatus.Submitted], [Role.TriageDesk]),
        (CaseMove.Merge, [CaseStatus.Submitted, CaseStatus.Accepted], [Role.TriageDesk]),
        (CaseMove.Separate, [CaseStatus.Merged], [Role.TriageDesk]),
        (CaseMove.Withdraw, Open, Enterprise),
        (
            CaseMove.Reopen,
            [
                CaseStatus.Resolved,
                CaseStatus.PartlyResolved,
                CaseStatus.Unanswered,
                CaseStatus.Redirected,
                CaseStatus.Withdrawn,
                CaseStatus.Explained,
            ],
            [.. Enterprise, Role.CallbackAgent]
        ),
        (CaseMove.AskPlan, [CaseStatus.InProgress], Commissioner),
        (CaseMove.GrantPlan, [CaseStatus.InProgress], Leader),
        (CaseMove.RefusePlan, [CaseStatus.InProgress, CaseStatus.Planned], Leader),
        (CaseMove.ReviewPlan, [CaseStatus.Planned], Commissioner),
        (CaseMove.ProposeExplained, Explainable, Commissioner),
        (CaseMove.ApproveExplained, Explainable, [Role.TriageDesk, Role.Supervisor]),
        (CaseMove.RefuseExplained, Explainable, [Role.TriageDesk, Role.Supervisor]),
        (CaseMove.WhistleInEmergency, [CaseStatus.Submitted, CaseStatus.Accepted, .. Working], [Role.HotlineSeat]),
        (CaseMove.ObjectToCall, WhileLegsRun, [Role.DepartmentLiaison, Role.DepartmentHead]),
        (CaseMove.Rule, WhileLegsRun, [Role.TriageDesk, Role.Leader]),
        (CaseMove.Escalate, WhileLegsRun, [Role.Commissioner, Role.TriageDesk]),
        (CaseMove.ReportInterim, WhileLegsRun, Department),
        (CaseMove.ConsentAsHead, WhileLegsRun, [Role.DepartmentHead]),
        (CaseMove.CancelLeg, WhileLegsRun, [Role.Commissioner, Role.TriageDesk]),
        (CaseMove.Arrive, WhileLegsRun, Department),
        (CaseMove.ConfirmArrival, WhileLegsRun, Commissioner),
        (CaseMove.Convene, WhileLegsRun, [Role.TriageDesk, Role.Leader]),
        (CaseMove.RecordMinutes, WhileLegsRun, [Role.TriageDesk, Role.Leader]),
        (CaseMove.JudgeLeg, AfterLegs, Commissioner),
        (CaseMove.JudgeWhistle, AfterLegs, Department),
        (CaseMove.IssueOrder, Open, [Role.Supervisor]),
        (CaseMove.AnswerOrder, Open, [Role.Commissioner, Role.TriageDesk, .. Department]),
        (CaseMove.CloseOrder, Open, [Role.Supervisor]),
        (CaseMove.ReturnOrder, Open, [Role.Supervisor]),
        (CaseMove.GiveOpinion, Open, Leader),
        (CaseMove.Supplement, Open, Enterprise),
        // Where the enterprise itself has it, there is nobody to be pressed.
        (CaseMove.Nudge, [CaseStatus.Submitted, CaseStatus.Accepted, .. Working, CaseStatus.UnderReview, CaseStatus.Planned], Enterprise),
    ];

    /// <summary>
    /// Moves on a called department's leg, and the seat's whistle. A refusal names nobody for them while no department was called.
    /// </summary>
    public static IReadOnlyCollection<CaseMove> OnLegs { get; } =
    [
        CaseMove.CheckIn,
        CaseMove.Report,
        CaseMove.ApproveReport,
        CaseMove.ReturnReport,
        CaseMove.WhistleInEmergency,
        CaseMove.ObjectToCall,
        CaseMove.Rule,
        CaseMove.Escalate,
        CaseMove.ReportInterim,
        CaseMove.ConsentAsHead,
        CaseMove.CancelLeg,
        CaseMove.Arrive,
        CaseMove.ConfirmArrival,
        CaseMove.Convene,
        CaseMove.RecordMinutes,
        CaseMove.JudgeLeg,
        CaseMove.JudgeWhistle,
    ];

    /// <summary>What supervision demands, and what an enterprise adds or presses for, moves no case on: a refusal that says who could act next leaves these moves out.</summary>
    public static IReadOnlyCollection<CaseMove> Beside { get; } =
    [
        CaseMove.IssueOrder,
        CaseMove.AnswerOrder,
        CaseMove.CloseOrder,
        CaseMove.ReturnOrder,
        CaseMove.GiveOpinion,
        CaseMove.Supplement,
        CaseMove.Nudge,
    ];

    /// <summary>Where a case is closed.</summary>
    public static IReadOnlyList<CaseStatus> Closed { get; } =
    [
        CaseStatus.Resolved,
        CaseStatus.PartlyResolved,
        CaseStatus.Unanswered,
        CaseStatus.Redirected,
        CaseStatus.Merged,
        CaseStatus.Withdrawn,
        CaseStatus.Explained,
    ];

    /// <summary>
    /// The moves that a confidential case knows. No department is called, nobody is rated and nothing is put off: whatever brings in others
    /// would tell them.
    /// </summary>
    public static IReadOnlyCollection<CaseMove> OfConfidential { get; } =
    [
        CaseMove.Accept,
        CaseMove.RecordFirstContact,
        CaseMove.ProposeClosure,
        CaseMove.PassClosure,
        CaseMove.ReturnClosure,
        CaseMove.Confirm,
        CaseMove.AskForInfo,
        CaseMove.Supply,
        CaseMove.AskEnterprise,
        CaseMove.Answer,
        CaseMove.Withdraw,
        CaseMove.Reopen,
        CaseMove.Supplement,
        CaseMove.Nudge,
    ];

    /// <summary>
    /// Whose move it is; nobody's where such a case does not know it. Where the duty desk serves, the service office makes the commissioner's
    /// moves, and no commissioner does; of a confidential case supervision makes the moves of both.
    /// </summary>
    public static IReadOnlyList<Role> Who(CaseMove move, Desk desk)
    {
        var who = Table.Single(r => r.Move == move).Who;
        return desk switch
        {
            Desk.Commissioner => who,
            Desk.DutyDesk => [.. who.Select(r => r == Role.Commissioner ? Role.TriageDesk : r).Distinct()],
            _ when !OfConfidential.Contains(move) => [],
            _ =>
            [
                .. who.Where(r => r is not (Role.HotlineSeat or Role.CallbackAgent))
                    .Select(r => r is Role.Commissioner or Role.TriageDesk ? Role.Supervisor : r)
                    .Distinct(),
            ],
        };
    }

    /// <summary>The states in which this move starts.</summary>
    public static IReadOnlyList<CaseStatus> From(CaseMove move) => Table.Single(r => r.Move == move).From;
}
