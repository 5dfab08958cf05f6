using Commissioner.Domain.Cases;
using Commissioner.Domain.Whistles;

namespace Commissioner.App.Features.Demo;

/// <summary>A case that is left standing where somebody has something to do.</summary>
/// <param name="Enterprise">The enterprise's number.</param>
/// <param name="HoursAgo">When it was filed, in working hours before the end.</param>
/// <param name="HaltAt">Where it stops; with legs, they stop it.</param>
/// <param name="Legs">Called departments, the lead first, and where each stops.</param>
internal sealed record DemoScene(int Enterprise, double HoursAgo, CaseStatus HaltAt, params (string Department, LegStatus HaltAt)[] Legs);

/// <summary>What is certain at the end, whatever was played before: something to do for everybody.</summary>
internal static class DemoScenes
{
    /// <summary>The last days' cases. The first enterprise's are those that a visitor sees first.</summary>
    public static IReadOnlyList<DemoScene> Last { get; } =
    [
        new(1, 1, CaseStatus.Submitted),
        new(1, 2.5, CaseStatus.Accepted),
        new(1, 3, CaseStatus.UnderReview, ("园林绿化处", LegStatus.Called), ("市政道路处", LegStatus.CheckedIn)),
        new(1, 6, CaseStatus.UnderReview, ("经济发展局", LegStatus.Reported), ("市场监管分局", LegStatus.CheckedIn)),
        new(1, 8, CaseStatus.AwaitingConfirmation),
        new(1, 12, CaseStatus.Resolved),
        new(2, 2, CaseStatus.Submitted),
        new(2, 7, CaseStatus.UnderReview),
        new(3, 6.5, CaseStatus.UnderReview),
        new(4, 10, CaseStatus.Rework),
        new(118, 4, CaseStatus.InProgress),
        new(10, 2.7, CaseStatus.UnderReview, ("市场监管分局", LegStatus.Called), ("经济发展局", LegStatus.Called)),
        new(11, 4, CaseStatus.UnderReview, ("市政道路处", LegStatus.Called), ("园林绿化处", LegStatus.CheckedIn)),
        // One objection waits for its ruling; another was upheld, so that a catalogue proposal waits.
        new(17, 3, CaseStatus.UnderReview, ("人力社保处", LegStatus.Objected)),
        new(19, 5, CaseStatus.UnderReview, ("市政道路处", LegStatus.Reassigned), ("园林绿化处", LegStatus.CheckedIn)),
        // Late are the whole matter, a check-in and an acceptance. A case filed 37 working hours ago is always on the last of its five
        // days, and not late yet.
        new(5, 50, CaseStatus.UnderReview, ("园林绿化处", LegStatus.CheckedIn)),
        new(7, 14, CaseStatus.UnderReview, ("市场监管分局", LegStatus.Called)),
        new(8, 24, CaseStatus.Submitted),
        new(6, 37, CaseStatus.InProgress),
        new(9, 36.9, CaseStatus.InProgress),
        // Cases in which the enterprise is asked, and those that ended without its word.
        new(1, 5, CaseStatus.WaitingForEnterprise),
        new(2, 3, CaseStatus.NeedsInfo),
        new(13, 5, CaseStatus.Redirected),
        new(118, 1.5, CaseStatus.Merged),
        new(14, 9, CaseStatus.Withdrawn),
        new(15, 7, CaseStatus.Planned),
        new(16, 8, CaseStatus.Explained),
        // Without a commissioner: with the duty desk.
        new(149, 2.2, CaseStatus.Submitted),
        new(150, 6.2, CaseStatus.InProgress),
    ];

    /// <summary>What the enterprise is asked.</summary>
    public const string Question = "请补充现场照片和方便联系的时间";

    /// <summary>Enterprises that press 换专员, and when, as a share of the six months. Two of them come back.</summary>
    public static IReadOnlyList<(int Enterprise, double Share)> Buttons { get; } =
    [(47, 0.1), (12, 0.25), (33, 0.4), (12, 0.6), (81, 0.8), (33, 0.9)];

    /// <summary>The enterprise that pressed it within the last working hour: a successor is owed.</summary>
    public const int LastButton = 20;
}
