using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;

namespace Commissioner.App.Features.Cases;

/// <summary>Tells who deals with a case, its commissioner or else the service office, that it has come or has come back.</summary>
internal sealed class TellTheCommissioner : IReaction
{
    private static readonly HashSet<string> Told =
    [
        nameof(CaseSubmitted),
        nameof(DepartmentReported),
        nameof(ClosureReturned),
        nameof(EnterpriseAnswered),
        nameof(AnswerLapsed),
        nameof(CaseWithdrawn),
        nameof(CaseReopened),
        nameof(CaseSeparated),
        nameof(ExtensionAskedFor),
        nameof(ExtensionGranted),
        nameof(ExtensionRefused),
        nameof(PlanGranted),
        nameof(PlanRefused),
        nameof(PlanEnded),
        nameof(ExplanationRefused),
        nameof(CaseExplained),
    ];

    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries
            .Where(e =>
                Told.Contains(e.Name)
                || (e.Name == nameof(OutcomeConfirmed) && Facts.Of<OutcomeConfirmed>(e).Outcome == Outcome.NotResolved)
            )
            .ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var cases = await db.CasesOfAsync(mine, cancellationToken);
        var desk =
            cases.Values.All(c => c.CommissionerId is not null) && !mine.Exists(e => e.Name == nameof(ExtensionAskedFor))
                ? []
                : await db.WithAsync(Role.TriageDesk, cancellationToken);
        var supervision = mine.Exists(ComplainsOfOfficials) ? await db.WithAsync(Role.Supervisor, cancellationToken) : [];
        var plan = new NoticePlan(db);
        foreach (var entry in mine)
        {
            var its = cases[entry.SubjectId];
            object facts = entry.Name switch
            {
                nameof(DepartmentReported) => new
                {
                    its.Number,
                    its.Title,
                    Facts.Of<DepartmentReported>(entry).DepartmentName,
                },
                nameof(ClosureReturned) => new
                {
                    its.Number,
                    its.Title,
                    Facts.Of<ClosureReturned>(entry).Reason,
                },
                nameof(ExtensionRefused) => new
                {
                    its.Number,
                    its.Title,
                    Facts.Of<ExtensionRefused>(entry).Reason,
                },
                nameof(PlanRefused) => new
                {
                    its.Number,
                    its.Title,
                    Facts.Of<PlanRefused>(entry).Reason,
                },
                nameof(ExplanationRefused) => new
                {
                    its.Number,
                    its.Title,
                    Facts.Of<ExplanationRefused>(entry).Reason,
                },
                nameof(PlanEnded) => new
                {
                    its.Number,
                    its.Title,
                    Facts.Of<PlanEnded>(entry).Reason,
                    Facts.Of<PlanEnded>(entry).DueAt,
                },
                nameof(PlanGranted) => new
                {
                    its.Number,
                    its.Title,
                    Facts.Of<PlanGranted>(entry).ReviewBy,
                },
                nameof(ExtensionGranted) => new
                {
                    its.Number,
                    its.Title,
                    Facts.Of<ExtensionGranted>(entry).DueAt,
                },
                _ => new
                {
                    its.Number,
                    its.Title,
                    its.Urgency,
                    its.EnterpriseName,
                },
            };
            // More time is decided by the service office, so it is told, not the commissioner who asked.
            plan.Tell(
                its.CommissionerId is { } person && entry.Name != nameof(ExtensionAskedFor) ? [person] : desk,
                entry,
                entry.Name == nameof(OutcomeConfirmed) ? "NotResolved" : entry.Name,
                facts,
                its.Link
            );
            // Whoever is complained of has friends in the office: supervision knows of it from the first minute.
            if (ComplainsOfOfficials(entry))
            {
                plan.Tell(supervision, entry, "OfficialsComplainedOf", facts, its.Link);
            }
        }

        await plan.AddAsync(cancellationToken);

        bool ComplainsOfOfficials(TimelineEntry entry) =>
            entry.Name == nameof(CaseSubmitted) && cases[entry.SubjectId] is { AboutOfficials: true, Confidential: false };
    }
}
