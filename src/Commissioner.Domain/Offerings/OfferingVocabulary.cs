namespace Commissioner.Domain.Offerings;

/// <summary>Whether an enterprise offers something or seeks it.</summary>
public enum OfferingKind
{
    /// <summary>供给.</summary>
    Offer,

    /// <summary>需求.</summary>
    Seek,
}

/// <summary>What kind of goods or services it is about. The list is closed, so that two sides who mean one thing meet under one word.</summary>
public enum OfferingCategory
{
    /// <summary>原材料.</summary>
    Materials,

    /// <summary>零部件.</summary>
    Parts,

    /// <summary>设备与工装.</summary>
    Equipment,

    /// <summary>加工制造.</summary>
    Processing,

    /// <summary>检测认证.</summary>
    Testing,

    /// <summary>研发设计.</summary>
    Design,

    /// <summary>软件与信息服务.</summary>
    Software,

    /// <summary>物流仓储.</summary>
    Logistics,

    /// <summary>能源与环保.</summary>
    EnergyAndWaste,

    /// <summary>厂房场地.</summary>
    Premises,

    /// <summary>人才与培训.</summary>
    Training,

    /// <summary>法律、财税等专业服务.</summary>
    Professional,

    /// <summary>餐饮后勤.</summary>
    Catering,

    /// <summary>Anything else: two of them suit each other by their words alone.</summary>
    Other,
}

/// <summary>Who may know of it, beside the enterprise's own people.</summary>
public enum OfferingAudience
{
    /// <summary>The service office and the enterprise's commissioner alone.</summary>
    Office,

    /// <summary>Enterprises of its sub-park, too, and who serves one there.</summary>
    Park,

    /// <summary>All enterprises, and all commissioners.</summary>
    All,
}

/// <summary>How an offering stands.</summary>
public enum OfferingState
{
    Open,

    /// <summary>The enterprise wants nobody to be brought to it for now.</summary>
    Paused,

    /// <summary>It found what it sought, or sold what it offered.</summary>
    Fulfilled,

    Withdrawn,

    /// <summary>Its last day is over.</summary>
    Expired,
}

/// <summary>What an enterprise does with its offering.</summary>
public enum OfferingStep
{
    Pause,

    Resume,

    Fulfil,

    Withdraw,
}

/// <summary>Why an offer and a seek suit each other.</summary>
public enum SuitReason
{
    SameCategory,

    /// <summary>Both say the same words.</summary>
    WordsInCommon,

    /// <summary>The same sub-park, one within the other, or the same city; or one of the two is bound to no place.</summary>
    Place,

    /// <summary>As much is offered as is sought, in the same unit.</summary>
    QuantitySuffices,

    /// <summary>Both hold on this day.</summary>
    StillOpen,
}

/// <summary>How an introduction stands.</summary>
public enum IntroductionState
{
    /// <summary>Both enterprises are asked.</summary>
    Proposed,

    /// <summary>Both said yes: each may see whom to speak to, and who owns it brings them together.</summary>
    Agreed,

    /// <summary>They were brought together; it is followed up after 7 and 30 days.</summary>
    Introduced,

    /// <summary>Once followed up, and they are still talking.</summary>
    FollowedUp,

    /// <summary>It has its outcome.</summary>
    Ended,

    /// <summary>One of the two does not want it. Why, nobody asks.</summary>
    Declined,

    /// <summary>Who owns it gave it up, or one of the two offerings or enterprises is gone.</summary>
    CalledOff,
}

/// <summary>What came of an introduction.</summary>
public enum IntroductionOutcome
{
    OrderMade,

    NotSuited,

    StillTalking,
}
