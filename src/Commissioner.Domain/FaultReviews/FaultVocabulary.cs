namespace Commissioner.Domain.FaultReviews;

/// <summary>What can be wrong about a person's conduct: a closed list. That somebody is not satisfied is none of it.</summary>
public enum FaultGround
{
    /// <summary>Did not act, or passed it on 推诿拖延.</summary>
    Inaction,

    /// <summary>Rude, or made it hard 态度生硬、故意刁难.</summary>
    Conduct,

    /// <summary>Asked for praise or a withdrawal 要好评、让撤单.</summary>
    Pressure,

    /// <summary>Recorded what did not happen 弄虚作假.</summary>
    FalseRecord,

    /// <summary>Let out what is confidential 泄露信息.</summary>
    Disclosure,

    /// <summary>Took or asked for a benefit 吃拿卡要.</summary>
    Benefit,
}

/// <summary>What follows from a fault, the lightest first.</summary>
public enum FaultConsequence
{
    /// <summary>A talk 谈话提醒.</summary>
    Talk,

    /// <summary>Training 培训.</summary>
    Training,

    /// <summary>Another post 调整岗位.</summary>
    Transfer,

    /// <summary>Handed to the personnel authority 移交人事处理.</summary>
    Personnel,
}

/// <summary>Where a review stands.</summary>
public enum FaultReviewStatus
{
    /// <summary>The person is to be heard 待陈述.</summary>
    Opened,

    /// <summary>It was heard, or states nothing 待决定.</summary>
    Stated,

    /// <summary>Fault was found, and may be appealed 已认定.</summary>
    Decided,

    /// <summary>No fault 无责.</summary>
    NoFault,

    /// <summary>The person appeals 申诉中.</summary>
    Appealed,

    /// <summary>The appeal is ruled on, for good 申诉已裁定.</summary>
    Ruled,

    /// <summary>Taken back 已撤回.</summary>
    Withdrawn,
}

/// <summary>What becomes of an appeal.</summary>
public enum FaultOutcome
{
    /// <summary>The finding stands 维持.</summary>
    Stands,

    /// <summary>A lighter consequence 减轻.</summary>
    Changed,

    /// <summary>It is set aside 撤销.</summary>
    SetAside,
}

/// <summary>A step of a review.</summary>
public enum FaultStep
{
    /// <summary>The person states its view.</summary>
    State,

    /// <summary>Somebody else than who opened it decides.</summary>
    Decide,

    /// <summary>The person appeals.</summary>
    Appeal,

    /// <summary>A third person rules.</summary>
    Rule,

    /// <summary>Who opened it takes it back.</summary>
    Withdraw,
}
