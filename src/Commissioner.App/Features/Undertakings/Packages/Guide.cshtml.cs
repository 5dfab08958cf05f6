using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Packages;

/// <summary>The guide page of a package: questions shorten its list of papers, on both faces.</summary>
[Allow(Permission.ReadUndertakings)]
public sealed class GuideModel(IMediator mediator, Actor actor) : PageModel
{
    [FromRoute]
    public string? Code { get; set; }

    /// <summary>What is answered so far, each as <c>question=answer</c>.</summary>
    [FromQuery]
    public IReadOnlyList<string> Answers { get; set; } = [];

    public PackageGuide Sheet { get; private set; } = null!;

    /// <summary>On the enterprise's phone.</summary>
    public bool Phone => actor.EnterpriseId is not null;

    public bool MayApply => Permissions.Holds(actor, Permission.ApplyForPackages);

    /// <summary>The address of the form with these answers.</summary>
    public string Form =>
        $"/packages/apply/{Code}?"
        + string.Join(
            '&',
            Sheet.Questions.Where(q => q.Answer is not null).Select(q => "Answers=" + Uri.EscapeDataString($"{q.Code}={q.Answer}"))
        );

    /// <summary>Answers by their questions; what is none is left out.</summary>
    internal static IReadOnlyDictionary<string, string> Read(IEnumerable<string> answers) =>
        answers
            .Select(a => (a ?? "").Split('=', 2))
            .Where(a => a.Length == 2)
            .GroupBy(a => a[0].Trim())
            .ToDictionary(g => g.Key, g => g.Last()[1].Trim());

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Sheet = await mediator.Send(new ShowGuide(Code, Read(Answers)), cancellationToken);
}
