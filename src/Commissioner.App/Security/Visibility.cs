using System.Linq.Expressions;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Security;

/// <summary>What somebody may see, as part of the query: what may not be seen is not found (docs/trade.md, People).</summary>
public static class Visibility
{
    /// <summary>For so long a seat sees what it filed, and an agent what it called back about (docs/trade.md, People).</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromHours(24);

    /// <summary>The cases that this person may see.</summary>
    public static IQueryable<Case> VisibleTo(this IQueryable<Case> cases, Actor actor)
    {
        if (actor.Is(Role.Supervisor, Role.System))
        {
            return cases;
        }

        // Said here too, since what is told to open pages is read by the machine, which finds all.
        if (!actor.MayKnowOfConfidential())
        {
            cases = cases.Where(c => !c.Confidential);
        }

        if (actor.Is(Role.TriageDesk))
        {
            return cases;
        }

        List<Expression<Func<Case, bool>>> sights = [];
        if (actor.EnterpriseId is { } enterprise && actor.Is(Role.EnterpriseOwner, Role.EnterpriseUser))
        {
            var only = actor.OnlyCase;
            var (by, owns) = (actor.Id, actor.Is(Role.EnterpriseOwner));
            sights.Add(c =>
                c.EnterpriseId == enterprise && (only == null || c.Id == only) && (!c.Confidential || owns || c.SubmittedById == by)
            );
        }

        if (actor.Is(Role.Commissioner))
        {
            Id<Person>? me = actor.Id;
            sights.Add(c => !c.AboutOfficials && (c.Enterprise.ActiveId == me || c.Enterprise.BackupId == me));
        }

        if (actor.DepartmentId is { } department && actor.Is(Role.DepartmentLiaison, Role.DepartmentHandler, Role.DepartmentHead))
        {
            sights.Add(c => c.Whistles.Any(w => w.Legs.Any(l => l.DepartmentId == department && !Leg.Gone.Contains(l.Status))));
        }

        // These end by the clock. The instant comes with the actor, so that no query need be given one and none can forget it: without an
        // instant nothing is seen that ends.
        if (actor.At is { } at)
        {
            var (me, since) = (actor.Id, at - Lately);
            if (actor.Is(Role.HotlineSeat))
            {
                sights.Add(c => (c.SubmittedById == me && c.SubmittedAt > since) || c.Openings.Any(o => o.PersonId == me && o.Until > at));
            }

            if (actor.Is(Role.CallbackAgent))
            {
                sights.Add(c =>
                    c.Callbacks.Any(t => t.Status == CallbackStatus.Open || (t.CalledById == me && t.EndedAt != null && t.EndedAt > since))
                );
            }
        }

        if (actor.Is(Role.Leader))
        {
            sights.Add(c =>
                c.Cycle >= 4
                || c.OpinionOwed != null
                || c.OpinionAt != null
                || c.PlanAsked != null
                || c.Status == CaseStatus.Planned
                || c.Whistles.Any(w => w.Legs.Any(l => l.Level >= 2))
            );
        }

        return sights.Count == 0 ? cases.Where(_ => false) : cases.Where(sights.Aggregate(Or));
    }

    /// <summary>
    /// This person may come upon confidential cases: supervision upon all, an enterprise's people upon their own. To everybody else they do
    /// not exist, whatever is joined or counted.
    /// </summary>
    public static bool MayKnowOfConfidential(this Actor actor) => actor.EnterpriseId is not null || actor.Is(Role.Supervisor, Role.System);

    /// <summary>The enterprises that this person may see.</summary>
    public static IQueryable<Enterprise> VisibleTo(this IQueryable<Enterprise> enterprises, Actor actor)
    {
        if (actor.Is(Role.TriageDesk, Role.Supervisor, Role.HotlineSeat, Role.CallbackAgent, Role.System))
        {
            return enterprises;
        }

        if (actor.EnterpriseId is { } own)
        {
            return enterprises.Where(e => e.Id == own);
        }

        Id<Person>? me = actor.Id;
        return actor.Is(Role.Commissioner) ? enterprises.Where(e => e.ActiveId == me || e.BackupId == me) : enterprises.Where(_ => false);
    }

    /// <summary>
    /// The files of cases that this person may see there. A department gets what the enterprise brought, as far as its whistles disclose it,
    /// and its own evidence. The enterprise gets a lead's evidence once its head stands behind the report.
    /// </summary>
    public static IQueryable<Attachment> VisibleTo(this IQueryable<Attachment> files, CommissionerDb db, Actor actor)
    {
        // What was erased for its age is nobody's any more.
        var inSight =
            from f in files.Where(f => f.ErasedAt == null)
            join c in db.Cases.VisibleTo(actor) on f.CaseId equals c.Id
            select new { File = f, Case = c };
        if (actor.SeesFor() is { } department)
        {
            inSight = inSight.Where(s =>
                s.File.BroughtWith == BroughtWith.Request
                    ? !s.Case.Whistles.Any(w => w.Disclosure == Disclosure.IdentityHidden && w.Legs.Any(l => l.DepartmentId == department))
                    : db.Legs.Any(l => l.Id == s.File.LegId && l.DepartmentId == department && !Leg.Gone.Contains(l.Status))
            );
        }
        else if (actor.EnterpriseId is not null)
        {
            inSight = inSight.Where(s => !db.Legs.Any(l => l.Id == s.File.LegId && l.Status == LegStatus.CheckedIn && l.WaitsForHead));
        }

        // Papers of an undertaking: to a department those of the nodes that it decides.
        var undertakings = db.Undertakings.VisibleTo(db, actor);
        var own = actor.SeesFor();
        var papers = files.Where(f =>
            f.ErasedAt == null
            && undertakings.Any(u => u.Id == f.UndertakingId)
            && (
                own == null
                || db.UndertakingFiles.Any(p =>
                    p.AttachmentId == f.Id
                    && db.UndertakingNodes.Any(n => n.UndertakingId == p.UndertakingId && n.Code == p.NodeCode && n.DepartmentId == own)
                )
            )
        );
        var ofCases = inSight.Select(s => s.File.Id);
        return files.Where(f => ofCases.Contains(f.Id) || papers.Any(p => p.Id == f.Id));
    }

    /// <summary>
    /// The undertakings that this person may see: an enterprise its own; who acts for it or serves it; a department those in which it decides
    /// a node; the office, supervision and the Leader all.
    /// </summary>
    public static IQueryable<Undertaking> VisibleTo(this IQueryable<Undertaking> undertakings, CommissionerDb db, Actor actor)
    {
        if (actor.Is(Role.TriageDesk, Role.Supervisor, Role.Leader, Role.System))
        {
            return undertakings;
        }

        if (actor.EnterpriseId is { } own)
        {
            return actor.OnlyCase is null ? undertakings.Where(u => u.EnterpriseId == own) : undertakings.Where(_ => false);
        }

        if (actor.DepartmentId is { } department && actor.Is(Role.DepartmentLiaison, Role.DepartmentHandler, Role.DepartmentHead))
        {
            return undertakings.Where(u => u.Nodes.Any(n => n.DepartmentId == department));
        }

        Id<Person>? me = actor.Id;
        return actor.Is(Role.Commissioner)
            ? undertakings.Where(u =>
                u.AgentId == me
                || u.ColleagueId == me
                || db.Enterprises.Any(e => e.Id == u.EnterpriseId && (e.ActiveId == me || e.BackupId == me))
            )
            : undertakings.Where(_ => false);
    }

    /// <summary>The department by whose legs somebody sees cases; null where a case is seen as a whole.</summary>
    public static Id<Department>? SeesFor(this Actor actor) => actor.Is(Role.TriageDesk, Role.Supervisor) ? null : actor.DepartmentId;

    /// <summary>
    /// May know that a case was rated: the enterprise itself, who records its words, and supervision; never the one rated.
    /// </summary>
    public static bool KnowsOfRatings(this Actor actor) =>
        actor.Is(Role.EnterpriseOwner, Role.EnterpriseUser, Role.HotlineSeat, Role.CallbackAgent, Role.Supervisor);

    /// <summary>A case with all that its moves need.</summary>
    public static IQueryable<Case> Whole(this IQueryable<Case> cases) =>
        cases.Include(c => c.Enterprise).Include(c => c.Whistles).ThenInclude(w => w.Legs).Include(c => c.Orders).Include(c => c.Clocks);

    /// <summary>
    /// An enterprise with its ended assignments, read at one instant: read one after the other, a post could seem to have ended already.
    /// </summary>
    public static IQueryable<Enterprise> WithPast(this IQueryable<Enterprise> enterprises) =>
        enterprises.Include(e => e.Past).AsSingleQuery();

    /// <summary>The one with this key, among what may be seen.</summary>
    /// <exception cref="NotFound">There is none, or it may not be seen.</exception>
    public static async Task<Case> One(this IQueryable<Case> cases, Id<Case> id, CancellationToken cancellationToken) =>
        await cases.SingleOrDefaultAsync(c => c.Id == id, cancellationToken) ?? throw new NotFound();

    /// <summary>The one with this key, among what may be seen.</summary>
    /// <exception cref="NotFound">There is none, or it may not be seen.</exception>
    public static async Task<Enterprise> One(
        this IQueryable<Enterprise> enterprises,
        Id<Enterprise> id,
        CancellationToken cancellationToken
    ) => await enterprises.SingleOrDefaultAsync(e => e.Id == id, cancellationToken) ?? throw new NotFound();

    /// <summary>The department with this key.</summary>
    /// <exception cref="NotFound">There is none.</exception>
    public static async Task<Department> One(
        this IQueryable<Department> departments,
        Id<Department> id,
        CancellationToken cancellationToken
    ) => await departments.SingleOrDefaultAsync(d => d.Id == id, cancellationToken) ?? throw new NotFound();

    private static Expression<Func<Case, bool>> Or(Expression<Func<Case, bool>> left, Expression<Func<Case, bool>> right) =>
        Expression.Lambda<Func<Case, bool>>(
            Expression.OrElse(left.Body, new Swap(right.Parameters[0], left.Parameters[0]).Visit(right.Body)),
            left.Parameters
        );

    private sealed class Swap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
