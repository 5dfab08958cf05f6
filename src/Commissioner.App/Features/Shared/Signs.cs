using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Whistles;

namespace Commissioner.App.Features.Shared;

/// <summary>The classes of the trade's signs: what is grey, blue, violet or green; the word stands beside it.</summary>
public static class Signs
{
    /// <summary>Of a case's state.</summary>
    public static string Of(CaseStatus status) =>
        "state "
        + status switch
        {
            CaseStatus.Submitted => "state-new",
            CaseStatus.Accepted or CaseStatus.InProgress or CaseStatus.Rework or CaseStatus.UnderReview => "state-working",
            CaseStatus.AwaitingConfirmation or CaseStatus.NeedsInfo or CaseStatus.WaitingForEnterprise or CaseStatus.Planned =>
                "state-waiting",
            CaseStatus.Resolved or CaseStatus.PartlyResolved => "state-settled",
            _ => "state-unsettled",
        };

    /// <summary>Of a leg's state.</summary>
    public static string Of(LegStatus status) =>
        "state "
        + status switch
        {
            LegStatus.Called => "state-new",
            LegStatus.Objected => "state-waiting",
            LegStatus.Done => "state-settled",
            LegStatus.Cancelled or LegStatus.Reassigned => "state-unsettled",
            _ => "state-working",
        };

    public static string Of(Alarm alarm) =>
        "alarm "
        + alarm switch
        {
            Alarm.Red => "alarm-red",
            Alarm.Amber => "alarm-amber",
            _ => "alarm-none",
        };

    public static string Of(Urgency urgency) => urgency == Urgency.Emergency ? "urgency urgency-emergency" : "urgency";
}
