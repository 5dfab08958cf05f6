using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Undertakings;

/// <summary>Tells of undertakings: who has a node now, who owes what is late, and the enterprise where it stands.</summary>
internal sealed class TellOfUndertakings(Promises promises) : IReaction
{
    private static readonly HashSet<string> Told =
    [
        nameof(UndertakingEntrusted),
        nameof(UndertakingStarted),
        nameof(EntrustmentTakenBack),
        nameof(GreenLaneGranted),
        nameof(NodeBecameReady),
        nameof(NodeSubmitted),
        nameof(NodeReturned),
        nameof(NodeCorrected),
        nameof(NodeApproved),
        nameof(NodeRefused),
        nameof(NodeSuspended),
        nameof(NodeResumed),
        nameof(NodeLate),
        nameof(StandingTold),
        nameof(UndertakingCompleted),
    ];

    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries.Where(e => Told.Contains(e.Name)).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var ids = mine.Select(e => new Id<Undertaking>(e.SubjectId)).Distinct().ToList();
        var all = (
            await db
                .Undertakings.Where(u => ids.Contains(u.Id))
                .Select(u => new InHand(
                    u.Id,
                    u.Number,
                    u.Title,
                    u.EnterpriseId,
                    u.AgentId,
                    u.ColleagueId,
                    u.Nodes.Where(n => n.Status != NodeStatus.NotStarted).Select(n => n.DepartmentId).ToList()
                ))
                .ToListAsync(cancellationToken)
        ).ToDictionary(u => u.Id.Value);
        var departments = await db.OfDepartmentsAsync(all.Values.SelectMany(u => u.Departments), cancellationToken);
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
            var enterprise = enterprises[its.EnterpriseId];
            var department = entry.DepartmentId is { } of ? departments[of] : [];
            void Tell(IEnumerable<Id<Person>> people, object facts, string? text = null, bool waits = false) =>
                plan.Tell(people.Distinct(), entry, text ?? entry.Name, facts, link, waits);
            switch (entry.Name)
            {
                case nameof(UndertakingEntrusted):
                    Tell(roles[Role.TriageDesk], new { its.Number, its.Title });
                    break;
                case nameof(UndertakingStarted):
                    var started = Facts.Of<UndertakingStarted>(entry);
                    Tell(
                        [.. enterprise, .. its.Agents],
                        new
                        {
                            its.Number,
                            its.Title,
                            started.AgentName,
                            started.ColleagueName,
                            started.EndAt,
                        }
                    );
                    break;
                case nameof(EntrustmentTakenBack):
                    // Everybody concerned, at once: nobody works on.
                    Tell(
                        [.. enterprise, .. its.Agents, .. its.Departments.SelectMany(d => departments[d]), .. roles[Role.TriageDesk]],
                        new { its.Number, its.Title }
                    );
                    break;
                case nameof(GreenLaneGranted):
                    var green = Facts.Of<GreenLaneGranted>(entry);
                    Tell(
                        [.. enterprise, .. its.Agents, .. its.Departments.SelectMany(d => departments[d])],
                        new
                        {
                            its.Number,
                            its.Title,
                            green.GreenDecision,
                        }
                    );
                    break;
                case nameof(NodeBecameReady):
                    var ready = Facts.Of<NodeBecameReady>(entry);
                    Tell(
                        its.Agents,
                        new
                        {
                            its.Number,
                            its.Title,
                            ready.NodeName,
                            ready.FileBy,
                        }
                    );
                    break;
                case nameof(NodeSubmitted):
                    var submitted = Facts.Of<NodeSubmitted>(entry);
                    Tell(
                        department,
                        new
                        {
                            its.Number,
                            its.Title,
                            submitted.NodeName,
                            submitted.DueAt,
                        }
                    );
                    break;
                case nameof(NodeCorrected):
                    var corrected = Facts.Of<NodeCorrected>(entry);
                    Tell(
                        department,
                        new
                        {
                            its.Number,
                            its.Title,
                            corrected.NodeName,
                            corrected.DueAt,
                        }
                    );
                    break;
                case nameof(NodeReturned):
                    var returned = Facts.Of<NodeReturned>(entry);
                    Tell(
                        [.. its.Agents, .. enterprise],
                        new
                        {
                            its.Number,
                            returned.NodeName,
                            returned.Missing,
                            returned.FileBy,
                        }
                    );
                    break;
                case nameof(NodeApproved):
                    var approved = Facts.Of<NodeApproved>(entry);
                    Tell(
                        [.. its.Agents, .. enterprise],
                        new
                        {
                            its.Number,
                            its.Title,
                            approved.NodeName,
                        }
                    );
                    break;
                case nameof(NodeRefused):
                    var refused = Facts.Of<NodeRefused>(entry);
                    Tell(
                        [.. its.Agents, .. enterprise],
                        new
                        {
                            its.Number,
                            refused.NodeName,
                            refused.Reason,
                        }
                    );
                    break;
                case nameof(NodeSuspended):
                    var suspended = Facts.Of<NodeSuspended>(entry);
                    Tell(
                        [.. its.Agents, .. enterprise],
                        new
                        {
                            its.Number,
                            suspended.NodeName,
                            suspended.SuspensionCause,
                            suspended.Reason,
                            suspended.GoesOnAt,
                        }
                    );
                    break;
                case nameof(NodeResumed):
                    var resumed = Facts.Of<NodeResumed>(entry);
                    Tell(
                        [.. its.Agents, .. department],
                        new
                        {
                            its.Number,
                            its.Title,
                            resumed.NodeName,
                            resumed.DueAt,
                        }
                    );
                    break;
                case nameof(NodeLate):
                    var late = Facts.Of<NodeLate>(entry);
                    object facts = new
                    {
                        its.Number,
                        its.Title,
                        late.NodeName,
                        late.Promise,
                        late.DueAt,
                    };
                    Tell(
                        late.Promise == PromiseKind.NodeDecision ? department : its.Agents,
                        facts,
                        late.Raised == PromiseLevel.Warned ? "NodeNearlyDue" : "NodeOverdue",
                        waits: true
                    );
                    Tell(late.Tells.Where(roles.ContainsKey).SelectMany(r => roles[r]), facts, "NodeOverdueSupervised", waits: true);
                    break;
                case nameof(StandingTold):
                    var standing = Facts.Of<StandingTold>(entry);
                    Tell(
                        enterprise,
                        new
                        {
                            its.Number,
                            its.Title,
                            standing.NodesDone,
                            standing.NodesAll,
                            standing.NodeNames,
                            standing.EndAt,
                        },
                        waits: true
                    );
                    break;
                default:
                    var done = Facts.Of<UndertakingCompleted>(entry);
                    Tell(
                        [.. enterprise, .. its.Agents],
                        new
                        {
                            its.Number,
                            its.Title,
                            done.DaysTaken,
                            done.DaysStatutory,
                        }
                    );
                    break;
            }
        }

        await plan.AddAsync(cancellationToken);
    }

    private sealed record InHand(
        Id<Undertaking> Id,
        string Number,
        string Title,
        Id<Domain.Enterprises.Enterprise> EnterpriseId,
        Id<Person>? AgentId,
        Id<Person>? ColleagueId,
        List<Id<Domain.Departments.Department>> Departments
    )
    {
        public IEnumerable<Id<Person>> Agents => ((Id<Person>?[])[AgentId, ColleagueId]).OfType<Id<Person>>();
    }
}
