namespace Commissioner.Domain.Undertakings;

/// <summary>What is undertaken. A kind is a name for templates: all kinds have the same nodes, clocks and moves.</summary>
public enum UndertakingKind
{
    /// <summary>Procedures done in an enterprise's place 代办.</summary>
    AgencyProject,

    /// <summary>Several matters applied for as one, in parallel 一件事一次办: one list of papers, one form, one limit.</summary>
    Package,
}

/// <summary>How an undertaking stands.</summary>
public enum UndertakingStatus
{
    /// <summary>The enterprise has entrusted it, nobody has begun.</summary>
    Entrusted,

    /// <summary>It is worked on.</summary>
    Running,

    /// <summary>Every node is approved.</summary>
    Completed,

    /// <summary>The enterprise has taken its entrustment back: nobody works on.</summary>
    Revoked,
}

/// <summary>How a node stands.</summary>
public enum NodeStatus
{
    /// <summary>What it needs is not there yet.</summary>
    NotStarted,

    /// <summary>The agent may hand the papers in.</summary>
    Ready,

    /// <summary>The papers lie with the department.</summary>
    Submitted,

    /// <summary>The department has taken them up.</summary>
    InReview,

    /// <summary>They were returned with everything that is missing.</summary>
    Correcting,

    /// <summary>It stands still until a day.</summary>
    Suspended,

    Approved,

    /// <summary>Refused; the papers may be handed in anew.</summary>
    Refused,

    /// <summary>Of a package: what is missing is said, and waits to be asked together with what the others say.</summary>
    Collected,

    /// <summary>A promised paper was not supplied: what was granted is revoked. It may be handed in anew.</summary>
    Revoked,
}

/// <summary>What can be done with a node.</summary>
public enum NodeMove
{
    /// <summary>Hands the papers in 递件.</summary>
    Submit,

    /// <summary>Takes them up 受理.</summary>
    TakeUp,

    /// <summary>Returns them, naming everything that is missing at once 一次性告知.</summary>
    Return,

    /// <summary>Hands the missing papers in 补正.</summary>
    Correct,

    Approve,

    Refuse,

    /// <summary>Lets it stand still until a day.</summary>
    Suspend,

    /// <summary>Lets it go on before that day.</summary>
    Resume,
}

/// <summary>For what a node stands still.</summary>
public enum SuspensionCause
{
    /// <summary>The enterprise is not ready: its own time.</summary>
    Enterprise,

    /// <summary>The law gives others time, such as a publication: nobody's time.</summary>
    Law,
}

/// <summary>What the enterprise lets the agent do in its place.</summary>
[Flags]
public enum Authority
{
    /// <summary>Ask, and be told how it stands.</summary>
    Ask = 1,

    /// <summary>Hand papers in, and correct them.</summary>
    Submit = 2,

    /// <summary>Receive decisions and certificates.</summary>
    Receive = 4,
}

/// <summary>How a promised paper stands.</summary>
public enum PaperStatus
{
    /// <summary>It is owed, by a day.</summary>
    Owed,

    /// <summary>It came; the department looks at it.</summary>
    Supplied,

    /// <summary>It is in order: the promise is kept and closed.</summary>
    Verified,

    /// <summary>Its day passed.</summary>
    Overdue,

    /// <summary>The department ordered it to be put right within a limit 责令改正.</summary>
    Ordered,

    /// <summary>Not even then: revoked, and recorded 失信.</summary>
    Broken,

    /// <summary>Force majeure: what was recorded is lifted.</summary>
    Excused,

    /// <summary>It is needed no longer.</summary>
    Dropped,
}

/// <summary>What can be done with a promised paper.</summary>
public enum PaperMove
{
    /// <summary>It is handed in 补交.</summary>
    Supply,

    /// <summary>It is in order 核验通过.</summary>
    Verify,

    /// <summary>It is not in order: the time runs on.</summary>
    SendBack,

    /// <summary>It is ordered to be put right 责令改正.</summary>
    OrderCorrection,

    /// <summary>What was granted is revoked 撤销.</summary>
    Revoke,

    /// <summary>The enterprise says what kept it, with proof 不可抗力.</summary>
    ClaimMajeure,

    /// <summary>Somebody else grants it.</summary>
    GrantMajeure,

    /// <summary>Somebody else refuses it.</summary>
    RefuseMajeure,
}
