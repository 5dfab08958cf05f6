using System.Text.Json;
using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Papers;

/// <summary>Tells of packages and promised papers: what the enterprise is asked for, and by when a paper follows.</summary>
internal sealed class TellOfPapers(Promises promises) : IReaction
{
    private static readonly HashSet<string> Told =
    [
        nameof(PackageReturned),
        nameof(PackageSupplied),
        nameof(PackageLate),
        nameof(NodeLapsed),
        nameof(PaperPromised),
        nameof(PaperLate),
        nameof(PaperSupplied),
        nameof(PaperVerified),
        nameof(PaperSentBack),
        nameof(PaperCorrectionOrdered),
        nameof(PromiseBroken),
        nameof(MajeureClaimed),
        nameof(MajeureGranted),
        nameof(MajeureRefused),
    ];

    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries.Where(e => Told.Contains(e.Name)).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var ids = mine.Select(e => new Id<Undertaking>(e.SubjectId)).Distinct().ToList();
        var all = await db
            .Undertakings.AsNoTracking()
            .Include(u => u.Nodes)
            .Where(u => ids.Contains(u.Id))
            .ToDictionaryAsync(u => u.Id.Value, cancellationToken);
        var departments = await db.OfDepartmentsAsync(all.Values.SelectMany(u => u.Nodes.Select(n => n.DepartmentId)), cancellationToken);
        var enterprises = await db.OfEnterprisesAsync(all.Values.Select(u => u.EnterpriseId), cancellationToken);
        var roles = new Dictionary<Role, IReadOnlyList<Id<Person>>>();
        foreach (var role in (Role[])[Role.TriageDesk, Role.Supervisor, Role.Leader])
        {
            roles[role] = await db.WithAsync(role, cancellationToken);
        }

        var plan = new NoticePlan(db, promises.Calendar);
        foreach (var entry in mine)
        {
            var its = all[entry.SubjectId];
            var link = $"/undertakings/show/{its.Id}";
            IEnumerable<Id<Person>> asks =
            [
                .. enterprises[its.EnterpriseId],
                .. ((Id<Person>?[])[its.AgentId, its.ColleagueId]).OfType<Id<Person>>(),
            ];
            var department = entry.DepartmentId is { } of ? departments[of] : [];
            void Tell(IEnumerable<Id<Person>> people, object facts, string? text = null) =>
                plan.Tell(people.Where(p => p != entry.ById).Distinct(), entry, text ?? entry.Name, facts, link, waits: text is not null);
            switch (entry.Name)
            {
                case nameof(PackageReturned):
                    var returned = Facts.Of<PackageReturned>(entry);
                    Tell(
                        asks,
                        new
                        {
                            its.Number,
                            its.Title,
                            returned.Missing,
                            returned.FileBy,
                        }
                    );
                    break;
                case nameof(PackageSupplied):
                    Tell(roles[Role.TriageDesk], new { its.Number, its.Title });
                    break;
                case nameof(PackageLate):
                    var whole = Facts.Of<PackageLate>(entry);
                    object wholeFacts = new
                    {
                        its.Number,
                        its.Title,
                        whole.Promise,
                        whole.DueAt,
                    };
                    Tell(
                        whole.Promise == PromiseKind.Supplement
                            ? asks
                            : [.. roles[Role.TriageDesk], .. its.Nodes.Where(n => n.IsOpen).SelectMany(n => departments[n.DepartmentId])],
                        wholeFacts,
                        InTime(whole.Raised) ? "PackageNearlyDue" : "PackageOverdue"
                    );
                    Tell(
                        whole.Tells.Where(roles.ContainsKey).SelectMany(r => roles[r]).Except(roles[Role.TriageDesk]),
                        wholeFacts,
                        "PackageOverdueSupervised"
                    );
                    break;
                case nameof(NodeLapsed):
                    Tell([.. asks, .. department], new { its.Number, Facts.Of<NodeLapsed>(entry).NodeName });
                    break;
                case nameof(PaperLate):
                    var late = Facts.Of<PaperLate>(entry);
                    object lateFacts = new
                    {
                        its.Number,
                        late.NodeName,
                        late.PaperName,
                        late.Promise,
                        late.DueAt,
                    };
                    var owes = late.Promise == PromiseKind.PaperVerification ? department : asks;
                    Tell(
                        InTime(late.Raised) ? owes : [.. owes, .. department],
                        lateFacts,
                        InTime(late.Raised) ? "PaperNearlyDue" : "PaperOverdue"
                    );
                    Tell(late.Tells.Where(roles.ContainsKey).SelectMany(r => roles[r]), lateFacts, "PaperOverdueSupervised");
                    break;
                case nameof(PromiseBroken):
                    var broken = Facts.Of<PromiseBroken>(entry);
                    Tell(
                        [.. asks, .. roles[Role.TriageDesk], .. roles[Role.Supervisor]],
                        new
                        {
                            its.Number,
                            broken.NodeName,
                            broken.PaperName,
                            broken.Reason,
                            broken.ExcludedThrough,
                        }
                    );
                    break;
                default:
                    // The others say of one paper how it stands: to who is to do something, and to who waits.
                    var paper = JsonSerializer.Deserialize<PaperFacts>(entry.Facts, RecordEvents.Json)!;
                    Tell(
                        entry.Name switch
                        {
                            nameof(PaperPromised) or nameof(PaperSupplied) => department,
                            nameof(MajeureClaimed) => [.. roles[Role.TriageDesk], .. roles[Role.Supervisor]],
                            nameof(MajeureGranted) or nameof(MajeureRefused) => [.. asks, .. department],
                            _ => asks,
                        },
                        new
                        {
                            its.Number,
                            paper.NodeName,
                            paper.PaperName,
                            paper.Reason,
                            paper.DueAt,
                        }
                    );
                    break;
            }
        }

        await plan.AddAsync(cancellationToken);
    }

    private static bool InTime(PromiseLevel raised) =>
        raised is PromiseLevel.Warned or PromiseLevel.FirstReminder or PromiseLevel.SecondReminder or PromiseLevel.LastReminder;

    private sealed record PaperFacts(string NodeName, string PaperName, string? Reason, DateTimeOffset? DueAt);
}
