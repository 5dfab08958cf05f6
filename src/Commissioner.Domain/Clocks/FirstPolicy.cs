using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Clocks;

/// <summary>What is raised when a promise is late (docs/trade.md, Ladders).</summary>
public static class PromiseLadders
{
    private static readonly Role[] Heads = [Role.DepartmentHead, Role.Supervisor];
    private static readonly Rung Red = new(PromiseLevel.Overdue, RungFrom.Due, WorkingTime.Minutes(0), Heads);

    /// <summary>Due: the head · +1 working day reminder · +2 supervision order · +5 Leader.</summary>
    public static IReadOnlyList<Rung> Ordinary { get; } = Climb(WorkingTime.Days(1), WorkingTime.Days(2), WorkingTime.Days(5));

    /// <summary>The same in half the time; a working day has 450 minutes.</summary>
    public static IReadOnlyList<Rung> Halved { get; } =
        Climb(WorkingTime.Minutes(225), WorkingTime.Minutes(450), WorkingTime.Minutes(1125));

    /// <summary>A rung each 30 minutes, day and night.</summary>
    public static IReadOnlyList<Rung> HalfHourly { get; } =
        Climb(WorkingTime.WallMinutes(30), WorkingTime.WallMinutes(60), WorkingTime.WallMinutes(90));

    /// <summary>What the enterprise owes: reminders on day 1 and 3, then the clock acts by itself.</summary>
    public static IReadOnlyList<Rung> Reminders { get; } =
    [
        new(PromiseLevel.FirstReminder, RungFrom.Start, WorkingTime.Days(1), []),
        new(PromiseLevel.SecondReminder, RungFrom.Start, WorkingTime.Days(3), []),
        Red with
        {
            Tells = [],
        },
    ];

    /// <summary>
    /// What the enterprise promised to supply: reminded five working days before, the day before and on the very day, six working hours
    /// before its end; then the head and supervision hear that it is late, and the head once more that it is to be decided on.
    /// </summary>
    public static IReadOnlyList<Rung> Countdown { get; } =
    [
        new(PromiseLevel.FirstReminder, RungFrom.Before, WorkingTime.Days(5), []),
        new(PromiseLevel.SecondReminder, RungFrom.Before, WorkingTime.Days(1), []),
        new(PromiseLevel.LastReminder, RungFrom.Before, WorkingTime.Hours(6), []),
        Red,
        new(PromiseLevel.Reminded, RungFrom.Due, WorkingTime.Days(1), []),
    ];

    /// <summary>What nobody climbs: at the due time the clock itself acts.</summary>
    public static IReadOnlyList<Rung> DueOnly { get; } = [Red];

    /// <summary>
    /// What the Leader or a bank owes, and what is asked after an introduction: supervision hears that it is late, and who owes it is reminded.
    /// </summary>
    public static IReadOnlyList<Rung> Demanded { get; } =
    [Red with { Tells = [Role.Supervisor] }, new(PromiseLevel.Reminded, RungFrom.Due, WorkingTime.Days(1), [])];

    /// <summary>What an order's answer climbs: supervision and the head hear of it, then the Leader does.</summary>
    public static IReadOnlyList<Rung> Ordered(WorkingTime leader) =>
        [Red, new(PromiseLevel.Escalated, RungFrom.Due, leader, [Role.Leader, Role.Supervisor])];

    /// <summary>The usual ladder of an urgency.</summary>
    public static IReadOnlyList<Rung> Of(Urgency urgency) =>
        urgency switch
        {
            Urgency.Emergency => HalfHourly,
            Urgency.Urgent => Halved,
            _ => Ordinary,
        };

    private static Rung[] Climb(WorkingTime reminder, WorkingTime order, WorkingTime leader) =>
        [
            Red,
            new(PromiseLevel.Reminded, RungFrom.Due, reminder, []),
            new(PromiseLevel.Ordered, RungFrom.Due, order, [Role.Supervisor]),
            new(PromiseLevel.Escalated, RungFrom.Due, leader, [Role.Leader, Role.Supervisor]),
        ];
}

/// <summary>The limits that ship with the product, as policy 1 (docs/trade.md, Clocks).</summary>
internal static class FirstPolicy
{
    public static IReadOnlyList<PromiseRule> Rules { get; } =
    [
        .. Three("accept", PromiseKind.Accept, "1d", "2h", "15wm"),
        .. Three("first-contact", PromiseKind.FirstContact, "1d", "1h", "30wm"),
        .. Three("settle", PromiseKind.Settle, "5d", "2d", "1440wm"),
        new("settle-joint", PromiseKind.Settle, WorkingTime.Days(15), Variant: PromiseVariant.Joint),
        new("settle-joint-urgent", PromiseKind.Settle, WorkingTime.Days(7), Urgency.Urgent, Variant: PromiseVariant.Joint),
        new("settle-rework", PromiseKind.Settle, WorkingTime.Days(3), Variant: PromiseVariant.Rework),
        .. Three("check-in", PromiseKind.CheckIn, "4h", "2h", "30wm"),
        .. Three("leg-result", PromiseKind.LegResult, "3d", "1d", "1440wm"),
        new("leg-result-lead", PromiseKind.LegResult, WorkingTime.Days(1), Variant: PromiseVariant.Lead),
        .. Three("ruling", PromiseKind.Ruling, "4h", "2h", "30wm"),
        new("review", PromiseKind.Review, WorkingTime.Days(1), Ladder: PromiseLadders.DueOnly),
        new("review-urgent", PromiseKind.Review, WorkingTime.Hours(4), Urgency.Urgent, Ladder: PromiseLadders.DueOnly),
        new("confirmation", PromiseKind.Confirmation, WorkingTime.Days(5), Ladder: PromiseLadders.Reminders),
        new("supplement", PromiseKind.Supplement, WorkingTime.Days(5), Ladder: PromiseLadders.Reminders),
        new("answer", PromiseKind.Answer, WorkingTime.Days(5), Ladder: PromiseLadders.Reminders),
        .. Three("callback", PromiseKind.Callback, "3d", "1d", "600wm"),
        new("poor-contact", PromiseKind.PoorContact, WorkingTime.Days(1)),
        new("poor-correction", PromiseKind.PoorCorrection, WorkingTime.Days(5)),
        new("successor", PromiseKind.Successor, WorkingTime.Hours(4), Ladder: PromiseLadders.DueOnly),
        new("successor-contact", PromiseKind.SuccessorContact, WorkingTime.Days(1)),
        new("canary", PromiseKind.Canary, WorkingTime.WallMinutes(5), Ladder: PromiseLadders.DueOnly),
        new("planned-review", PromiseKind.PlannedReview, WorkingTime.Days(60)),
        .. AddedLater,
    ];

    /// <summary>Kinds of promises that came later. A stored policy from before them is completed with these limits as it is read.</summary>
    public static IReadOnlyList<PromiseRule> AddedLater =>
        [
            new("opinion", PromiseKind.Opinion, WorkingTime.Days(1), Ladder: PromiseLadders.Demanded),
            new("order-answer", PromiseKind.OrderAnswer, WorkingTime.Days(2), Ladder: PromiseLadders.Ordered(WorkingTime.Days(1))),
            new(
                "order-answer-urgent",
                PromiseKind.OrderAnswer,
                WorkingTime.Days(1),
                Urgency.Urgent,
                Ladder: PromiseLadders.Ordered(WorkingTime.Minutes(225))
            ),
            new(
                "order-answer-emergency",
                PromiseKind.OrderAnswer,
                WorkingTime.WallMinutes(120),
                Urgency.Emergency,
                Ladder: PromiseLadders.Ordered(WorkingTime.WallMinutes(60))
            ),
            new("node-filing", PromiseKind.NodeFiling, WorkingTime.Days(3)),
            new("node-decision", PromiseKind.NodeDecision, WorkingTime.Days(10)),
            new("node-resumption", PromiseKind.NodeResumption, WorkingTime.Days(10), Ladder: PromiseLadders.DueOnly),
            new("package-decision", PromiseKind.PackageDecision, WorkingTime.Days(20)),
            new("paper-supply", PromiseKind.PaperSupply, WorkingTime.Days(10), Ladder: PromiseLadders.Countdown),
            new("paper-verification", PromiseKind.PaperVerification, WorkingTime.Days(3)),
            new("paper-correction", PromiseKind.PaperCorrection, WorkingTime.Days(5), Ladder: PromiseLadders.Countdown),
            new("remedy", PromiseKind.Remedy, WorkingTime.Days(20)),
            new("follow-up-first", PromiseKind.FirstFollowUp, WorkingTime.Parse("7cd"), Ladder: PromiseLadders.Demanded),
            new("follow-up-second", PromiseKind.SecondFollowUp, WorkingTime.Parse("30cd"), Ladder: PromiseLadders.Demanded),
            new("bank-answer", PromiseKind.BankAnswer, WorkingTime.Days(5), Ladder: PromiseLadders.Demanded),
        ];

    private static IEnumerable<PromiseRule> Three(string code, PromiseKind kind, string ordinary, string urgent, string emergency) =>
        [
            new(code, kind, WorkingTime.Parse(ordinary)),
            new($"{code}-urgent", kind, WorkingTime.Parse(urgent), Urgency.Urgent),
            new($"{code}-emergency", kind, WorkingTime.Parse(emergency), Urgency.Emergency),
        ];
}
