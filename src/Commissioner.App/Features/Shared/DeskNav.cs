using System.Security.Claims;
using Commissioner.App.Security;

namespace Commissioner.App.Features.Shared;

/// <summary>A place in the desk's rail.</summary>
public sealed record NavItem(string Href, string TextKey, string Icon);

/// <summary>The places of the desk, each for who may go there.</summary>
public static class DeskNav
{
    private static readonly (NavItem Item, Permission[] For)[] All =
    [
        (new("/cases/queue", "shared.nav.queue", "list-check"), [Permission.HandleCase]),
        (new("/running", "running.nav", "list-check"), [Permission.ReadRunning]),
        (new("/hotline", "hotline.desk", "headset"), [Permission.AnswerCalls]),
        (new("/hotline/file", "hotline.nav", "edit"), [Permission.FileByHotline]),
        (new("/hotline/calls", "hotline.toMake", "phone-call"), [Permission.AnswerCalls]),
        (new("/hotline/recordings", "recordings.title", "phone"), [Permission.HearRecordings]),
        (new("/hotline/duty", "hotline.duty", "calendar"), [Permission.ReadRoster]),
        (new("/whistles/inbox", "shared.nav.inbox", "inbox"), [Permission.WorkLegs]),
        (new("/undertakings", "undertakings.nav", "route"), [Permission.ReadUndertakings]),
        (new("/undertakings/nodes", "undertakings.nodes", "inbox"), [Permission.WorkNodes]),
        (new("/packages", "packages.nav", "stack-2"), [Permission.ReadUndertakings]),
        (new("/papers", "papers.nav", "clipboard-list"), [Permission.ReadUndertakings]),
        (new("/templates", "templates.nav", "stack-2"), [Permission.ManageTemplates]),
        (new("/triage", "triage.nav", "clipboard-list"), [Permission.DecideCase]),
        (new("/opinions", "opinions.nav", "edit"), [Permission.WriteOpinion]),
        (new("/rulings", "rulings.nav", "gavel"), [Permission.RuleOnObjections]),
        (new("/closures/review", "shared.nav.review", "clipboard-list"), [Permission.ReviewClosure]),
        (new("/replacements", "shared.nav.replacements", "replace"), [Permission.AppointSuccessor]),
        (new("/replacements/phone", "replacements.phone.title", "phone"), [Permission.ReplaceCommissioner]),
        (new("/replacements/packs", "handovers.nav", "route"), [Permission.HandleCase]),
        (new("/ties", "ties.title", "ban"), [Permission.HandleCase]),
        (new("/replacements/watch", "replacements.watch.title", "replace"), [Permission.Supervise]),
        (new("/checklist", "checklist.title", "clipboard-list"), [Permission.ReadChecklist]),
        (new("/organisation", "organisation.title", "building"), [Permission.KeepOrganisation]),
        (new("/q", "q.title", "qrcode"), [Permission.KeepOrganisation]),
        (new("/moves", "moves.title", "route"), [Permission.KeepOrganisation]),
        (new("/departures", "departures.title", "user"), [Permission.LetStaffGo]),
        (new("/leaves", "leaves.title", "calendar"), [Permission.KeepLeaves]),
        (new("/enterprises/import", "shared.nav.import", "file-upload"), [Permission.ImportEnterprises]),
        (new("/enterprises/hotline", "hotlines.title", "headset"), [Permission.ManageRules]),
        (new("/supervision", "shared.nav.supervision", "flag"), [Permission.Supervise]),
        (new("/supervision/charts", "charts.title", "chart-bar"), [Permission.Supervise]),
        (new("/confidential", "confidential.nav", "lock"), [Permission.Supervise]),
        (new("/orders", "orders.nav", "alert-triangle"), [Permission.ReadOrders]),
        (new("/catalogue", "catalogue.nav", "route"), [Permission.ReadCatalogue]),
        (new("/callbacks", "callbacks.nav", "phone-call"), [Permission.ReadCallbacks]),
        (new("/poor-ratings", "poor.nav", "flag"), [Permission.ReadPoorRatings]),
        (new("/watch", "watch.nav", "search"), [Permission.Supervise]),
        (new("/views/unusual", "views.nav", "eye"), [Permission.WatchReading]),
        (new("/privacy/requests", "privacy.requests.title", "shield"), [Permission.AnswerPersonalRequests]),
        (new("/retention", "retention.nav", "hourglass"), [Permission.ReadRetention]),
        (new("/archive", "archive.nav", "stack-2"), [Permission.ReadArchive]),
        (new("/visits", "visits.title", "calendar"), [Permission.PlanVisits, Permission.CountVisits]),
        (new("/visits/report", "visits.nav", "clipboard-list"), [Permission.ReportVisits]),
        (new("/remedies", "remedies.title", "stack-2"), [Permission.ReadRemedies]),
        (new("/offerings", "offerings.title", "replace"), [Permission.ReadOfferings]),
        (new("/introductions", "introductions.title", "route"), [Permission.ReadOfferings]),
        (new("/benefits", "benefits.title", "shield"), [Permission.KeepBenefits]),
        (new("/labels", "labels.title", "edit"), [Permission.KeepBenefits]),
        (new("/financing", "financing.title", "scale"), [Permission.ReadFinancing]),
        (new("/financing/banks", "financing.bank.title", "inbox"), [Permission.AnswerFinancing]),
        (new("/scores", "scores.nav", "scale"), [Permission.ReadScores]),
        (new("/exclusions", "exclusions.title", "ban"), [Permission.ReadScores]),
        (new("/fault-reviews", "faults.nav", "gavel"), [Permission.ReviewFaults, Permission.RuleOnFaultAppeals]),
        (new("/publications", "publications.title", "report-analytics"), [Permission.ReadPublications]),
        (new("/incidents", "incidents.nav", "alert-triangle"), [Permission.Supervise]),
        (new("/reports", "tips.title", "shield"), [Permission.HearTips]),
        (new("/calendars", "calendars.nav", "calendar"), [Permission.ReadRules]),
        (new("/policies", "policies.nav", "scale"), [Permission.ManageRules]),
        (new("/messages", "messages.nav", "message"), [Permission.ManageRules]),
        (new("/deliveries", "deliveries.nav", "send"), [Permission.ReadDeliveries]),
        (new("/cases/all", "shared.nav.cases", "search"), [Permission.ReadCases]),
        (new("/engine", "shared.nav.engine", "settings"), [Permission.WatchMachine]),
        (new("/channels", "channels.title", "bell"), [Permission.WatchChannels]),
        (new("/webhooks", "webhooks.nav", "route"), [Permission.ManageWebhooks]),
        (new("/jobs", "shared.nav.jobs", "stack-2"), [Permission.WatchEngine]),
        (new("/logins/accounts", "logins.accounts", "user"), [Permission.KeepAccounts]),
        (new("/staff", "staff.title", "user"), [Permission.GrantRoles]),
        (new("/staff/changes", "staff.changes", "clipboard-list"), [Permission.ConfirmRoles]),
        (new("/factor-resets", "factors.nav", "key"), [Permission.ConfirmRoles]),
        (new("/break-glass", "emergency.nav", "alert-triangle"), [Permission.DecideEmergencyAccess]),
        (new("/rights", "rights.title", "lock"), [Permission.ReadRights]),
        (new("/audit", "audit.nav", "report-analytics"), [Permission.ReadAudit]),
        (new("/notices", "shared.nav.notices", "bell"), [Permission.SignedIn]),
    ];

    /// <summary>What this person may reach.</summary>
    public static IReadOnlyList<NavItem> For(ClaimsPrincipal user)
    {
        var actor = CurrentActor.From(user);
        return [.. All.Where(p => p.For.Any(permission => Permissions.Holds(actor, permission))).Select(p => p.Item)];
    }
}
