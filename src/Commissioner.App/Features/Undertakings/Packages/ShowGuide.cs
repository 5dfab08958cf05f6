using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Packages;

/// <summary>
/// The guide of a package: whom it is for, its matters, the one limit, its questions, and the papers that are left by what was answered.
/// </summary>
[Allow(Permission.ReadUndertakings)]
public sealed record ShowGuide(string? Code, IReadOnlyDictionary<string, string>? Answers = null) : IQuery<PackageGuide>;

/// <param name="Complete">Every question is answered: the list is the one to be handed in.</param>
/// <param name="Exclusion">A promise of the reader's enterprise that was broken, for which none is taken now.</param>
/// <param name="All">How many papers there are whatever is answered.</param>
public sealed record PackageGuide(
    string Code,
    string Name,
    int Version,
    string? About,
    string Limit,
    IReadOnlyList<GuideMatter> Matters,
    IReadOnlyList<GuideQuestion> Questions,
    IReadOnlyList<GuidePaper> Papers,
    int All,
    int ExcludedMonths,
    bool Complete,
    PromiseExclusion? Exclusion
);

public sealed record GuideMatter(string Code, string Name, string Unit, string Promised);

/// <param name="Answer">What was answered; null until then.</param>
public sealed record GuideQuestion(string Code, string Text, IReadOnlyList<string> Choices, string? Answer);

/// <param name="LackingDays">For how many working days it may be lacking against a promise; null where it may not.</param>
/// <param name="Certain">False while it depends on a question without an answer.</param>
public sealed record GuidePaper(string Name, IReadOnlyList<string> Matters, int? LackingDays, bool Certain);

internal sealed class ShowGuideHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<ShowGuide, PackageGuide>
{
    public async Task<PackageGuide> Handle(ShowGuide query, CancellationToken cancellationToken)
    {
        var today = promises.Calendar.DateOf(clock.GetUtcNow());
        var its = await db.PackageAsync(query.Code, today, cancellationToken);
        // Only an answer that there is counts: the list is as long as it is certain to be.
        var answers = its
            .Terms.Asked.Where(q => query.Answers?.GetValueOrDefault(q.Code) is { } given && q.Choices.Contains(given))
            .ToDictionary(q => q.Code, q => query.Answers![q.Code]);
        var names = its.Nodes.ToDictionary(n => n.Code, n => n.Name);
        var open = its.Terms.Asked.Select(q => q.Code).Except(answers.Keys).ToHashSet();
        return new(
            its.Code,
            its.Name,
            its.Version,
            its.Terms.About,
            its.Terms.Limit!.Value.ToString(),
            [.. its.Nodes.Select(n => new GuideMatter(n.Code, n.Name, n.Unit, n.Promised.ToString()))],
            [.. its.Terms.Asked.Select(q => new GuideQuestion(q.Code, q.Text, q.Choices, answers.GetValueOrDefault(q.Code)))],
            [
                .. its.ListOf(answers)
                    .Select(p => new GuidePaper(
                        p.Name,
                        [.. p.NodeCodes.Select(c => names[c])],
                        p.Lacking?.Amount,
                        its.Nodes.SelectMany(n => n.Papers)
                            .Any(o => o.Name == p.Name && o.Applies(answers) && (o.When is not { } w || !open.Contains(w.Question)))
                    )),
            ],
            its.Nodes.SelectMany(n => n.Papers.Select(p => p.Name)).Distinct().Count(),
            its.Terms.ExcludedMonths,
            open.Count == 0,
            actor.EnterpriseId is { } own ? await db.ExclusionAsync(own, today, cancellationToken) : null
        );
    }
}
