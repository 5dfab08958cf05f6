namespace Commissioner.Domain.Clocks;

/// <summary>What can be promised; the limits are in docs/trade.md, Clocks.</summary>
public enum PromiseKind
{
    /// <summary>A request is accepted 受理.</summary>
    Accept,

    /// <summary>The commissioner makes first contact 首次联系.</summary>
    FirstContact,

    /// <summary>The matter is settled 办结.</summary>
    Settle,

    /// <summary>A called department checks in 报到.</summary>
    CheckIn,

    /// <summary>A checked-in department reports its result 反馈.</summary>
    LegResult,

    /// <summary>An objection to a call is ruled on 裁定.</summary>
    Ruling,

    /// <summary>A proposed closure is reviewed 审核.</summary>
    Review,

    /// <summary>The enterprise confirms 确认.</summary>
    Confirmation,

    /// <summary>The enterprise supplies what is missing before acceptance 补正.</summary>
    Supplement,

    /// <summary>The enterprise answers a question 答复.</summary>
    Answer,

    /// <summary>The enterprise is called back 回访.</summary>
    Callback,

    /// <summary>After a poor rating somebody else makes contact 差评联系.</summary>
    PoorContact,

    /// <summary>After a poor rating it is put right 差评整改.</summary>
    PoorCorrection,

    /// <summary>A successor is appointed 接任.</summary>
    Successor,

    /// <summary>The successor makes contact 接任联系.</summary>
    SuccessorContact,

    /// <summary>A planned matter is looked at again 挂账复核.</summary>
    PlannedReview,

    /// <summary>The Leader writes an opinion on what was escalated to it 批示.</summary>
    Opinion,

    /// <summary>A supervision order is answered 督办回复.</summary>
    OrderAnswer,

    /// <summary>The engine's own proof that it lives: nobody's promise.</summary>
    Canary,

    /// <summary>The papers of an undertaking's node are handed in, or handed in again 递件.</summary>
    NodeFiling,

    /// <summary>A node of an undertaking is decided on 节点办理. Its limit is the template's.</summary>
    NodeDecision,

    /// <summary>A node of an undertaking that stands still goes on 恢复办理.</summary>
    NodeResumption,

    /// <summary>A package is decided on as a whole 一件事办结. Its limit is the template's.</summary>
    PackageDecision,

    /// <summary>A promised paper is supplied 容缺补交. Its limit is the template's.</summary>
    PaperSupply,

    /// <summary>A promised paper that came is looked at 核验.</summary>
    PaperVerification,

    /// <summary>A paper that did not come is put right 责令改正.</summary>
    PaperCorrection,

    /// <summary>A remedy for like cases is done 举一反三.</summary>
    Remedy,

    /// <summary>What came of an introduction is asked the first time 对接回访.</summary>
    FirstFollowUp,

    /// <summary>It is asked again.</summary>
    SecondFollowUp,

    /// <summary>A partner bank answers to a financing need 银行答复.</summary>
    BankAnswer,
}

/// <summary>Which of a kind's limits is meant.</summary>
public enum PromiseVariant
{
    /// <summary>The limit that counts unless another variant applies.</summary>
    Usual,

    /// <summary>Two departments or more have a part in it.</summary>
    Joint,

    /// <summary>The enterprise said: not resolved.</summary>
    Rework,

    /// <summary>A lead department's result: by the case's own due time, and never in less than this.</summary>
    Lead,
}

/// <summary>How near a promise is to being broken.</summary>
public enum Alarm
{
    /// <summary>In time.</summary>
    None,

    /// <summary>One working day left or 80 % used 黄牌.</summary>
    Amber,

    /// <summary>Late 红牌.</summary>
    Red,
}

/// <summary>What a clock does.</summary>
public enum ClockState
{
    /// <summary>Runs, and has something to raise.</summary>
    Running,

    /// <summary>Stands still for a reason; nothing fires.</summary>
    Paused,

    /// <summary>Runs, late, with nothing left to raise.</summary>
    Spent,

    /// <summary>Has ended.</summary>
    Stopped,
}

/// <summary>How a promise ended.</summary>
public enum PromiseResult
{
    /// <summary>Kept in time.</summary>
    Met,

    /// <summary>Kept, but late.</summary>
    Late,

    /// <summary>No longer owed.</summary>
    Cancelled,

    /// <summary>Not kept until the clock itself ended it.</summary>
    Lapsed,
}

/// <summary>What a promise does when its time comes. Which of them, when and in which order is the policy's ladder.</summary>
public enum PromiseLevel
{
    /// <summary>Nothing yet.</summary>
    Quiet,

    /// <summary>Amber was raised.</summary>
    Warned,

    /// <summary>Red was raised.</summary>
    Overdue,

    /// <summary>Who owes it was reminded that it is late 催办.</summary>
    Reminded,

    /// <summary>A supervision order went out 督办.</summary>
    Ordered,

    /// <summary>The leader was told.</summary>
    Escalated,

    /// <summary>The enterprise was reminded, in time, that it is asked.</summary>
    FirstReminder,

    /// <summary>The enterprise was reminded again.</summary>
    SecondReminder,

    /// <summary>The enterprise was reminded on the very day.</summary>
    LastReminder,
}

/// <summary>What happened to a clock.</summary>
public enum ClockEventKind
{
    /// <summary>Its time began.</summary>
    Started,

    /// <summary>It stands still from here on.</summary>
    Paused,

    /// <summary>It runs again.</summary>
    Resumed,

    /// <summary>What was owed was done.</summary>
    Stopped,

    /// <summary>It is no longer owed.</summary>
    Cancelled,

    /// <summary>Its time was over and it ended by itself.</summary>
    Lapsed,

    /// <summary>What had stopped it was sent back.</summary>
    RanOn,

    /// <summary>More time was granted.</summary>
    Extended,

    /// <summary>It was laid anew by another rule, policy or calendar.</summary>
    Rebased,
}
