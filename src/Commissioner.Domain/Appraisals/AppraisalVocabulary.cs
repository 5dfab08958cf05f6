namespace Commissioner.Domain.Appraisals;

/// <summary>What is appraised.</summary>
public enum UnitKind
{
    /// <summary>A commissioner 专员.</summary>
    Person,

    /// <summary>A department 部门.</summary>
    Department,

    /// <summary>A park or sub-park 园区.</summary>
    Park,
}

/// <summary>What is counted; the formulas are in docs/trade.md, Scorecards.</summary>
public enum Measure
{
    /// <summary>R1: first contacts in time, of those due 响应.</summary>
    Response,

    /// <summary>B: check-ins in time, of those due 报到.</summary>
    CheckIn,

    /// <summary>T: settled in time, of those due 按时.</summary>
    OnTime,

    /// <summary>T by the time first promised, without extensions 按时（不计延期）.</summary>
    OnTimeUnextended,

    /// <summary>S: resolved, partly counting half 解决.</summary>
    Resolution,

    /// <summary>S₁: wholly resolved, silence counting as not 完全解决.</summary>
    StrictResolution,

    /// <summary>M: levels 1 to 3, of those rated 满意.</summary>
    Satisfaction,

    /// <summary>M₁: levels 1 and 2, of those rated 很满意.</summary>
    StrictSatisfaction,

    /// <summary>P: rated, of those that could be 参评.</summary>
    Rated,

    /// <summary>Requests filed 提出.</summary>
    Filed,

    /// <summary>Working minutes of lateness, charged by the ledger 超期.</summary>
    LateMinutes,

    /// <summary>Replacements, and those that the enterprise took back 更换.</summary>
    Replaced,

    /// <summary>Objections to a call that were ruled on, and those that were upheld 异议.</summary>
    Objected,
}

/// <summary>Why something that fell due is left out of a rate.</summary>
public enum LeftOut
{
    /// <summary>Not left out: it counts.</summary>
    Counted,

    /// <summary>Withdrawn, and a call-back says that it was free 自愿撤回.</summary>
    Withdrawn,

    /// <summary>It belongs elsewhere 已转介.</summary>
    Redirected,

    /// <summary>It went on in another case 已并案.</summary>
    Merged,

    /// <summary>Law, policy or competence forbids it 解释办结.</summary>
    Explained,

    /// <summary>Planned: what it was promised by is no longer owed 已挂账.</summary>
    Planned,

    /// <summary>The enterprise said nothing 未回应.</summary>
    Unanswered,

    /// <summary>The enterprise has not been heard yet 待确认.</summary>
    AwaitingWord,

    /// <summary>The department's part ended with the case or went to another 部门环节已取消.</summary>
    PartEnded,

    /// <summary>Not rated 未评价.</summary>
    NotRated,

    /// <summary>The rating is frozen while an incident is looked into 评价冻结.</summary>
    Frozen,

    /// <summary>A decision leaves it out 经批准剔除.</summary>
    ByDecision,
}

/// <summary>Where a unit stands: bands, not ranks.</summary>
public enum Band
{
    /// <summary>Fewer than five of something: no score 不计分.</summary>
    NoScore,

    /// <summary>Too few of those who could have rated 样本不足.</summary>
    TooFewRated,

    /// <summary>Good 良好.</summary>
    Good,

    /// <summary>As it should be 达标.</summary>
    Fair,

    /// <summary>To be looked at 待改进.</summary>
    Weak,
}

/// <summary>What kind of thing happened that is counted.</summary>
public enum FactKind
{
    /// <summary>A request was filed.</summary>
    Filed,

    /// <summary>A first contact was due.</summary>
    FirstContact,

    /// <summary>A department's check-in was due.</summary>
    CheckIn,

    /// <summary>A promise to settle was due: one a cycle.</summary>
    Settle,

    /// <summary>A department's result was due.</summary>
    LegResult,

    /// <summary>How a cycle ended, by the enterprise's word.</summary>
    Outcome,

    /// <summary>How a cycle ended, as the figure of the department that led.</summary>
    PartOutcome,

    /// <summary>A cycle that could be rated.</summary>
    Rated,

    /// <summary>A cycle that could be rated, as the figure of a department that took part.</summary>
    PartRated,

    /// <summary>What of a late promise is charged to one holder.</summary>
    Lateness,

    /// <summary>A commissioner was replaced.</summary>
    Replacement,

    /// <summary>A department said that it was called in error, and that was ruled on.</summary>
    Objection,
}
