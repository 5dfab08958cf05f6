using System.Text;
using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;

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

    /// <summary>What is promised to be settled first; those without a promise are left out.</summary>
    PromisedFirst,

    /// <summary>What is promised to be settled last; those without a promise are left out.</summary>
    PromisedLast,

    /// <summary>The last closed first; those never closed are left out.</summary>
    ClosedNewest,

    /// <summary>The first closed first; those never closed are left out.</summary>
    ClosedOldest,

    /// <summary>Those that stand alike together.</summary>
    StatusUp,

    /// <summary>Those that stand alike together, the other way round.</summary>
    StatusDown,

    /// <summary>By the enterprise's name; those whose enterprise is hidden are left out.</summary>
    EnterpriseUp,

    /// <summary>By the enterprise's name, the other way round; those whose enterprise is hidden are left out.</summary>
    EnterpriseDown,
}

/// <summary>Sorts by keyset: by an instant or a word, and by the key where these are the same.</summary>
internal static class CaseSorts
{
    /// <summary>What is due first in lists of work, else the last filed.</summary>
    public static CaseSort Usual(Box box) =>
        box is Box.Queue or Box.Department or Box.Review or Box.Supervised ? CaseSort.DueFirst : CaseSort.Newest;

    /// <summary>In this order, after this place. The first condition of a place is what an index is entered by.</summary>
    public static IQueryable<Case> Sorted(this IQueryable<Case> cases, CaseSort sort, Actor actor, string? after) =>
        sort switch
        {
            CaseSort.StatusUp or CaseSort.StatusDown => ByStatus(cases, sort, ReadStatus(after)),
            CaseSort.EnterpriseUp or CaseSort.EnterpriseDown => ByEnterprise(cases.OfKnown(actor), sort, ReadText(after)),
            _ => ByInstant(cases, sort, Cursor.Read<Case>(after)),
        };

    /// <summary>The place of a row, after which the next page begins.</summary>
    public static string PlaceOf(CaseRow row, CaseSort sort) =>
        sort switch
        {
            CaseSort.StatusUp or CaseSort.StatusDown => Write(row.Status.ToString(), row.Id),
            CaseSort.EnterpriseUp or CaseSort.EnterpriseDown => Write(row.Enterprise.Name!, row.Id),
            CaseSort.DueFirst or CaseSort.DueLast => Cursor.Write(row.NextWordBy!.Value, row.Id),
            CaseSort.PromisedFirst or CaseSort.PromisedLast => Cursor.Write(row.DueAt!.Value, row.Id),
            CaseSort.ClosedNewest or CaseSort.ClosedOldest => Cursor.Write(row.ClosedAt!.Value, row.Id),
            _ => Cursor.Write(row.SubmittedAt, row.Id),
        };

    private static IQueryable<Case> ByInstant(IQueryable<Case> cases, CaseSort sort, (DateTimeOffset At, Id<Case> Id)? after)
    {
        cases = sort switch
        {
            CaseSort.DueFirst or CaseSort.DueLast => cases.Where(c => c.NextDueAt != null),
            // What waits for a plan's review has no promise that it is shown with.
            CaseSort.PromisedFirst or CaseSort.PromisedLast => cases.Where(c => c.DueAt != null && c.Status != CaseStatus.Planned),
            CaseSort.ClosedNewest or CaseSort.ClosedOldest => cases.Where(c => c.ClosedAt != null),
            _ => cases,
        };
        if (after is { } place)
        {
            var (at, id) = place;
            cases = sort switch
            {
                CaseSort.DueFirst => cases.Where(c => c.NextDueAt >= at && (c.NextDueAt > at || c.Id > id)),
                CaseSort.DueLast => cases.Where(c => c.NextDueAt <= at && (c.NextDueAt < at || c.Id < id)),
                CaseSort.PromisedFirst => cases.Where(c => c.DueAt >= at && (c.DueAt > at || c.Id > id)),
                CaseSort.PromisedLast => cases.Where(c => c.DueAt <= at && (c.DueAt < at || c.Id < id)),
                CaseSort.ClosedOldest => cases.Where(c => c.ClosedAt >= at && (c.ClosedAt > at || c.Id > id)),
                CaseSort.ClosedNewest => cases.Where(c => c.ClosedAt <= at && (c.ClosedAt < at || c.Id < id)),
                CaseSort.Oldest => cases.Where(c => c.SubmittedAt >= at && (c.SubmittedAt > at || c.Id > id)),
                _ => cases.Where(c => c.SubmittedAt <= at && (c.SubmittedAt < at || c.Id < id)),
            };
        }

        return sort switch
        {
            CaseSort.DueFirst => cases.OrderBy(c => c.NextDueAt).ThenBy(c => c.Id),
            CaseSort.DueLast => cases.OrderByDescending(c => c.NextDueAt).ThenByDescending(c => c.Id),
            CaseSort.PromisedFirst => cases.OrderBy(c => c.DueAt).ThenBy(c => c.Id),
            CaseSort.PromisedLast => cases.OrderByDescending(c => c.DueAt).ThenByDescending(c => c.Id),
            CaseSort.ClosedOldest => cases.OrderBy(c => c.ClosedAt).ThenBy(c => c.Id),
            CaseSort.ClosedNewest => cases.OrderByDescending(c => c.ClosedAt).ThenByDescending(c => c.Id),
            CaseSort.Oldest => cases.OrderBy(c => c.SubmittedAt).ThenBy(c => c.Id),
            _ => cases.OrderByDescending(c => c.SubmittedAt).ThenByDescending(c => c.Id),
        };
    }

    private static IQueryable<Case> ByStatus(IQueryable<Case> cases, CaseSort sort, (CaseStatus Status, Id<Case> Id)? after)
    {
        if (after is { } place)
        {
            var (status, id) = place;
            cases =
                sort == CaseSort.StatusUp
                    ? cases.Where(c => c.Status >= status && (c.Status > status || c.Id > id))
                    : cases.Where(c => c.Status <= status && (c.Status < status || c.Id < id));
        }

        return sort == CaseSort.StatusUp
            ? cases.OrderBy(c => c.Status).ThenBy(c => c.Id)
            : cases.OrderByDescending(c => c.Status).ThenByDescending(c => c.Id);
    }

    private static IQueryable<Case> ByEnterprise(IQueryable<Case> cases, CaseSort sort, (string Name, Id<Case> Id)? after)
    {
        if (after is { } place)
        {
            var (name, id) = place;
            // The database compares, by its own order of texts, in which they are sorted.
#pragma warning disable CA1309
            cases =
                sort == CaseSort.EnterpriseUp
                    ? cases.Where(c => string.Compare(c.Enterprise.Name, name) > 0 || (c.Enterprise.Name == name && c.Id > id))
                    : cases.Where(c => string.Compare(c.Enterprise.Name, name) < 0 || (c.Enterprise.Name == name && c.Id < id));
#pragma warning restore CA1309
        }

        return sort == CaseSort.EnterpriseUp
            ? cases.OrderBy(c => c.Enterprise.Name).ThenBy(c => c.Id)
            : cases.OrderByDescending(c => c.Enterprise.Name).ThenByDescending(c => c.Id);
    }

    // A word is written so that it stands in an address and can't be taken for an instant.
    private static string Write(string text, Id<Case> id) => $"t{Convert.ToHexString(Encoding.UTF8.GetBytes(text))}-{id.Value:n}";

    private static (CaseStatus Status, Id<Case> Id)? ReadStatus(string? after) =>
        ReadText(after) is not { } place ? null
        : Enum.GetNames<CaseStatus>().Contains(place.Text) ? (Enum.Parse<CaseStatus>(place.Text), place.Id)
        : throw Unknown();

    private static (string Text, Id<Case> Id)? ReadText(string? after)
    {
        if (string.IsNullOrEmpty(after))
        {
            return null;
        }

        if (
            after.Length > 2000
            || after.Split('-') is not [['t', .. var word], var key]
            || word.Length % 2 != 0
            || !word.All(char.IsAsciiHexDigit)
            || !Guid.TryParseExact(key, "n", out var id)
        )
        {
            throw Unknown();
        }

        var text = Encoding.UTF8.GetString(Convert.FromHexString(word));
        return text.Any(char.IsControl) ? throw Unknown() : (text, new(id));
    }

    private static RuleBroken Unknown() => new(PipelineRules.CursorUnknown) { Field = "after" };
}
