using Commissioner.Domain.FaultReviews;
using Commissioner.Domain.Notes;
using Commissioner.Domain.People;
using Microsoft.AspNetCore.Authorization;

namespace Commissioner.App.Security;

/// <summary>What may be done. Each request and each endpoint names one.</summary>
public enum Permission
{
    /// <summary>By anybody, signed in or not.</summary>
    Anybody,

    /// <summary>By anybody signed in.</summary>
    SignedIn,

    /// <summary>By anybody signed in, for its own account, even while that is all it may do.</summary>
    KeepOwnAccount,

    /// <summary>By anybody signed in, keys for its own programs.</summary>
    KeepOwnKeys,

    /// <summary>By the system's own jobs.</summary>
    RunJobs,

    /// <summary>File a request.</summary>
    SubmitCase,

    /// <summary>File for an enterprise that rings.</summary>
    FileByHotline,

    /// <summary>Answer the hotline's calls, and call back.</summary>
    AnswerCalls,

    /// <summary>Hear recordings of the hotline's calls.</summary>
    HearRecordings,

    /// <summary>Read who is on duty.</summary>
    ReadRoster,

    /// <summary>Say who is on duty.</summary>
    KeepRoster,

    /// <summary>Read cases that one may see.</summary>
    ReadCases,

    AcceptCase,

    /// <summary>Deal with a case: whistles, reports, what is put off and handed over.</summary>
    HandleCase,

    /// <summary>Deal with a case oneself: first contact, questions, the closure's proposal.</summary>
    ServeCase,

    CallDepartments,

    /// <summary>Have an enterprise's contact shown, as far as one deals with a case of it.</summary>
    RevealContact,

    ReadConferences,

    /// <summary>Judge the other side of a whistle.</summary>
    JudgeEachOther,

    /// <summary>Rule on objections and hold conferences.</summary>
    RuleOnObjections,

    /// <summary>Work one's department's legs.</summary>
    WorkLegs,

    ReviewClosure,

    /// <summary>Say how a case ended, and rate it.</summary>
    SpeakForEnterprise,

    ReplaceCommissioner,

    KeepCommissioner,

    /// <summary>Say who belongs to one's enterprise.</summary>
    KeepColleagues,

    AppointSuccessor,

    /// <summary>Read how a replacement stands.</summary>
    ReadReplacements,

    /// <summary>Read hand-overs that are one's business.</summary>
    ReadHandOvers,

    /// <summary>Read enterprises that one may see.</summary>
    ReadEnterprises,

    /// <summary>Import enterprises and assignments.</summary>
    ImportEnterprises,

    /// <summary>Say which sub-parks and departments there are, and where commissioners serve.</summary>
    KeepOrganisation,

    /// <summary>Say who takes over from somebody who leaves, or goes to another department.</summary>
    LetStaffGo,

    /// <summary>Say when a commissioner is on leave.</summary>
    KeepLeaves,

    /// <summary>See what the park still lacks before it can begin.</summary>
    ReadChecklist,

    /// <summary>Read who may do what.</summary>
    ReadRights,

    /// <summary>See what is red, ratings and replacements.</summary>
    Supervise,

    /// <summary>See who read unusually much, or at odd times.</summary>
    WatchReading,

    /// <summary>Read anonymous reports, and answer and close them.</summary>
    HearTips,

    UploadFiles,

    /// <summary>Answer, withdraw and take up again, for one's enterprise.</summary>
    AnswerForEnterprise,

    /// <summary>Decide what a commissioner can't: more time, redirects, merging.</summary>
    DecideCase,

    DecidePlan,

    /// <summary>Write opinions on what was escalated.</summary>
    WriteOpinion,

    /// <summary>Read supervision orders that are one's own to answer, or to judge.</summary>
    ReadOrders,

    /// <summary>Answer supervision orders.</summary>
    AnswerOrder,

    /// <summary>Approve or refuse explanations.</summary>
    ApproveExplanation,

    /// <summary>See how the machine runs.</summary>
    WatchMachine,

    /// <summary>Look at the job engine's own pages.</summary>
    WatchEngine,

    /// <summary>Set the machine going again.</summary>
    RunMachine,

    /// <summary>Read what an enterprise said of its cases.</summary>
    ReadRatings,

    /// <summary>Call enterprises back.</summary>
    CallBack,

    /// <summary>Read call-backs.</summary>
    ReadCallbacks,

    /// <summary>Hear enterprises that rated poorly.</summary>
    HearPoorRatings,

    /// <summary>Read poor ratings on their way.</summary>
    ReadPoorRatings,

    /// <summary>Report visits, inspections and penalties.</summary>
    ReportVisits,

    /// <summary>Read visits that one may see, and agree on their times.</summary>
    ReadVisits,

    /// <summary>Read all that runs for one's enterprise, or for those that one serves, in one list.</summary>
    ReadRunning,

    /// <summary>Plan visits, join others', and write down what they found.</summary>
    PlanVisits,

    /// <summary>Ask for visits, decline them and rate them.</summary>
    HostVisits,

    /// <summary>Decide whether an enterprise is visited more often than its budget says.</summary>
    DecideVisits,

    /// <summary>See how often enterprises are visited.</summary>
    CountVisits,

    /// <summary>Read remedies for like cases that one may see.</summary>
    ReadRemedies,

    /// <summary>Propose one remedy for many like cases, say which they are, and call it off.</summary>
    StartRemedies,

    /// <summary>Say that a remedy that one owes is done.</summary>
    ReportRemedies,

    /// <summary>Say of one's own case whether a remedy helped.</summary>
    AnswerRemedies,

    /// <summary>Write policies that support enterprises, keep labels, decide corrections, and move claims.</summary>
    KeepBenefits,

    /// <summary>See for one's own enterprise which policies it meets, claim and decline them, and correct its labels.</summary>
    ClaimBenefits,

    /// <summary>Read what enterprises offer and seek, and introductions, as far as they are open to one.</summary>
    ReadOfferings,

    /// <summary>Say what one's enterprise offers and seeks.</summary>
    OfferAndSeek,

    /// <summary>Ask two enterprises whether they want to be introduced.</summary>
    ProposeIntroductions,

    /// <summary>Say yes or no to an introduction of one's enterprise.</summary>
    AnswerIntroductions,

    /// <summary>Bring two enterprises together that said yes, and follow up.</summary>
    Introduce,

    /// <summary>See how many introductions were made, and what came of them.</summary>
    CountIntroductions,

    /// <summary>State for one's own enterprise what financing it needs, release it to banks and take that back.</summary>
    StateFinancing,

    /// <summary>Read financing needs that one may see.</summary>
    ReadFinancing,

    /// <summary>Propose needs for the white list, and push them to banks.</summary>
    ProposeFinancing,

    /// <summary>Take proposed needs onto the white list, or refuse them.</summary>
    CheckFinancing,

    /// <summary>Say what became of a need.</summary>
    ConcludeFinancing,

    /// <summary>Read and answer for one's bank what was released to it.</summary>
    AnswerFinancing,

    /// <summary>See figures of financing, and take its table along.</summary>
    CountFinancing,

    /// <summary>Read calendars and policies.</summary>
    ReadRules,

    /// <summary>Propose and confirm calendars and policies.</summary>
    ManageRules,

    /// <summary>Read scores that one may see.</summary>
    ReadScores,

    /// <summary>Read all units' scores.</summary>
    Appraise,

    /// <summary>Compute scores anew and compare.</summary>
    RecomputeScores,

    /// <summary>Publish the figures of a quarter.</summary>
    PublishScores,

    /// <summary>Propose and confirm by what scores are made.</summary>
    SetScorePolicy,

    /// <summary>Read what was published.</summary>
    ReadPublications,

    /// <summary>Propose to leave something out of one's own figures.</summary>
    ProposeExclusion,

    /// <summary>Check, approve, contest and settle exclusions.</summary>
    DecideExclusions,

    /// <summary>Open fault reviews and decide them.</summary>
    ReviewFaults,

    /// <summary>Rule on appeals against findings of fault.</summary>
    RuleOnFaultAppeals,

    /// <summary>Read the routing catalogue and try it.</summary>
    ReadCatalogue,

    /// <summary>Change the routing catalogue.</summary>
    ManageCatalogue,

    /// <summary>Read what became of messages.</summary>
    ReadDeliveries,

    /// <summary>Have messages sent again that were lost.</summary>
    ReplayDeliveries,

    /// <summary>See how channels fare, and try them.</summary>
    WatchChannels,

    /// <summary>Say which other systems are told of events.</summary>
    ManageWebhooks,

    /// <summary>Give others a new password for once.</summary>
    KeepAccounts,

    /// <summary>Take staff in, and say what it holds.</summary>
    GrantRoles,

    /// <summary>Be the second person where one alone grants nothing.</summary>
    ConfirmRoles,

    /// <summary>Ask for emergency access of somebody, and be the second person.</summary>
    DecideEmergencyAccess,

    /// <summary>Read which emergency access there is, as far as one may, and end what is one's own.</summary>
    FollowEmergencyAccess,

    /// <summary>Read what was done under an emergency access.</summary>
    ReadEmergencyActs,

    /// <summary>Read who did what, and take it along.</summary>
    ReadAudit,

    /// <summary>Take a copy along of all that is kept of oneself and one's enterprise.</summary>
    TakeOwnCopy,

    /// <summary>Answer what people ask about their personal information.</summary>
    AnswerPersonalRequests,

    /// <summary>Read for how long what is personal is kept, what is held, and what was erased.</summary>
    ReadRetention,

    /// <summary>Read which cases are archived, and take their packages along.</summary>
    ReadArchive,

    /// <summary>Read undertakings that one may see.</summary>
    ReadUndertakings,

    /// <summary>Entrust a project in one's enterprise's place, and revoke it.</summary>
    EntrustProjects,

    /// <summary>Begin undertakings, and say who acts for the enterprise.</summary>
    StartUndertakings,

    /// <summary>Allow an undertaking the green lane.</summary>
    GrantGreenLane,

    /// <summary>Move nodes of undertakings that are one's own.</summary>
    WorkNodes,

    /// <summary>Have a matter of a node become a case.</summary>
    OpenNodeCases,

    /// <summary>Say what one thinks of what was done for one's enterprise.</summary>
    RateUndertakings,

    /// <summary>Apply for packages in one's enterprise's name, and hand in what was asked for.</summary>
    ApplyForPackages,

    /// <summary>Sign in one's enterprise's name that papers follow.</summary>
    PromisePapers,

    /// <summary>Move promised papers that are one's own.</summary>
    MovePapers,

    /// <summary>Change what undertakings consist of.</summary>
    ManageTemplates,

    /// <summary>Set for how long it is kept, hold cases and enterprises, and lift holds.</summary>
    KeepRetention,

    /// <summary>Read and write internal notes of cases that one may see.</summary>
    WriteNotes,

    /// <summary>Be told of cases that one may see.</summary>
    FollowCases,

    /// <summary>Keep phrases of one's own, and use those that are shared.</summary>
    UsePhrases,

    /// <summary>Keep the phrases that all share.</summary>
    SharePhrases,
}

/// <summary>Every permission and the roles that hold it.</summary>
public static class Permissions
{
    private static readonly Role[] Enterprise = [Role.EnterpriseOwner, Role.EnterpriseUser];
    private static readonly Role[] Department = [Role.DepartmentLiaison, Role.DepartmentHandler, Role.DepartmentHead];
    private static readonly Role[] Voices = [.. Enterprise, Role.HotlineSeat, Role.CallbackAgent];
    private static readonly Role[] Desk = [Role.Commissioner, Role.TriageDesk];
    private static readonly Role[] Readers = [.. Voices, .. Desk, .. Department, Role.Supervisor, Role.Leader];

    /// <summary>The table.</summary>
    public static IReadOnlyDictionary<Permission, IReadOnlyList<Role>> Holders { get; } =
        new Dictionary<Permission, IReadOnlyList<Role>>
        {
            [Permission.RunJobs] = [Role.System],
            [Permission.SubmitCase] = [.. Enterprise, Role.HotlineSeat],
            [Permission.FileByHotline] = [Role.HotlineSeat],
            [Permission.AnswerCalls] = [Role.HotlineSeat],
            [Permission.HearRecordings] = [Role.HotlineSeat, Role.Supervisor],
            [Permission.ReadRoster] = [Role.HotlineSeat, Role.TriageDesk, Role.Supervisor],
            [Permission.KeepRoster] = [Role.TriageDesk],
            [Permission.ReadCases] = Readers,
            [Permission.AcceptCase] = [.. Desk, Role.Supervisor],
            [Permission.HandleCase] = Desk,
            [Permission.ServeCase] = [.. Desk, Role.Supervisor],
            [Permission.RevealContact] = [.. Desk, .. Department, Role.Supervisor],
            [Permission.CallDepartments] = [.. Desk, Role.HotlineSeat, Role.Leader],
            [Permission.ReadConferences] = [.. Desk, .. Department, Role.Supervisor, Role.Leader],
            [Permission.JudgeEachOther] = [.. Desk, .. Department],
            [Permission.RuleOnObjections] = [Role.TriageDesk, Role.Leader],
            [Permission.WorkLegs] = Department,
            [Permission.ReviewClosure] = [Role.TriageDesk, Role.Supervisor],
            [Permission.SpeakForEnterprise] = Voices,
            [Permission.ReplaceCommissioner] = Voices,
            [Permission.KeepCommissioner] = Enterprise,
            [Permission.KeepColleagues] = [Role.EnterpriseOwner],
            [Permission.AppointSuccessor] = [Role.TriageDesk],
            [Permission.ReadReplacements] = [.. Voices, Role.TriageDesk],
            [Permission.ReadHandOvers] = [.. Desk, Role.Supervisor],
            [Permission.ReadEnterprises] = [.. Voices, .. Desk, Role.Supervisor],
            [Permission.ImportEnterprises] = [Role.TriageDesk],
            [Permission.KeepOrganisation] = [Role.TriageDesk],
            [Permission.LetStaffGo] = [Role.TriageDesk],
            [Permission.KeepLeaves] = Desk,
            [Permission.ReadRights] = [Role.SystemAdmin, Role.SecurityAdmin, Role.Auditor, Role.Supervisor],
            [Permission.ReadChecklist] = [Role.TriageDesk, Role.Supervisor, Role.SystemAdmin, Role.SecurityAdmin],
            [Permission.Supervise] = [Role.Supervisor],
            [Permission.WatchReading] = [Role.Supervisor],
            [Permission.HearTips] = [Role.Supervisor],
            [Permission.AnswerForEnterprise] = [.. Enterprise, Role.HotlineSeat],
            [Permission.DecideCase] = [Role.TriageDesk],
            [Permission.DecidePlan] = [Role.Leader],
            [Permission.WriteOpinion] = [Role.Leader],
            [Permission.ReadOrders] = [.. Desk, .. Department, Role.Supervisor],
            [Permission.AnswerOrder] = [.. Desk, .. Department],
            [Permission.ApproveExplanation] = [Role.TriageDesk, Role.Supervisor],
            [Permission.UploadFiles] = [.. Voices, .. Desk, .. Department, Role.Supervisor],
            [Permission.WatchMachine] = [Role.SystemAdmin, Role.Supervisor],
            [Permission.WatchEngine] = [Role.SystemAdmin, Role.Auditor],
            [Permission.RunMachine] = [Role.SystemAdmin],
            [Permission.ReadRatings] = [.. Voices, Role.Supervisor],
            [Permission.CallBack] = [Role.CallbackAgent],
            [Permission.ReadCallbacks] = [Role.CallbackAgent, Role.Supervisor],
            [Permission.HearPoorRatings] = [Role.TriageDesk],
            [Permission.ReadPoorRatings] = [Role.TriageDesk, Role.Supervisor],
            [Permission.ReportVisits] = Department,
            [Permission.ReadRunning] = [.. Enterprise, .. Desk, Role.Supervisor],
            [Permission.ReadVisits] = [.. Enterprise, .. Desk, .. Department, Role.Supervisor],
            [Permission.PlanVisits] = [.. Desk, .. Department],
            [Permission.HostVisits] = Enterprise,
            [Permission.DecideVisits] = [Role.TriageDesk],
            [Permission.CountVisits] = [Role.TriageDesk, Role.Supervisor],
            [Permission.ReadRemedies] = [.. Enterprise, .. Desk, .. Department, Role.Supervisor, Role.Leader],
            [Permission.StartRemedies] = [Role.TriageDesk, Role.Supervisor],
            [Permission.ReportRemedies] = [Role.TriageDesk, .. Department],
            [Permission.AnswerRemedies] = Enterprise,
            [Permission.KeepBenefits] = [Role.TriageDesk],
            [Permission.ClaimBenefits] = Enterprise,
            [Permission.ReadOfferings] = [.. Enterprise, .. Desk, Role.Supervisor],
            [Permission.OfferAndSeek] = Enterprise,
            [Permission.ProposeIntroductions] = [.. Enterprise, .. Desk],
            [Permission.AnswerIntroductions] = Enterprise,
            [Permission.Introduce] = Desk,
            [Permission.CountIntroductions] = [Role.TriageDesk, Role.Supervisor],
            [Permission.StateFinancing] = Enterprise,
            [Permission.ReadFinancing] = [.. Enterprise, .. Desk, Role.Supervisor],
            [Permission.ProposeFinancing] = Desk,
            [Permission.CheckFinancing] = [Role.TriageDesk],
            [Permission.ConcludeFinancing] = [.. Enterprise, Role.TriageDesk],
            [Permission.AnswerFinancing] = [Role.Bank],
            [Permission.CountFinancing] = [Role.TriageDesk, Role.Supervisor],
            [Permission.ReadRules] =
            [
                .. Desk,
                Role.HotlineSeat,
                Role.CallbackAgent,
                .. Department,
                Role.Supervisor,
                Role.Appraiser,
                Role.Leader,
                Role.SystemAdmin,
                Role.SecurityAdmin,
                Role.Auditor,
            ],
            [Permission.ManageRules] = [Role.TriageDesk, Role.Supervisor],
            [Permission.ReadScores] = [Role.Supervisor, Role.Appraiser, Role.Leader, Role.Commissioner, .. Department],
            [Permission.Appraise] = [Role.Supervisor, Role.Appraiser],
            [Permission.RecomputeScores] = [Role.Supervisor, Role.Appraiser],
            [Permission.PublishScores] = [Role.Appraiser],
            [Permission.SetScorePolicy] = [Role.Appraiser, Role.Supervisor],
            [Permission.ReadPublications] = [.. Readers, Role.Appraiser],
            [Permission.ProposeExclusion] = [Role.Commissioner, .. Department],
            [Permission.DecideExclusions] = [Role.Supervisor, Role.Appraiser, Role.Leader, Role.Commissioner, .. Department],
            [Permission.ReviewFaults] = [.. FaultReview.Reviewing],
            [Permission.RuleOnFaultAppeals] = [.. FaultReview.Ruling],
            [Permission.ReadCatalogue] =
            [
                .. Desk,
                Role.HotlineSeat,
                Role.CallbackAgent,
                .. Department,
                Role.Supervisor,
                Role.Appraiser,
                Role.Leader,
            ],
            [Permission.ManageCatalogue] = [Role.TriageDesk],
            [Permission.ReadDeliveries] = [Role.TriageDesk, Role.Supervisor, Role.SystemAdmin],
            [Permission.ReplayDeliveries] = [Role.TriageDesk, Role.Supervisor],
            [Permission.WatchChannels] = [Role.TriageDesk, Role.SystemAdmin],
            [Permission.ManageWebhooks] = [Role.TriageDesk],
            [Permission.KeepAccounts] = [Role.SecurityAdmin],
            [Permission.GrantRoles] = [Role.SecurityAdmin],
            [Permission.ConfirmRoles] = [Role.SecurityAdmin, Role.SystemAdmin],
            [Permission.DecideEmergencyAccess] = EmergencyAccess.Deciding,
            [Permission.FollowEmergencyAccess] = [.. EmergencyAccess.Deciding.Union(EmergencyAccess.Receiving)],
            [Permission.ReadEmergencyActs] = [Role.Auditor, Role.Supervisor],
            [Permission.ReadAudit] = [Role.Auditor],
            [Permission.TakeOwnCopy] = Enterprise,
            [Permission.AnswerPersonalRequests] = [Role.TriageDesk],
            [Permission.ReadRetention] = [Role.TriageDesk, Role.Supervisor],
            [Permission.ReadArchive] = [Role.Supervisor],
            [Permission.KeepRetention] = [Role.Supervisor],
            [Permission.ReadUndertakings] = [.. Enterprise, .. Desk, .. Department, Role.Supervisor, Role.Leader],
            [Permission.EntrustProjects] = [Role.EnterpriseOwner],
            [Permission.StartUndertakings] = [Role.TriageDesk],
            [Permission.GrantGreenLane] = [Role.TriageDesk, Role.Leader],
            [Permission.WorkNodes] = [Role.Commissioner, .. Department],
            [Permission.OpenNodeCases] = Desk,
            [Permission.RateUndertakings] = Enterprise,
            [Permission.ApplyForPackages] = Enterprise,
            [Permission.PromisePapers] = [Role.EnterpriseOwner],
            [Permission.MovePapers] = [.. Enterprise, Role.Commissioner, .. Department, Role.TriageDesk, Role.Supervisor],
            [Permission.ManageTemplates] = [Role.TriageDesk],
            [Permission.WriteNotes] = CaseNote.Writers,
            [Permission.FollowCases] = [.. Desk, .. Department, Role.Supervisor, Role.Leader],
            [Permission.UsePhrases] = [.. Desk, .. Department, Role.Supervisor],
            [Permission.SharePhrases] = [Role.TriageDesk, Role.Supervisor],
        };

    // What a message's link is for: to follow the one case, to answer, and to say how it ended.
    private static readonly Permission[] ByLink =
    [
        Permission.ReadCases,
        Permission.AnswerForEnterprise,
        Permission.SpeakForEnterprise,
        Permission.ReadRatings,
        Permission.UploadFiles,
    ];

    // What opens an account or grants a right is for who has its password and its authenticator: a key that was stolen must make no other, lock
    // nobody out and let nobody in. A copy of everything is for the person itself; an anonymous report, and what colleagues say among themselves, are for people,
    // not for a program's store.
    private static readonly Permission[] NotByKey =
    [
        Permission.KeepOwnAccount,
        Permission.KeepOwnKeys,
        Permission.KeepAccounts,
        Permission.GrantRoles,
        Permission.ConfirmRoles,
        Permission.LetStaffGo,
        Permission.KeepColleagues,
        Permission.TakeOwnCopy,
        Permission.DecideEmergencyAccess,
        Permission.FollowEmergencyAccess,
        Permission.HearTips,
        Permission.WriteNotes,
    ];

    // An emergency is about cases. What goes on when it is over, and what watches over it, is for who holds the role.
    private static readonly Permission[] NotLent =
    [
        Permission.DecideEmergencyAccess,
        Permission.ReadEmergencyActs,
        Permission.WatchReading,
        Permission.HearTips,
        Permission.ReadArchive,
        Permission.KeepRetention,
        Permission.KeepRoster,
        Permission.ManageRules,
        Permission.ManageCatalogue,
        Permission.ManageWebhooks,
        Permission.ImportEnterprises,
        Permission.KeepBenefits,
        Permission.CheckFinancing,
        Permission.KeepOrganisation,
        Permission.LetStaffGo,
        Permission.KeepLeaves,
        Permission.SetScorePolicy,
        Permission.Appraise,
        Permission.RecomputeScores,
        Permission.ReviewFaults,
        Permission.RuleOnFaultAppeals,
        Permission.DecideExclusions,
        Permission.AnswerPersonalRequests,
        Permission.SharePhrases,
    ];

    /// <summary>Whether a program with a key may ever do this.</summary>
    public static bool TakesKeys(Permission permission) => !NotByKey.Contains(permission);

    public static bool Holds(Actor actor, Permission permission) =>
        permission switch
        {
            Permission.Anybody => true,
            _ when actor.ByKey is not null && !TakesKeys(permission) => false,
            _ when actor.OnlyCase is not null && !ByLink.Contains(permission) => false,
            Permission.KeepOwnAccount => actor.IsKnown,
            _ when actor.Owes is not null => false,
            Permission.SignedIn or Permission.KeepOwnKeys => actor.IsKnown,
            _ => (NotLent.Contains(permission) ? actor.Itself : actor).First(Holders[permission]) is not null,
        };

    /// <summary>The name of a permission's authorization policy.</summary>
    public static string Policy(Permission permission) => "Permission:" + permission;
}

/// <summary>Who may send this request, or reach this endpoint.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowAttribute(Permission permission) : Attribute, IAuthorizeData
{
    public Permission Permission { get; } = permission;

    /// <inheritdoc/>
    public string? Policy { get; set; } = Permissions.Policy(permission);

    /// <inheritdoc/>
    public string? Roles { get; set; }

    /// <inheritdoc/>
    public string? AuthenticationSchemes { get; set; }
}

/// <summary>Thrown when who asks does not hold the permission.</summary>
public sealed class Forbidden(Permission permission) : Exception("Another role may do this.")
{
    /// <summary>What was missing.</summary>
    public Permission Permission { get; } = permission;
}
