using Commissioner.App.Features.Cases;
using Commissioner.Domain;
using Commissioner.Domain.Cases;

namespace Commissioner.App.Features.Lists;

/// <summary>In which order cases are listed.</summary>
public enum CaseSort
{
    /// <summary>The last filed first.</summary>
    Newest,

    /// <summary>The first filed first.</summary>
    Oldest,

    /// <summary>What is due first; those of which nothing is due are left out.</summary>
    DueFirst,

    /// <summary>What is due last; those of which nothing is due are left out.</summary>
    DueLast,
}

/// <summary>Sorts by keyset: by an instant, and by the key where instants are the same.</summary>
internal static class CaseSorts
{
    /// <summary>What is due first in lists of work, else the last filed.</summary>
    public static CaseSort Usual(Box box) =>
        box is Box.Queue or Box.Department or Box.Review or Box.Supervised ? CaseSort.DueFirst : CaseSort.Newest;

    /// <summary>In this order, after this place.</summary>
    public static IQueryable<Case> Sorted(this IQueryable<Case> cases, CaseSort sort, (DateTimeOffset At, Id<Case> Id)? after)
    {
        if (sort is CaseSort.DueFirst or CaseSort.DueLast)
        {
            cases = cases.Where(c => c.NextDueAt != null);
        }

        if (after is { } place)
        {
            var (at, id) = place;
            cases = sort switch
            {
                CaseSort.DueFirst => cases.Where(c => c.NextDueAt > at || (c.NextDueAt == at && c.Id > id)),
                CaseSort.DueLast => cases.Where(c => c.NextDueAt < at || (c.NextDueAt == at && c.Id < id)),
                CaseSort.Oldest => cases.Where(c => c.SubmittedAt > at || (c.SubmittedAt == at && c.Id > id)),
                _ => cases.Where(c => c.SubmittedAt < at || (c.SubmittedAt == at && c.Id < id)),
            };
        }

        return sort switch
        {
            CaseSort.DueFirst => cases.OrderBy(c => c.NextDueAt).ThenBy(c => c.Id),
            CaseSort.DueLast => cases.OrderByDescending(c => c.NextDueAt).ThenByDescending(c => c.Id),
            CaseSort.Oldest => cases.OrderBy(c => c.SubmittedAt).ThenBy(c => c.Id),
            _ => cases.OrderByDescending(c => c.SubmittedAt).ThenByDescending(c => c.Id),
        };
    }

    /// <summary>The instant that a row has its place by.</summary>
    public static DateTimeOffset PlaceOf(CaseRow row, CaseSort sort) =>
        sort is CaseSort.DueFirst or CaseSort.DueLast ? row.NextWordBy!.Value : row.SubmittedAt;
}
