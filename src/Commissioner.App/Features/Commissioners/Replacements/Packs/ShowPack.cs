using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Replacements.Packs;

/// <summary>The hand-over pack 交接单: what was open in the instant in which the post changed hands, and nothing that came later.</summary>
[Allow(Permission.ReadHandOvers)]
public sealed record ShowPack(Id<Replacement> ReplacementId) : IQuery<PackSheet>, IOpening, IReading;

/// <summary>A hand-over pack; of its beginning the day only, of what began it nothing.</summary>
public sealed record PackSheet(
    Id<Replacement> Id,
    string EnterpriseName,
    string ContactName,
    string ContactPhone,
    DateOnly On,
    string? Outgoing,
    string? Acting,
    string? Successor,
    IReadOnlyList<PackedCase> Cases,
    string? Note,
    DateTimeOffset? OutgoingSignedAt,
    DateTimeOffset? SuccessorSignedAt,
    [property: Due] DateTimeOffset? ContactBy,
    DateTimeOffset? ContactedAt,
    bool Serves,
    bool MayWrite,
    bool MaySign,
    bool MayContact
);

/// <summary>A case that was open then.</summary>
public sealed record PackedCase(
    Id<Case> Id,
    string? Number,
    string Title,
    string Category,
    Urgency Urgency,
    DateTimeOffset SubmittedAt,
    IReadOnlyList<PackedPromise> Promises,
    IReadOnlyList<PackedLeg> Legs,
    IReadOnlyList<PackedContact> Contacts
);

/// <summary>A promise that ran then; it does not start anew.</summary>
public sealed record PackedPromise(PromiseKind Kind, string? Department, [property: Due] DateTimeOffset DueAt);

/// <summary>A department that was called and had not finished then.</summary>
public sealed record PackedLeg(
    string Department,
    bool Lead,
    string Asked,
    DateTimeOffset CalledAt,
    DateTimeOffset? CheckedInAt,
    string? HandlerName,
    string? HandlerPhone,
    string? FirstStep,
    DateTimeOffset? FirstStepAt
);

/// <summary>When the enterprise had been spoken to, in words.</summary>
public sealed record PackedContact(DateTimeOffset At, string Text);

internal sealed class ShowPackHandler(CommissionerDb db, Actor actor, DepartmentNames departments, Texts texts, Dues dues)
    : IRequestHandler<ShowPack, PackSheet>
{
    public async Task<PackSheet> Handle(ShowPack query, CancellationToken cancellationToken)
    {
        var r =
            await db.PacksOf(actor)
                .AsNoTracking()
                .Include(x => x.Clocks)
                .AsSingleQuery()
                .SingleOrDefaultAsync(x => x.Id == query.ReplacementId, cancellationToken)
            ?? throw new NotFound();
        var e = await db.Enterprises.AsNoTracking().SingleAsync(x => x.Id == r.EnterpriseId, cancellationToken);
        Id<Person>?[] people = [r.OutgoingId, r.ActingId, r.SuccessorId];
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        var contact = r.Clocks.FirstOrDefault(k => k.Kind == PromiseKind.SuccessorContact);
        var (outgoing, serves) = (actor.Id == r.OutgoingId, e.ActiveId == actor.Id || e.BackupId == actor.Id);
        return new(
            r.Id,
            e.Name,
            MaskedName.Of(e.ContactName),
            ContactWays.Stored(e.ContactPhone).Masked,
            DateOnly.FromDateTime(Moments.Local(r.BeganAt).DateTime),
            Name(r.OutgoingId),
            Name(r.ActingId),
            Name(r.SuccessorId),
            await CasesAsync(r, cancellationToken),
            r.HandOverNote,
            r.OutgoingSignedAt,
            r.SuccessorSignedAt,
            contact is { IsRunning: true } ? contact.DueAt : null,
            contact?.Result is PromiseResult.Met or PromiseResult.Late ? contact.StoppedAt : null,
            serves,
            outgoing && r.OutgoingSignedAt is null,
            (outgoing && r.OutgoingSignedAt is null) || (actor.Id == r.SuccessorId && r.SuccessorSignedAt is null),
            actor.Id == r.SuccessorId && e.ActiveId == actor.Id && contact is { IsRunning: true }
        );

        string? Name(Id<Person>? person) => person is { } id ? names.GetValueOrDefault(id) : null;
    }

    // An open case always has a clock that runs or is paused, so the cases open at that instant are found by their clocks. What was called,
    // said or filed later is left out.
    private async Task<List<PackedCase>> CasesAsync(Replacement replacement, CancellationToken cancellationToken)
    {
        var then = replacement.BeganAt;
        var promises = await (
            from k in db.CaseClocks.AsNoTracking()
            join c in db.Cases on k.OwnerId equals c.Id
            where
                c.EnterpriseId == replacement.EnterpriseId
                && !c.AboutOfficials
                && k.StartedAt <= then
                && (k.StoppedAt == null || k.StoppedAt > then)
            orderby k.DueAt
            select new
            {
                CaseId = c.Id,
                k.Kind,
                k.SubjectId,
                k.DueAt,
            }
        ).ToListAsync(cancellationToken);
        var ids = promises.Select(p => p.CaseId).Distinct().ToList();
        var subjects = ids.ConvertAll(i => i.Value);
        var cases = await db
            .Cases.AsNoTracking()
            .Where(c => ids.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.Number,
                c.Title,
                c.Category,
                c.Urgency,
                c.SubmittedAt,
            })
            .ToListAsync(cancellationToken);
        var legs = await (
            from l in db.Legs.AsNoTracking()
            join w in db.Set<Whistle>() on l.WhistleId equals w.Id
            where ids.Contains(l.CaseId) && l.CalledAt <= then && (l.DoneAt == null || l.DoneAt > then)
            orderby l.IsLead descending, l.CalledAt
            select new { Leg = l, w.Asked }
        ).ToListAsync(cancellationToken);
        var contacts = await db
            .Timeline.AsNoTracking()
            .Where(t => subjects.Contains(t.SubjectId) && t.Name == nameof(FirstContactRecorded) && t.At <= then)
            .OrderBy(t => t.Id)
            .ToListAsync(cancellationToken);
        var units = await departments.AllAsync(cancellationToken);
        var called = legs.ToDictionary(l => l.Leg.Id.Value, l => units.GetValueOrDefault(l.Leg.DepartmentId));
        return
        [
            .. cases
                .OrderBy(c => promises.FindIndex(p => p.CaseId == c.Id))
                .Select(c => new PackedCase(
                    c.Id,
                    c.Number,
                    c.Title,
                    c.Category,
                    c.Urgency,
                    c.SubmittedAt,
                    [
                        .. promises
                            .Where(p => p.CaseId == c.Id)
                            .Select(p => new PackedPromise(p.Kind, called.GetValueOrDefault(p.SubjectId), p.DueAt)),
                    ],
                    [.. legs.Where(l => l.Leg.CaseId == c.Id).Select(l => Packed(l.Leg, l.Asked, units, then))],
                    [.. contacts.Where(t => t.SubjectId == c.Id.Value).Select(t => new PackedContact(t.At, texts.Of(t, dues)))]
                )),
        ];
    }

    private static PackedLeg Packed(Leg leg, string asked, IReadOnlyDictionary<Id<Department>, string> units, DateTimeOffset then)
    {
        var there = leg.CheckedInAt <= then;
        return new(
            units.GetValueOrDefault(leg.DepartmentId, ""),
            leg.IsLead,
            asked,
            leg.CalledAt,
            there ? leg.CheckedInAt : null,
            there ? leg.HandlerName : null,
            there ? leg.HandlerPhone : null,
            there ? leg.FirstStep : null,
            there ? leg.FirstStepAt : null
        );
    }
}
