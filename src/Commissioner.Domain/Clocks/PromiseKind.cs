namespace Commissioner.Domain.Clocks;

/// <summary>What was promised (product.md §5).</summary>
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
    /// <summary>A proposed closure is reviewed 审核.</summary>
    Review,
    /// <summary>The enterprise confirms 确认.</summary>
    Confirmation,
    /// <summary>A successor is appointed 接任.</summary>
    Successor,
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

/// <summary>What a promise does when its time comes.</summary>
public enum PromiseLevel
{
    /// <summary>Nothing yet.</summary>
    Quiet,
    /// <summary>Amber was raised.</summary>
    Warned,
    /// <summary>Red was raised.</summary>
    Overdue,
}
