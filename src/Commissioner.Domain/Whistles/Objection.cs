using Commissioner.Domain.Departments;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Whistles;

/// <summary>Why a department says that it was called in error, and who is competent instead.</summary>
/// <param name="Reason">1 to 1,000 characters.</param>
/// <param name="DutyBasis">What its duties rest on: 1 to 500 characters.</param>
/// <param name="CompetentDepartmentId">The department that it names as competent.</param>
/// <param name="ById">Who objected.</param>
/// <param name="At">When, UTC.</param>
public sealed record Objection(string Reason, string DutyBasis, Id<Department> CompetentDepartmentId, Id<Person> ById, DateTimeOffset At);

/// <summary>What becomes of an objection.</summary>
public enum RulingDecision
{
    /// <summary>The department stays called, for good 维持.</summary>
    Keep,

    /// <summary>Another department is called instead 改派.</summary>
    Reassign,

    /// <summary>A conference decides 会商.</summary>
    Confer,
}

/// <summary>The service office's answer to an objection.</summary>
/// <param name="Decision">What becomes of it.</param>
/// <param name="Reason">1 to 1,000 characters.</param>
/// <param name="ById">Who ruled.</param>
/// <param name="At">When, UTC.</param>
public sealed record Ruling(RulingDecision Decision, string Reason, Id<Person> ById, DateTimeOffset At);

/// <summary>Why a leg went one level up.</summary>
public enum RaisedBecause
{
    /// <summary>It did not check in in time 未按时报到.</summary>
    CheckInMissed,

    /// <summary>Its report was sent back again 反馈再次被退回.</summary>
    ReturnedAgain,

    /// <summary>Somebody asked for it 提请升级.</summary>
    Asked,

    /// <summary>It was passed on three times without a lead 三次转办无人主办.</summary>
    NobodyLeads,
}

/// <summary>Why a result comes late, where it stands, and when more is heard.</summary>
/// <param name="Why">1 to 1,000 characters.</param>
/// <param name="Standing">1 to 1,000 characters.</param>
/// <param name="NextAt">When more is heard, UTC.</param>
/// <param name="At">When it was said, UTC.</param>
public sealed record InterimReport(string Why, string Standing, DateTimeOffset NextAt, DateTimeOffset At);

/// <summary>That a lead's head stands behind its report.</summary>
/// <param name="ById">The head; or who says that it consented.</param>
/// <param name="Stated">It was said by who reported, not done by the head.</param>
/// <param name="At">When, UTC.</param>
public sealed record HeadConsent(Id<Person> ById, bool Stated, DateTimeOffset At);

/// <summary>That a department came to the meeting on site.</summary>
/// <param name="Place">Where: 1 to 200 characters.</param>
/// <param name="ArrivedAt">When, UTC.</param>
/// <param name="ConfirmedById">Who of the other side confirms it; null until then.</param>
public sealed record Arrival(string Place, DateTimeOffset ArrivedAt, Id<Person>? ConfirmedById);

/// <summary>What one side thinks of the other: 1 is best, 5 is worst.</summary>
/// <param name="Mark">1 to 5.</param>
/// <param name="Remark">At most 500 characters.</param>
/// <param name="ById">Who judged.</param>
/// <param name="At">When, UTC.</param>
public sealed record Judgement(int Mark, string? Remark, Id<Person> ById, DateTimeOffset At);
