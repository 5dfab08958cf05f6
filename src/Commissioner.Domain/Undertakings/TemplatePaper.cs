using System.Text.RegularExpressions;
using Commissioner.Domain.Calendars;

namespace Commissioner.Domain.Undertakings;

/// <summary>A paper counts only where a question was answered so.</summary>
/// <param name="Question">The question's code.</param>
/// <param name="Answers">One of them.</param>
public sealed record PaperCondition(string Question, IReadOnlyList<string> Answers);

/// <summary>
/// A paper of a matter as a template describes it, in one line as tables and forms write it: <c>租赁合同[场所=租赁/借用]{10d}</c> is handed
/// in where the place is rented or lent, and may be lacking for ten working days against a promise.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="When">On which answer it depends; null where everybody hands it in.</param>
/// <param name="Lacking">For how long it may be lacking 容缺; null where it may not.</param>
public sealed partial record TemplatePaper(string Name, PaperCondition? When = null, WorkingTime? Lacking = null)
{
    /// <summary>For so many working days a paper may be lacking at the most.</summary>
    public const int LongestLack = 90;

    private static readonly WorkingTime Unreadable = WorkingTime.Days(0);

    /// <summary>A paper that everybody hands in.</summary>
    public static implicit operator TemplatePaper(string line) => Read(line);

    /// <summary>Its line is one that can be read, with a limit that is one.</summary>
    public bool IsReadable =>
        Name.Characters() is >= 1 and <= 60
        && Name.IndexOfAny(['[', ']', '{', '}']) < 0
        && Lacking is null or { Unit: TimeUnit.WorkingDays, Amount: >= 1 and <= LongestLack };

    /// <summary>Reads a line. What can't be read becomes the name, which then is refused.</summary>
    public static TemplatePaper Read(string line)
    {
        var text = line.Trim().Replace('【', '[').Replace('】', ']').Replace('｛', '{').Replace('｝', '}').Replace('＝', '=');
        var read = Line().Match(text);
        if (!read.Success)
        {
            return new(text);
        }

        var (question, answers, lacking) = (read.Groups["question"], read.Groups["answers"], read.Groups["lacking"]);
        return new(
            read.Groups["name"].Value.Trim(),
            question.Success
                ? new(
                    question.Value.Trim(),
                    [.. answers.Value.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
                )
                : null,
            !lacking.Success ? null
                : WorkingTime.TryParse(lacking.Value, out var limit) ? limit
                : Unreadable
        );
    }

    /// <summary>Whether it is to be handed in. Of a question without an answer it may still be.</summary>
    public bool Applies(IReadOnlyDictionary<string, string> answers) =>
        When is not { } when || !answers.TryGetValue(when.Question, out var answer) || when.Answers.Contains(answer);

    /// <summary>Its line.</summary>
    public override string ToString() =>
        Name + (When is { } w ? $"[{w.Question}={string.Join('/', w.Answers)}]" : "") + (Lacking is { } l ? $"{{{l}}}" : "");

    [GeneratedRegex(@"^(?<name>[^\[\]{}]+)(\[(?<question>[^\[\]{}=]+)=(?<answers>[^\[\]{}=]+)\])?\s*(\{(?<lacking>[^\[\]{}]+)\})?$")]
    private static partial Regex Line();
}

/// <summary>
/// A question that shortens the list of papers, in one line: <c>场所:经营场所是哪一种=自有/租赁</c>. Without choices it is answered by 是 or 否.
/// </summary>
/// <param name="Code">How papers name it.</param>
/// <param name="Text">What is asked.</param>
/// <param name="Choices">What may be answered.</param>
public sealed record TemplateQuestion(string Code, string Text, IReadOnlyList<string> Choices)
{
    public const string Yes = "是";
    public const string No = "否";

    private static readonly System.Buffers.SearchValues<char> Marks = System.Buffers.SearchValues.Create("[]{}=/:;；、\n");

    /// <summary>It can be asked and answered.</summary>
    public bool IsReadable =>
        Fits(Code, 12)
        && Fits(Text, 60)
        && Choices.Count is >= 2 and <= 8
        && Choices.All(c => Fits(c, 20))
        && Choices.Distinct().Count() == Choices.Count;

    /// <summary>Reads a line. What can't be read is a question without a text, which then is refused.</summary>
    public static TemplateQuestion Read(string line)
    {
        var text = line.Trim().Replace('：', ':').Replace('＝', '=');
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return new(text, "", [Yes, No]);
        }

        var rest = text[(colon + 1)..].Split('=', 2, StringSplitOptions.TrimEntries);
        return new(
            text[..colon].Trim(),
            rest[0],
            rest.Length == 1 ? [Yes, No] : [.. rest[1].Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
        );
    }

    /// <summary>Its line.</summary>
    public override string ToString() => $"{Code}:{Text}" + (Choices is [Yes, No] ? "" : "=" + string.Join('/', Choices));

    private static bool Fits(string text, int most) =>
        text.Characters() is var length && length >= 1 && length <= most && !text.AsSpan().ContainsAny(Marks);
}

/// <summary>What a template says of the whole, beside its nodes.</summary>
/// <param name="About">Whom it is for and what it brings, in plain words; null where nothing is said.</param>
/// <param name="Limit">Of a package 一件事: the one limit for the whole.</param>
/// <param name="Questions">Of a package: what shortens the list of papers.</param>
/// <param name="ExcludedMonths">For how long who broke a promise may not give another.</param>
public sealed record TemplateTerms(
    string? About = null,
    WorkingTime? Limit = null,
    IReadOnlyList<TemplateQuestion>? Questions = null,
    int ExcludedMonths = TemplateTerms.UsualExclusion
)
{
    public const int UsualExclusion = 12;

    /// <summary>Nothing beside the nodes.</summary>
    public static TemplateTerms Plain { get; } = new();

    /// <summary>What is asked, in its order.</summary>
    public IReadOnlyList<TemplateQuestion> Asked => Questions ?? [];

    /// <summary>All that they say, in one line: for comparing.</summary>
    public string Said => string.Join('|', About, Limit, string.Join(';', Asked), ExcludedMonths);

    /// <summary>What is wrong with them; the field and the rule.</summary>
    public IEnumerable<(string Field, Rule Rule, string? Detail)> Wrongs(UndertakingKind kind)
    {
        if (About?.Characters() > 300)
        {
            yield return ("about", TemplateRules.TemplateAboutTooLong, null);
        }

        if (kind == UndertakingKind.Package ? Limit is not { } limit || !UndertakingTemplate.IsLimit(limit) : Limit is not null)
        {
            yield return ("limit", TemplateRules.PackageLimitMissing, null);
        }

        if (Asked.Count > 12 || (kind != UndertakingKind.Package && Asked.Count > 0))
        {
            yield return ("questions", TemplateRules.QuestionsTooMany, null);
        }

        foreach (var question in Asked.Where(q => !q.IsReadable || Asked.Count(o => o.Code == q.Code) > 1).DistinctBy(q => q.Code))
        {
            yield return ("questions", TemplateRules.QuestionUnusable, question.Code);
        }

        if (ExcludedMonths is < 1 or > 36)
        {
            yield return ("excludedMonths", TemplateRules.ExclusionUnusable, null);
        }
    }
}

/// <summary>A paper of a package's one list: handed in once, for all matters that need it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="NodeCodes">The matters.</param>
/// <param name="Lacking">For how long it may be lacking; null where one of the matters does not allow it.</param>
public sealed record ListedPaper(string Name, IReadOnlyList<string> NodeCodes, WorkingTime? Lacking);
