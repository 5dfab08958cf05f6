using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Shared;
using Commissioner.Domain.Phrases;

namespace Commissioner.App.Features.Phrases;

/// <summary>Phrases that a form offers above one of its texts.</summary>
/// <param name="Use">What the text is.</param>
/// <param name="Field">The name of its field.</param>
/// <param name="Case">The case that it is about, as far as who writes may see it: nothing else is filled in.</param>
public sealed record PhraseOffer(PhraseUse Use, string Field, CaseSheet Case)
{
    /// <summary>The places that a phrase may have, in the order in which they are explained.</summary>
    public static readonly IReadOnlyList<string> Places = ["{编号}", "{标题}", "{企业}", "{专员}", "{部门}", "{期限}", "{今天}"];

    /// <summary>A phrase with what the case says in its places; of what it does not say, the place stays and is seen.</summary>
    public string Fill(string text, Dues dues, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(dues);
        string?[] values =
        [
            Case.Number,
            Case.Title,
            Case.Enterprise.Name,
            Case.Commissioner?.Name,
            string.Join("、", Case.Whistles.SelectMany(w => w.Legs).Select(l => l.DepartmentName).Distinct()),
            Case.NextWordBy is { } by ? dues.Say(by, Case.NextWordAssured) : null,
            Moments.Day(now),
        ];
        return Places
            .Zip(values)
            .Aggregate(
                text,
                (said, place) =>
                    string.IsNullOrEmpty(place.Second) ? said : said.Replace(place.First, place.Second, StringComparison.Ordinal)
            );
    }
}
