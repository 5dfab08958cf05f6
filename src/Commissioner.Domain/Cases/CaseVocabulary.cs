namespace Commissioner.Domain.Cases;

/// <summary>Where a case stands (docs/trade.md, Cases).</summary>
public enum CaseStatus
{
    /// <summary>Filed, not yet accepted 已提交.</summary>
    Submitted,

    /// <summary>Something is missing; the enterprise is asked once for all of it 待补正.</summary>
    NeedsInfo,

    /// <summary>Accepted, first contact owed 已受理.</summary>
    Accepted,

    /// <summary>Being dealt with 办理中.</summary>
    InProgress,

    /// <summary>The enterprise is asked and the clock stands still 待企业答复.</summary>
    WaitingForEnterprise,

    /// <summary>Closure proposed, review owed 审核中.</summary>
    UnderReview,

    /// <summary>The enterprise is asked 待确认.</summary>
    AwaitingConfirmation,

    /// <summary>The enterprise said: not resolved 返工.</summary>
    Rework,

    /// <summary>The enterprise said: resolved 已解决.</summary>
    Resolved,

    /// <summary>The enterprise said: partly 部分解决.</summary>
    PartlyResolved,

    /// <summary>The enterprise said nothing: neither satisfied nor resolved 未回应.</summary>
    Unanswered,

    /// <summary>Belongs elsewhere, and says where 已转介.</summary>
    Redirected,

    /// <summary>Goes on in another case 已并案.</summary>
    Merged,

    /// <summary>Withdrawn by the enterprise 已撤回.</summary>
    Withdrawn,

    /// <summary>Can't be settled now: measures, who is responsible and the next review are set 已挂账. Not resolved.</summary>
    Planned,

    /// <summary>Closed with an explanation: law, policy or competence forbids it 已解释.</summary>
    Explained,
}

/// <summary>How urgent a case or a whistle is.</summary>
public enum Urgency
{
    /// <summary>一般.</summary>
    Ordinary,

    /// <summary>急.</summary>
    Urgent,

    /// <summary>应急.</summary>
    Emergency,
}

/// <summary>How a first contact was made. A click is not one.</summary>
public enum ContactMeans
{
    /// <summary>电话.</summary>
    Call,

    /// <summary>上门.</summary>
    Visit,

    /// <summary>消息.</summary>
    Message,
}

/// <summary>What the enterprise says of the outcome.</summary>
public enum Outcome
{
    /// <summary>已解决.</summary>
    Resolved,

    /// <summary>部分解决.</summary>
    Partly,

    /// <summary>未解决.</summary>
    NotResolved,
}

/// <summary>Why a matter belongs elsewhere: a closed list.</summary>
public enum RedirectReason
{
    /// <summary>Another authority is competent by law 职权不在本园区.</summary>
    AnotherAuthority,

    /// <summary>It is before a court or in arbitration 诉讼或仲裁中.</summary>
    BeforeACourt,

    /// <summary>It is a review or an appeal with a way of its own in law 法定复议或申诉途径.</summary>
    LegalRemedy,

    /// <summary>It is a dispute between enterprises alone 企业间民事纠纷.</summary>
    CivilDispute,
}

/// <summary>What forbids what is asked: a closed list.</summary>
public enum ExplainedWhy
{
    /// <summary>A law or a regulation 法律法规.</summary>
    Law,

    /// <summary>A policy in force 政策规定.</summary>
    Policy,

    /// <summary>Nobody in the park is competent, nor is there another to go to 职权限制.</summary>
    Competence,
}

/// <summary>Who has the case now.</summary>
public enum HolderKind
{
    /// <summary>Its commissioner, or the duty desk where there is none.</summary>
    Commissioner,

    /// <summary>A called department.</summary>
    Department,

    /// <summary>The service office.</summary>
    TriageDesk,

    Enterprise,

    /// <summary>Nobody: it is closed.</summary>
    Nobody,

    /// <summary>The system, in the ledger alone: its engine stood still, or its limits do not fit together.</summary>
    System,

    /// <summary>Supervision, which deals with a confidential case by itself.</summary>
    Supervision,

    /// <summary>A partner bank, of financing needs alone.</summary>
    Bank,
}

/// <summary>Who deals with a case.</summary>
public enum Desk
{
    /// <summary>The commissioner of its enterprise.</summary>
    Commissioner,

    /// <summary>The service office in a commissioner's place.</summary>
    DutyDesk,

    /// <summary>Supervision, as the case is confidential.</summary>
    Supervision,
}

/// <summary>A kind of request 诉求类别.</summary>
/// <param name="Code">Stable; behind <c>category.</c> the key of its name.</param>
/// <param name="AboutOfficials">About a commissioner or a department: invisible to the commissioner, kept by the service office.</param>
public sealed record CaseCategory(string Code, bool AboutOfficials = false)
{
    /// <summary>The categories that the product knows (docs/trade.md, Categories).</summary>
    public static IReadOnlyList<CaseCategory> All { get; } =
    [
        new("Utilities"),
        new("Construction"),
        new("Licences"),
        new("PolicyBenefits"),
        new("ArrearsOwed"),
        new("Enforcement"),
        new("TechAndTalent"),
        new("InvestmentPledges"),
        new("ParkEnvironment"),
        new("Living"),
        new("SafetyAndEnvironment"),
        new("Customs"),
        new("AboutOfficials", AboutOfficials: true),
        new("Suggestion"),
        new("Other"),
    ];

    /// <summary>The category with this code, whatever its case; null when there is none.</summary>
    public static CaseCategory? Find(string? code) =>
        All.FirstOrDefault(c => string.Equals(c.Code, code?.Trim(), StringComparison.OrdinalIgnoreCase));
}
