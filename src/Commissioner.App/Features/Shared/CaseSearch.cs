using System.Linq.Expressions;
using Commissioner.Data;
using Commissioner.Data.Sealing;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Shared;

/// <summary>
/// Finds cases by what they say: number, title, text, place, their enterprise's name, a former one or its credit code; who calls enterprises finds them by
/// the caller's number, too. It only narrows what may be seen, and a department finds nothing by what its whistle hides from it.
/// </summary>
internal static class CaseSearch
{
    // Of more enterprises than this the names are looked through with the cases: a list of keys would be no help.
    private const int Listed = 200;

    // Fewer signs of a credit code are in many of them, and are more likely the end of a case's number.
    private const int PartOfCode = 6;

    /// <summary>Those of the cases in which each word is found.</summary>
    public static async Task<IQueryable<Case>> SayingAsync(
        this IQueryable<Case> cases,
        CommissionerDb db,
        Actor actor,
        string? typed,
        CancellationToken cancellationToken
    )
    {
        if (SearchWords.Of(typed) is not { } search)
        {
            return cases;
        }

        var named = await NamedAsync(db, search, cancellationToken);
        return search.Words.Aggregate(cases, (found, word) => found.Where(Said(db, actor, search, named, word)));
    }

    /// <summary>Those of enterprises that are, or were, called so.</summary>
    public static async Task<IQueryable<Case>> OfEnterprisesAsync(
        this IQueryable<Case> cases,
        CommissionerDb db,
        Actor actor,
        string? typed,
        CancellationToken cancellationToken
    )
    {
        if (SearchWords.Of(typed) is not { } search)
        {
            return cases;
        }

        var named = await NamedAsync(db, search, cancellationToken);
        return search.Words.Aggregate(
            cases.OfKnown(actor),
            (found, word) =>
                found.Where(
                    named is null
                        ? Called(db, TextPattern.Containing(word))
                        : Of([.. named.Where(n => n.Says(word)).Select(n => n.Id).Distinct()])
                )
        );
    }

    /// <summary>
    /// Without those whose enterprise a whistle hides from this person's department: it must not learn whose they are by asking, nor by the
    /// order in which they stand.
    /// </summary>
    public static IQueryable<Case> OfKnown(this IQueryable<Case> cases, Actor actor) =>
        actor.DepartmentId is { } own
            ? cases.Where(c => !c.Whistles.Any(w => w.Disclosure == Disclosure.IdentityHidden && w.Legs.Any(l => l.DepartmentId == own)))
            : cases;

    private static Expression<Func<Case, bool>> Said(
        CommissionerDb db,
        Actor actor,
        SearchWords search,
        IReadOnlyList<Named>? named,
        string word
    )
    {
        var pattern = TextPattern.Containing(word);
        List<Expression<Func<Case, bool>>> said =
        [
            db.Says(word),
            named is null ? Called(db, pattern) : Of([.. named.Where(n => n.Says(word)).Select(n => n.Id).Distinct()]),
        ];
        if (actor.DepartmentId is { } department)
        {
            Expression<Func<Case, bool>> open = c =>
                !c.Whistles.Any(w => w.Disclosure == Disclosure.IdentityHidden && w.Legs.Any(l => l.DepartmentId == department));
            said = [SearchWords.Both(open, SearchWords.Any(said)), Hidden(db, pattern, department)];
        }
        // The desk reads the last four digits of a contact's number, who calls enterprises all; a department none.
        else if (search.NumbersLike(db.Keys, word, actor.Is(Role.HotlineSeat, Role.CallbackAgent)) is { } phone)
        {
            said.Add(db.Like<Case>(phone, c => SealedFields.AsStored(c.ContactPhone) ?? SealedFields.AsStored(c.Enterprise.ContactPhone)));
        }

        if (SearchWords.NumberLike(word) is { } number)
        {
            said.Add(db.Like<Case>(number, c => c.Number));
        }

        return SearchWords.Any(said);
    }

    // Enterprises that are, or were, called by one of the words; null where they are too many.
    private static async Task<IReadOnlyList<Named>?> NamedAsync(CommissionerDb db, SearchWords search, CancellationToken cancellationToken)
    {
        var patterns = search.Words.Select(TextPattern.Containing).ToList();
        var codes = search.Words.Where(w => w.Length >= PartOfCode).Select(SearchWords.CreditCodeLike).OfType<string>();
        var found = await db
            .Enterprises.Where(
                SearchWords.Any([
                    .. patterns.Select(p => db.Like<Enterprise>(p, e => e.Name)),
                    .. codes.Select(p => db.Like<Enterprise>(p, e => e.CreditCode)),
                ])
            )
            .Select(e => new
            {
                e.Id,
                e.Name,
                CreditCode = (string?)e.CreditCode,
            })
            .Concat(
                db.Set<FormerName>()
                    .Where(SearchWords.Any(patterns.Select(p => db.Like<FormerName>(p, f => f.Name))))
                    .Select(f => new
                    {
                        Id = f.EnterpriseId,
                        f.Name,
                        CreditCode = (string?)null,
                    })
            )
            .Take(Listed + 1)
            .ToListAsync(cancellationToken);
        return found.Count > Listed ? null : found.ConvertAll(f => new Named(f.Id, f.Name, f.CreditCode));
    }

    private static Expression<Func<Case, bool>> Of(IReadOnlyList<Id<Enterprise>> ids) => c => ids.Contains(c.EnterpriseId);

    private static Expression<Func<Case, bool>> Called(CommissionerDb db, string pattern)
    {
        var former = db.Set<FormerName>().Where(db.Like<FormerName>(pattern, f => f.Name)).Select(f => f.EnterpriseId);
        Expression<Func<Case, bool>> once = c => former.Contains(c.EnterpriseId);
        return SearchWords.Any([db.Like<Case>(pattern, c => c.Enterprise.Name), once]);
    }

    // What stands in the title's place where the identity is hidden: what the department is asked.
    private static Expression<Func<Case, bool>> Hidden(CommissionerDb db, string pattern, Id<Department> department)
    {
        var asked = db.Set<Whistle>()
            .Where(w => w.Disclosure == Disclosure.IdentityHidden && w.Legs.Any(l => l.DepartmentId == department))
            .Where(db.Like<Whistle>(pattern, w => w.Asked))
            .Select(w => w.CaseId);
        return c => asked.Contains(c.Id);
    }

    private sealed record Named(Id<Enterprise> Id, string Name, string? CreditCode)
    {
        public bool Says(string word) =>
            Name.Contains(word, StringComparison.OrdinalIgnoreCase)
            || (word.Length >= PartOfCode && CreditCode is not null && SearchWords.IsPartOfCode(word, CreditCode));
    }
}
