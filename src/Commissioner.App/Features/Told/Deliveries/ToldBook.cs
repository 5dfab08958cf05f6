using Commissioner.App.Hosting;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Deliveries;

/// <summary>By what a kind of message is told.</summary>
/// <param name="Phone">It goes to the phone: WeChat, else a text message, else a call.</param>
/// <param name="Email">It goes by e-mail, too.</param>
/// <param name="Robot">The robot of the recipient's group says it, too.</param>
/// <param name="Urgent">It is sent at any hour.</param>
/// <param name="Compulsory">Nobody can pause it.</param>
/// <param name="WorthHours">For so many hours it is worth being told.</param>
public sealed record ToldBy(bool Phone, bool Email, bool Robot, bool Urgent, bool Compulsory, int WorthHours);

/// <summary>Which kind of message is told by what: as we ship it, and what the office decided instead.</summary>
public sealed class ToldBook(CommissionerDb db, Texts texts)
{
    /// <summary>How long most messages are worth being told.</summary>
    public const int Days3 = 72;

    // What somebody finds when it next looks at its work is not worth a message.
    private static readonly HashSet<string> InboxOnly =
    [
        "AnswerLapsed",
        "CaseSeparated",
        "ConferenceConvened",
        "DepartmentArrived",
        "ExtensionAskedFor",
        "FaultStatementMade",
        "Followed",
        "InterimReported",
        "Mentioned",
        "ObjectionConferred",
        "OutcomeConfirmed",
        "PlanReviewed",
        "ReplacedOften",
        "TieDeclared",
        "YourCaseSeparated",
        "YourWhistleKept",
        "YourWhistleObjected",
        "YourWhistleReassigned",
    ];

    // The machine that keeps all promises stands, something is owed within the hour, or somebody may be after an account.
    private static readonly HashSet<string> AtAnyHour =
    [
        "EmergencyAccessAsked",
        "EmergencyAccessEnded",
        "EmergencyAccessGranted",
        "EmergencyAccessUsed",
        "EngineEngineStopped",
        "EngineJobFails",
        "SecondFactorReset",
    ];

    // Who does not hear of these loses a right, or a promise.
    private static readonly HashSet<string> Always =
    [
        "DepartmentCalled",
        "EmergencyAccessAsked",
        "EmergencyAccessGranted",
        "EmergencyAccessUsed",
        "EngineEngineStopped",
        "EngineJobFails",
        "FaultFound",
        "FaultReviewOpened",
        "PleaseAct",
        "PleaseAnswer",
        "PleaseConfirm",
        "SecondFactorReset",
        "SuccessorOwed",
        "YouFollow",
        "YourCaseAsked",
        "YourCaseClosurePassed",
        "YourCaseExplained",
        "YourCaseUnanswered",
        "YourCommissionerReplaced",
        "YourSuccessorAppointed",
    ];

    // Supervision and leaders hear of these in their groups, too.
    private static readonly HashSet<string> InGroups =
    [
        "EscalatedSupervised",
        "IncidentRaised",
        "LegRaised",
        "OrderedSupervised",
        "OverdueSupervised",
        "SupervisionOrdered",
    ];

    /// <summary>All kinds of messages.</summary>
    public IReadOnlyList<string> Keys { get; } =
    [
        .. texts
            .Chinese.Where(k => k.StartsWith("notice.", StringComparison.Ordinal))
            .Select(k => k["notice.".Length..])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The languages in which messages are told.</summary>
    public static readonly IReadOnlyList<string> Cultures = ["zh-CN", "en"];

    /// <summary>One of the languages.</summary>
    /// <exception cref="RuleBroken">It is none.</exception>
    public static string Language(string? culture) =>
        string.IsNullOrWhiteSpace(culture) ? Cultures[0]
        : Cultures.Contains(culture) ? culture
        : throw new RuleBroken(MessageRules.MessageLanguageUnknown) { Field = "culture" };

    /// <summary>The kind of message of this name; an address may have lost its capitals.</summary>
    /// <exception cref="NotFound">There is none.</exception>
    public string Demanded(string key) =>
        Keys.FirstOrDefault(k => k.Equals(key, StringComparison.OrdinalIgnoreCase)) ?? throw new NotFound();

    /// <summary>The places that the words of this kind of message may have: those that ours have.</summary>
    public IReadOnlyList<string> PlacesOf(string key) =>
        [.. Cultures.SelectMany(c => MessageWords.Places(texts.In(c, "notice." + key))).Distinct(StringComparer.Ordinal)];

    /// <summary>As we ship it.</summary>
    public static ToldBy Shipped(string key) =>
        new(
            Phone: !InboxOnly.Contains(key),
            Email: Always.Contains(key),
            Robot: InGroups.Contains(key),
            Urgent: AtAnyHour.Contains(key),
            Compulsory: Always.Contains(key),
            WorthHours: key is "RateInvited" or "RateReminder" ? 7 * 24 : Days3
        );

    /// <summary>By what these kinds are told now.</summary>
    public async Task<Func<string, ToldBy>> ReadAsync(CancellationToken cancellationToken)
    {
        var decided = await db.ToldRules.AsNoTracking().ToDictionaryAsync(r => r.Key, cancellationToken);
        return key =>
            decided.GetValueOrDefault(key) is { } rule
                ? new(rule.Phone, rule.Email, rule.Robot, rule.Urgent, rule.Compulsory, rule.WorthHours)
                : Shipped(key);
    }
}
