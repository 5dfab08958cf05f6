using System.Text.RegularExpressions;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Undertakings;

/// <summary>A node as a template describes it.</summary>
/// <param name="Code">Unique in its template.</param>
/// <param name="Name">What is decided.</param>
/// <param name="Needs">The nodes that must be approved before; none for what begins.</param>
/// <param name="Unit">Who decides: a department's code or name, or how its name ends. Found when an undertaking begins.</param>
/// <param name="Statutory">What the law allows.</param>
/// <param name="Promised">What the park promises.</param>
/// <param name="Green">What the green lane promises; null where it changes nothing.</param>
/// <param name="Papers">What is handed in.</param>
public sealed record TemplateNode(
    string Code,
    string Name,
    IReadOnlyList<string> Needs,
    string Unit,
    WorkingTime Statutory,
    WorkingTime Promised,
    WorkingTime? Green,
    IReadOnlyList<TemplatePaper> Papers
)
{
    /// <summary>All that it says, in one line: for comparing.</summary>
    public string Said => string.Join('|', Code, Name, string.Join(',', Needs), Unit, Statutory, Promised, Green, string.Join(',', Papers));
}

/// <summary>One version of a template 事项模板: what an undertaking of a kind consists of. Versions are only added, each from a day on.</summary>
public sealed partial class UndertakingTemplate
{
    public const int MostNodes = 60;

    private UndertakingTemplate() { }

    public UndertakingKind Kind { get; private set; }

    public string Code { get; private set; } = "";

    /// <summary>1, 2, 3 …</summary>
    public int Version { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>From which day on, by the park's calendar.</summary>
    public DateOnly EffectiveOn { get; private set; }

    /// <summary>In their order: none needs one that stands behind it.</summary>
    public IReadOnlyList<TemplateNode> Nodes { get; private set; } = [];

    /// <summary>What it says of the whole.</summary>
    public TemplateTerms Terms { get; private set; } = TemplateTerms.Plain;

    /// <summary>Who added it; empty for what ships with the product.</summary>
    public Id<Person> AddedById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset AddedAt { get; private set; }

    /// <summary>Adds a template.</summary>
    /// <exception cref="RuleBroken">A rule of <see cref="TemplateRules"/>.</exception>
    public static UndertakingTemplate Add(
        UndertakingKind kind,
        string? code,
        string? name,
        IReadOnlyList<TemplateNode> nodes,
        DateOnly effectiveOn,
        Actor by,
        DateTimeOffset now,
        TemplateTerms? terms = null
    ) =>
        IsCode(code)
            ? Write(kind, code!.Trim().ToUpperInvariant(), 1, name, nodes, terms ?? TemplateTerms.Plain, effectiveOn, by, now)
            : throw new RuleBroken(TemplateRules.TemplateCodeUnusable) { Field = "code" };

    /// <summary>Adds the next version; this one must be the last.</summary>
    public UndertakingTemplate Revise(
        string? name,
        IReadOnlyList<TemplateNode> nodes,
        DateOnly effectiveOn,
        DateOnly today,
        Actor by,
        DateTimeOffset now,
        TemplateTerms? terms = null
    )
    {
        var earliest = EffectiveOn > today ? EffectiveOn : today;
        if (effectiveOn < earliest)
        {
            throw new RuleBroken(TemplateRules.TemplateDayTooEarly, earliest) { Field = "effectiveOn" };
        }

        var next = Write(Kind, Code, Version + 1, name, nodes, terms ?? Terms, effectiveOn, by, now);
        return next.SaysAs(this) ? throw new RuleBroken(TemplateRules.TemplateChangesNothing) : next;
    }

    /// <summary>Says the same as another version.</summary>
    public bool SaysAs(UndertakingTemplate other) => Says(other.Name, other.Nodes, other.Terms);

    /// <summary>Says just this.</summary>
    public bool Says(string name, IReadOnlyList<TemplateNode> nodes, TemplateTerms terms) =>
        Name == name && Terms.Said == terms.Said && Nodes.Select(n => n.Said).SequenceEqual(nodes.Select(n => n.Said));

    /// <summary>
    /// The one list of a package's papers by what was answered: each once, with the matters that need it. What depends on a question that
    /// has no answer yet stands in it.
    /// </summary>
    public IReadOnlyList<ListedPaper> ListOf(IReadOnlyDictionary<string, string> answers) =>
        [
            .. Nodes
                .SelectMany(n => n.Papers.Where(p => p.Applies(answers)).Select(p => (n.Code, Paper: p)))
                .GroupBy(p => p.Paper.Name)
                .Select(g => new ListedPaper(
                    g.Key,
                    [.. g.Select(p => p.Code).Distinct()],
                    g.All(p => p.Paper.Lacking is not null) ? WorkingTime.Days(g.Min(p => p.Paper.Lacking!.Value.Amount)) : null
                )),
        ];

    /// <summary>The answers to all its questions, as they were given.</summary>
    /// <exception cref="RuleBroken"><see cref="UndertakingRules.QuestionUnanswered"/> with the question's field.</exception>
    public IReadOnlyDictionary<string, string> Answered(IReadOnlyDictionary<string, string>? given)
    {
        Dictionary<string, string> answers = [];
        foreach (var question in Terms.Asked)
        {
            var answer = given?.GetValueOrDefault(question.Code)?.Trim();
            answers[question.Code] =
                answer is not null && question.Choices.Contains(answer)
                    ? answer
                    : throw new RuleBroken(UndertakingRules.QuestionUnanswered, question.Text) { Field = $"answers.{question.Code}" };
        }

        return answers;
    }

    /// <summary>This can be a template's code, in capitals.</summary>
    public static bool IsCode(string? code) => code is not null && CodeShape().IsMatch(code.Trim().ToUpperInvariant());

    /// <summary>This can be a limit: working days or hours.</summary>
    public static bool IsLimit(WorkingTime limit) =>
        limit.Unit is TimeUnit.WorkingDays or TimeUnit.WorkingHours && limit.Amount is >= 1 and <= 400;

    /// <summary>What is wrong with a node among those before it; the field and the rule.</summary>
    /// <param name="node">The node.</param>
    /// <param name="before">The codes of those before it.</param>
    /// <param name="kind">Matters of a package run in parallel, within the one limit.</param>
    /// <param name="terms">What is said of the whole.</param>
    public static IEnumerable<(string Field, Rule Rule, string? Detail)> Wrongs(
        TemplateNode node,
        IReadOnlyCollection<string> before,
        UndertakingKind kind,
        TemplateTerms terms
    )
    {
        if (!NodeCodeShape().IsMatch(node.Code))
        {
            yield return ("code", TemplateRules.NodeCodeUnusable, null);
        }
        else if (before.Contains(node.Code))
        {
            yield return ("code", TemplateRules.NodeCodeTwice, null);
        }

        if (node.Name.Characters() is < 1 or > 60)
        {
            yield return ("name", TemplateRules.NodeNameMissing, null);
        }

        foreach (var unknown in node.Needs.Where(n => !before.Contains(n)))
        {
            yield return ("needs", TemplateRules.NodeNeedsUnknown, unknown);
        }

        if (node.Unit.Characters() is < 1 or > 60)
        {
            yield return ("unit", TemplateRules.NodeUnitMissing, null);
        }

        if (!IsLimit(node.Statutory))
        {
            yield return ("statutory", TemplateRules.NodeLimitUnusable, null);
        }

        if (!IsLimit(node.Promised))
        {
            yield return ("promised", TemplateRules.NodeLimitUnusable, null);
        }
        else if (IsLimit(node.Statutory) && !Within(node.Promised, node.Statutory))
        {
            yield return ("promised", TemplateRules.NodeLimitsFall, null);
        }

        if (node.Green is { } green)
        {
            if (!IsLimit(green))
            {
                yield return ("green", TemplateRules.NodeLimitUnusable, null);
            }
            else if (IsLimit(node.Promised) && !Within(green, node.Promised))
            {
                yield return ("green", TemplateRules.NodeLimitsFall, null);
            }
        }

        if (node.Papers.Count > 20)
        {
            yield return ("papers", TemplateRules.NodePapersTooMany, null);
        }

        foreach (var paper in node.Papers.Where(p => !p.IsReadable))
        {
            yield return ("papers", TemplateRules.PaperUnreadable, paper.Name);
        }

        // A question that nobody asks, or an answer that nobody can give, would keep a paper off the list for ever.
        foreach (
            var paper in node.Papers.Where(p =>
                p.When is { } when
                && (terms.Asked.FirstOrDefault(q => q.Code == when.Question) is not { } asked || when.Answers.Except(asked.Choices).Any())
            )
        )
        {
            yield return ("papers", TemplateRules.PaperAnswerUnknown, paper.Name);
        }

        if (kind == UndertakingKind.Package && node.Needs.Count > 0)
        {
            yield return ("needs", TemplateRules.PackageRunsInParallel, null);
        }

        if (
            kind == UndertakingKind.Package
            && terms.Limit is { } whole
            && IsLimit(whole)
            && IsLimit(node.Promised)
            && !Within(node.Promised, whole)
        )
        {
            yield return ("promised", TemplateRules.PackageLimitFalls, whole.ToString());
        }
    }

    private static bool Within(WorkingTime shorter, WorkingTime longer) =>
        shorter.Unit == longer.Unit
            ? shorter.Amount <= longer.Amount
            : shorter.Unit == TimeUnit.WorkingHours && longer.Unit == TimeUnit.WorkingDays;

    private static UndertakingTemplate Write(
        UndertakingKind kind,
        string code,
        int version,
        string? name,
        IReadOnlyList<TemplateNode> nodes,
        TemplateTerms terms,
        DateOnly effectiveOn,
        Actor by,
        DateTimeOffset now
    )
    {
        if (name?.Trim().Characters() is null or < 1 or > 60)
        {
            throw new RuleBroken(TemplateRules.TemplateNameMissing) { Field = "name" };
        }

        if (nodes.Count is < 1 or > MostNodes)
        {
            throw new RuleBroken(TemplateRules.TemplateNodesMissing) { Field = "nodes" };
        }

        foreach (var (field, rule, detail) in terms.Wrongs(kind))
        {
            throw new RuleBroken(rule, detail is null ? [] : [detail]) { Field = field };
        }

        HashSet<string> before = [];
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var (field, rule, detail) in Wrongs(nodes[i], before, kind, terms))
            {
                throw new RuleBroken(rule, detail is null ? [] : [detail]) { Field = $"nodes[{i}].{field}" };
            }

            before.Add(nodes[i].Code);
        }

        return new()
        {
            Kind = kind,
            Code = code,
            Version = version,
            Name = name.Trim(),
            EffectiveOn = effectiveOn,
            Nodes = nodes,
            Terms = terms,
            AddedById = by.Id,
            AddedAt = now,
        };
    }

    [GeneratedRegex("^[A-Z0-9][A-Z0-9-]{1,23}$")]
    private static partial Regex CodeShape();

    [GeneratedRegex("^[A-Z0-9][A-Z0-9-]{0,23}$")]
    private static partial Regex NodeCodeShape();
}
