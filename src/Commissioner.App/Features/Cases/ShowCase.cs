using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Cases;

/// <summary>One case, as far as one may see it.</summary>
[Allow(Permission.ReadCases)]
public sealed record ShowCase(Id<Case> CaseId) : IQuery<CaseSheet>;

/// <summary>A case as a person may see it.</summary>
public sealed record CaseSheet(
    Id<Case> Id, string? Number, int Version, string Title, string Description, string Category, Urgency Urgency, string? Place, CaseStatus Status, int Cycle, EnterpriseOf Enterprise,
    string? ContactName, string? ContactPhone, PersonOf? Commissioner, HolderOf Holder, DateTimeOffset SubmittedAt, DateTimeOffset? DueAt, DateTimeOffset? NextWordBy, Alarm Alarm,
    FourElements? Closure, IReadOnlyList<ClockLine> Clocks, IReadOnlyList<WhistleSheet> Whistles, IReadOnlyList<FileLine> Attachments, IReadOnlyList<TimelineLine> Timeline, IReadOnlyList<string> Can)
{
    /// <summary>This person may make this move now.</summary>
    public bool May(CaseMove move) => Can.Contains(Name(move));

    /// <summary>A move as outside programs write it.</summary>
    public static string Name(CaseMove move) => char.ToLowerInvariant(move.ToString()[0]) + move.ToString()[1..];
}

/// <summary>A named person.</summary>
public sealed record PersonOf(Id<Person> Id, string Name);

/// <summary>Who has it now.</summary>
public sealed record HolderOf(HolderKind Kind, string? Name);

/// <summary>A promise's clock.</summary>
public sealed record ClockLine(PromiseKind Kind, Guid SubjectId, string State, DateTimeOffset StartedAt, DateTimeOffset DueAt, bool Assured, DateTimeOffset? StoppedAt, PromiseResult? Result, Alarm Alarm);

/// <summary>A whistle with its legs.</summary>
public sealed record WhistleSheet(
    Id<Whistle> Id, WhistleKind Kind, string Asked, string Tried, Disclosure Disclosure, string? MeetPlace, DateTimeOffset? MeetAt, DateTimeOffset BlownAt, IReadOnlyList<LegSheet> Legs);

/// <summary>A called department's part.</summary>
public sealed record LegSheet(
    Id<Leg> Id, Id<Department> DepartmentId, string DepartmentName, bool Lead, LegStatus Status, int Level, DateTimeOffset CalledAt, DateTimeOffset? CheckedInAt, string? HandlerName, string? HandlerPhone,
    string? FirstStep, DateTimeOffset? FirstStepAt, FourElements? Result, DateTimeOffset? DueAt, Alarm Alarm);

/// <summary>A file.</summary>
public sealed record FileLine(Id<Attachment> Id, string FileName, string MediaType, long Length);

/// <summary>A timeline entry in words.</summary>
public sealed record TimelineLine(int Seq, DateTimeOffset At, string Name, string By, Role As, string Text);

internal sealed class ShowCaseHandler(CommissionerDb db, Actor actor, Texts texts, TimeProvider clock) : IRequestHandler<ShowCase, CaseSheet>
{
    public async Task<CaseSheet> Handle(ShowCase query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // Case with enterprise, whistles with legs, clocks: what the domain needs to say which moves are possible.
        var found = await db.Cases.AsNoTracking().VisibleTo(actor)
            .Where(c => c.Id == query.CaseId)
            .Select(c => new
            {
                Case = c,
                c.Enterprise,
                Commissioner = db.People.Where(p => p.Id == c.Enterprise.ActiveId).Select(p => p.Name).FirstOrDefault(),
                HolderDepartment = db.Departments.Where(d => d.Id == c.HolderDepartmentId).Select(d => d.Name).FirstOrDefault(),
                Files = db.Attachments.Where(a => a.CaseId == c.Id).OrderBy(a => a.Id).Select(a => new FileLine(a.Id, a.FileName, a.MediaType, a.Length)).ToList(),
                Legs = (from w in db.Set<Whistle>() join l in db.Legs on w.Id equals l.WhistleId join d in db.Departments on l.DepartmentId equals d.Id where w.CaseId == c.Id select new { Whistle = w, Leg = l, d.Name }).ToList(),
                Clocks = db.Clocks.Where(k => k.CaseId == c.Id).OrderBy(k => k.StartedAt).ToList(),
            })
            .AsSplitQuery()
            .SingleOrDefaultAsync(cancellationToken) ?? throw new NotFound();
        return null!;
    }
}
