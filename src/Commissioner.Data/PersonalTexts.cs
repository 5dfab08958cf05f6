using System.Text.Json.Nodes;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Calls;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Duties;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.FaultReviews;
using Commissioner.Domain.Financing;
using Commissioner.Domain.Notes;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using Commissioner.Domain.Phrases;
using Commissioner.Domain.Remedies;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Retention;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Tips;
using Commissioner.Domain.Told;
using Commissioner.Domain.Undertakings;
using Commissioner.Domain.Visits;
using Commissioner.Domain.Watches;
using Commissioner.Domain.Whistles;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Commissioner.Data;

/// <summary>
/// Which texts say something of people, and how they are erased: in their place, so that the case, its clocks, its ratings and every figure stay.
/// The tables below are complete: a test finds a text of any record in the database that stands in none.
/// </summary>
public static class PersonalTexts
{
    /// <summary>What stands in the place of what was erased.</summary>
    public const string Erased = "（已删除）";

    private static readonly Dictionary<Type, string[]> Contacts = new()
    {
        [typeof(Case)] = [nameof(Case.ContactName), nameof(Case.ContactPhone)],
        [typeof(FourElements)] = [nameof(FourElements.SpokenWith)],
        [typeof(Leg)] = [nameof(Leg.HandlerName), nameof(Leg.HandlerPhone)],
        [typeof(Call)] = [nameof(Call.From), nameof(Call.ReturnNote)],
        [typeof(Invitation)] = [nameof(Invitation.Name), nameof(Invitation.Phone)],
        [typeof(FinancingNeed)] = [nameof(FinancingNeed.ContactName), nameof(FinancingNeed.ContactPhone)],
        [typeof(BankAnswer)] = [nameof(BankAnswer.ContactName), nameof(BankAnswer.ContactPhone)],
    };

    private static readonly Dictionary<Type, string[]> Texts = new()
    {
        [typeof(Case)] = [nameof(Case.Title), nameof(Case.Description), nameof(Case.Place), nameof(Case.Question), nameof(Case.GoTo)],
        [typeof(ExtensionRequest)] = [nameof(ExtensionRequest.Reason)],
        [typeof(CasePlan)] = [nameof(CasePlan.Measures)],
        [typeof(Explanation)] = [nameof(Explanation.Basis), nameof(Explanation.Words)],
        [typeof(FourElements)] = [nameof(FourElements.Done)],
        [typeof(Whistle)] = [nameof(Whistle.Asked), nameof(Whistle.Tried), nameof(Whistle.MeetPlace)],
        [typeof(Leg)] = [nameof(Leg.FirstStep), nameof(Leg.Decision)],
        [typeof(Objection)] = [nameof(Objection.Reason), nameof(Objection.DutyBasis)],
        [typeof(Ruling)] = [nameof(Ruling.Reason)],
        [typeof(InterimReport)] = [nameof(InterimReport.Why), nameof(InterimReport.Standing)],
        [typeof(Arrival)] = [nameof(Arrival.Place)],
        [typeof(Judgement)] = [nameof(Judgement.Remark)],
        [typeof(Conference)] = [nameof(Conference.Agenda), nameof(Conference.Place), nameof(Conference.People), nameof(Conference.Minutes)],
        [typeof(SupervisionOrder)] =
        [
            nameof(SupervisionOrder.Demand),
            nameof(SupervisionOrder.Answer),
            nameof(SupervisionOrder.ReturnedWhy),
        ],
        [typeof(Rating)] = [nameof(Rating.Reason), nameof(Rating.ChangedReason)],
        [typeof(PoorRating)] =
        [
            nameof(PoorRating.ContactOutcome),
            nameof(PoorRating.VerificationText),
            nameof(PoorRating.Correction),
            nameof(PoorRating.Reply),
        ],
        [typeof(Incident)] = [nameof(Incident.Words), nameof(Incident.Reason)],
        [typeof(CallbackAnswers)] = [nameof(CallbackAnswers.Words), nameof(CallbackAnswers.Recording)],
        [typeof(CallbackAttempt)] = [nameof(CallbackAttempt.Note)],
        [typeof(CaseNote)] = [nameof(CaseNote.Text)],
        [typeof(Attachment)] = [nameof(Attachment.FileName)],
        [typeof(Offering)] = [nameof(Offering.What)],
        [typeof(IntroductionNote)] = [nameof(IntroductionNote.Text)],
        [typeof(Tip)] = [nameof(Tip.About), nameof(Tip.Occasion)],
        [typeof(TipWords)] = [nameof(TipWords.Text)],
        [typeof(Undertaking)] =
        [
            nameof(Undertaking.Title),
            nameof(Undertaking.Entrusted),
            nameof(Undertaking.GreenDecision),
            nameof(Undertaking.RatedReason),
        ],
        [typeof(UndertakingNode)] = [nameof(UndertakingNode.Words)],
        [typeof(PaperPromise)] = [nameof(PaperPromise.Words), nameof(PaperPromise.Majeure)],
        [typeof(Visit)] =
        [
            nameof(Visit.Purpose),
            nameof(Visit.BeyondBecause),
            nameof(Visit.DecidedBecause),
            nameof(Visit.Note),
            nameof(Visit.RatedWords),
        ],
        [typeof(VisitFinding)] = [nameof(VisitFinding.Text)],
        [typeof(ReportedVisit)] = [nameof(ReportedVisit.Note)],
        [typeof(BenefitClaim)] = [nameof(BenefitClaim.Words)],
        [typeof(EnterpriseLabel)] = [nameof(EnterpriseLabel.WantedBecause), nameof(EnterpriseLabel.RefusedBecause)],
        [typeof(Remedy)] =
        [
            nameof(Remedy.Title),
            nameof(Remedy.Place),
            nameof(Remedy.Measures),
            nameof(Remedy.DoneWords),
            nameof(Remedy.CalledOffBecause),
        ],
        [typeof(RemedyCase)] = [nameof(RemedyCase.Words)],
        [typeof(PersonalRequest)] = [nameof(PersonalRequest.Text), nameof(PersonalRequest.Answer)],
        [typeof(FinancingNeed)] =
        [
            nameof(FinancingNeed.Purpose),
            nameof(FinancingNeed.Collateral),
            nameof(FinancingNeed.ProposedBecause),
            nameof(FinancingNeed.CheckedBecause),
            nameof(FinancingNeed.OutcomeWords),
        ],
        [typeof(BankAnswer)] = [nameof(BankAnswer.Words), nameof(BankAnswer.ReplyWords)],
    };

    // Codes, states and public names: what is erased leaves them.
    private static readonly Dictionary<Type, string[]> Kept = new()
    {
        [typeof(Case)] = [nameof(Case.Number), nameof(Case.Category), nameof(Case.CalendarCode)],
        [typeof(ExtensionRequest)] = [nameof(ExtensionRequest.Time)],
        [typeof(Whistle)] = [nameof(Whistle.CatalogueItemCode)],
        [typeof(CaseNote)] = [nameof(CaseNote.Mentioned)],
        [typeof(CallbackAttempt)] = [nameof(CallbackAttempt.HalfDay)],
        [typeof(Attachment)] = [nameof(Attachment.MediaType), nameof(Attachment.Hash)],
        [typeof(Call)] = [nameof(Call.ExchangeId), nameof(Call.To), nameof(Call.Recording)],
        [typeof(Offering)] = [nameof(Offering.Unit), nameof(Offering.City)],
        [typeof(Tip)] = [nameof(Tip.ReceiptHash)],
        [typeof(Invitation)] = [nameof(Invitation.TokenHash)],
        [typeof(Undertaking)] =
        [
            nameof(Undertaking.Number),
            nameof(Undertaking.TemplateCode),
            nameof(Undertaking.CalendarCode),
            nameof(Undertaking.DecisiveCode),
            nameof(Undertaking.Answers),
        ],
        [typeof(UndertakingNode)] =
        [
            nameof(UndertakingNode.Code),
            nameof(UndertakingNode.Name),
            nameof(UndertakingNode.Needs),
            nameof(UndertakingNode.Papers),
            nameof(UndertakingNode.MayLack),
        ],
        [typeof(PaperPromise)] = [nameof(PaperPromise.NodeCode), nameof(PaperPromise.Name)],
        [typeof(Remedy)] = [nameof(Remedy.Category)],
        [typeof(FinancingNeed)] =
        [
            nameof(FinancingNeed.Fields),
            nameof(FinancingNeed.Labels),
            nameof(FinancingNeed.Papers),
            nameof(FinancingNeed.Banks),
            nameof(FinancingNeed.Barred),
        ],
        [typeof(FinancingPush)] = [nameof(FinancingPush.Fields), nameof(FinancingPush.Labels), nameof(FinancingPush.Papers)],
        // What counts of an enterprise, and what it wants to count: numbers, days and single words, such as a size.
        [typeof(EnterpriseLabel)] =
        [
            nameof(EnterpriseLabel.Label),
            nameof(EnterpriseLabel.Value),
            nameof(EnterpriseLabel.Source),
            nameof(EnterpriseLabel.Wanted),
        ],
    };

    /// <summary>Records of which no text is erased with anything that is over, by the reason why.</summary>
    public static IReadOnlyDictionary<string, Type[]> Apart { get; } =
        new Dictionary<string, Type[]>
        {
            ["The machine's own: keys, codes, hashes, and how it fares. What of it wears off, its own jobs delete."] =
            [
                typeof(AccessToken),
                typeof(ApiKey),
                typeof(CallRecording),
                typeof(CarriedOut),
                typeof(ChannelState),
                typeof(DataProtectionKey),
                typeof(Draft),
                typeof(Drift),
                typeof(EngineAlarm),
                typeof(Heartbeat),
                typeof(LimitCount),
                typeof(PasskeyChallenge),
                typeof(Receipt),
                typeof(Seal),
                typeof(SetAsideRow),
                typeof(SignInCode),
                typeof(SignInTally),
                typeof(StaffTrace),
                typeof(Webhook),
                typeof(WebhookAttempt),
            ],
            ["Tables of ASP.NET Core Identity into which nothing is written."] =
            [
                typeof(IdentityUserClaim<Guid>),
                typeof(IdentityUserLogin<Guid>),
                typeof(IdentityUserToken<Guid>),
            ],
            ["Who signs in and is told: as long as there is the account."] =
            [
                typeof(Account),
                typeof(Consent),
                typeof(EarlierPassword),
                typeof(ExternalLogin),
                typeof(NoticeAcceptance),
                typeof(Passkey),
                typeof(Person),
                typeof(RecoveryCode),
                typeof(SavedView),
                typeof(Session),
                typeof(ToldChoice),
            ],
            ["Which enterprise it is, and whom to speak to there: it can come to the park again."] =
            [
                typeof(Enterprise),
                typeof(FormerName),
            ],
            ["What was told is deleted whole, by the third rule."] = [typeof(Delivery), typeof(Notice)],
            ["What was done is kept for as long as the law wants, and then deleted whole."] = [typeof(AuditEntry)],
            ["History is erased by its facts, below."] = [typeof(TimelineEntry)],
            ["What everybody may read, or a rule of the park."] =
            [
                typeof(Bank),
                typeof(CatalogueItem),
                typeof(CatalogueProposal),
                typeof(Department),
                typeof(DepartmentName),
                typeof(Park),
                typeof(Publication),
                typeof(Rebase),
                typeof(RetentionPolicy),
                typeof(ScorePolicy),
                typeof(StoredCalendar),
                typeof(StoredPolicy),
                typeof(SupportPolicy),
                typeof(ToldRule),
                typeof(ToldWords),
                typeof(UndertakingTemplate),
            ],
            ["Figures and promises by codes."] =
            [
                typeof(AppraisalSum),
                typeof(ClockEvent),
                typeof(Fact),
                typeof(PromiseClock),
                typeof(UndertakingCase),
            ],
            ["What is recorded of staff in its office, and for supervision."] =
            [
                typeof(DutyNote),
                typeof(EmergencyAccess),
                typeof(Exclusion),
                typeof(FactorReset),
                typeof(FaultFinding),
                typeof(FaultReview),
                typeof(FaultRuling),
                typeof(Phrase),
                typeof(Replacement),
                typeof(RoleChange),
                typeof(ServiceCommissioner),
            ],
            ["What says that, why and how something was kept or erased; never what it said."] =
            [
                typeof(ArchivePackage),
                typeof(Erasure),
                typeof(LegalHold),
            ],
            ["Goes as a row with its file."] = [typeof(UndertakingFile)],
        };

    /// <summary>The facts of events that say something of people, by their names; a test knows all others.</summary>
    public static IReadOnlyDictionary<ErasureRule, IReadOnlySet<string>> Facts { get; } =
        new Dictionary<ErasureRule, IReadOnlySet<string>>
        {
            [ErasureRule.Contacts] = new HashSet<string> { "handler", "note" },
            [ErasureRule.Texts] = new HashSet<string>
            {
                "words",
                "recording",
                "contactOutcome",
                "firstStep",
                "done",
                "reason",
                "question",
                "answerText",
                "supplementText",
                "extensionReason",
                "goTo",
                "measures",
                "findings",
                "basis",
                "dutyBasis",
                "why",
                "standing",
                "arrivalPlace",
                "agenda",
                "meetPlace",
                "people",
                "minutes",
                "decision",
                "demand",
                "answer",
                "opinion",
                "missing",
                "undertakingTitle",
                "greenDecision",
            },
        };

    /// <summary>Facts that name a unit, an office or a number, and stay.</summary>
    public static IReadOnlySet<string> KeptFacts { get; } =
        new HashSet<string>
        {
            "departmentName",
            "personName",
            "actingName",
            "competentName",
            "newDepartmentName",
            "responsibleName",
            "catalogueItemCode",
            "intoNumber",
            "number",
            "path",
            "rebaseReason",
            "fromPark",
            "toPark",
            "fromName",
            "enterpriseName",
            "templateCode",
            "agentName",
            "colleagueName",
            "nodeCode",
            "nodeName",
            "nodeNames",
            "paperName",
            "label",
            "benefitTitles",
        };

    /// <summary>Types of whose rows texts are erased.</summary>
    public static IEnumerable<Type> Types => Contacts.Keys.Concat(Texts.Keys).Distinct();

    /// <summary>The texts that are erased, each by its record and its name.</summary>
    public static IEnumerable<(Type Type, string Property)> All =>
        Contacts.Concat(Texts).SelectMany(t => t.Value.Select(name => (t.Key, name)));

    /// <summary>A text of theirs stands in a table.</summary>
    public static bool Knows(Type type, string property) =>
        new[] { Contacts, Texts, Kept }.Any(t => t.TryGetValue(type, out var names) && names.Contains(property));

    /// <summary>Erases, in everything that was read into the context, what a rule names.</summary>
    /// <param name="tracker">What was read.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="instead">What stands in its place.</param>
    /// <returns>How many texts, names and numbers.</returns>
    public static int Erase(ChangeTracker tracker, ErasureRule rule, string instead = Erased)
    {
        ArgumentNullException.ThrowIfNull(tracker);
        var (table, erased) = (rule == ErasureRule.Contacts ? Contacts : Texts, 0);
        foreach (var entry in tracker.Entries().ToList())
        {
            if (entry.Entity is TimelineEntry)
            {
                erased += EraseFacts(entry, rule, instead);
            }
            else if (table.TryGetValue(entry.Metadata.ClrType, out var names))
            {
                erased += names.Count(n => Overwrite(entry.Property(n), instead));
            }
        }

        return erased;
    }

    private static bool Overwrite(PropertyEntry property, string instead)
    {
        if (property.CurrentValue is not string { Length: > 0 } said || said == Erased)
        {
            return false;
        }

        property.CurrentValue = instead;
        return true;
    }

    private static int EraseFacts(EntityEntry entry, ErasureRule rule, string instead)
    {
        var line = (TimelineEntry)entry.Entity;
        var erased =
            rule == ErasureRule.Contacts
            && line.As is Role.EnterpriseOwner or Role.EnterpriseUser
            && Overwrite(entry.Property(nameof(TimelineEntry.ByName)), instead)
                ? 1
                : 0;
        if (JsonNode.Parse(line.Facts) is not JsonObject facts)
        {
            return erased;
        }

        var texts = Facts[rule];
        var said = facts
            .Where(f => texts.Contains(f.Key) && f.Value is JsonValue v && v.TryGetValue(out string? t) && t != Erased)
            .Select(f => f.Key)
            .ToList();
        if (said.Count == 0)
        {
            return erased;
        }

        said.ForEach(key => facts[key] = instead);
        entry.Property(nameof(TimelineEntry.Facts)).CurrentValue = facts.ToJsonString(RecordEvents.Json);
        return erased + said.Count;
    }
}
