using Commissioner.App.Hosting;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Templates;

/// <summary>A template with all its versions, and the form of the next, one node a line.</summary>
[Allow(Permission.ManageTemplates)]
public sealed class ShowModel(IMediator mediator) : PageModel, IShows
{
    private static readonly char[] Within = ['、', ',', '，'];

    [FromRoute]
    public string? Code { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public DateOnly? EffectiveOn { get; set; }

    /// <summary>One node a line.</summary>
    [BindProperty]
    public string? Nodes { get; set; }

    /// <summary>Whom it is for, in plain words.</summary>
    [BindProperty]
    public string? About { get; set; }

    /// <summary>Of a package: the one limit.</summary>
    [BindProperty]
    public string? Limit { get; set; }

    /// <summary>Of a package: one question a line.</summary>
    [BindProperty]
    public string? Questions { get; set; }

    [BindProperty]
    public int? ExcludedMonths { get; set; }

    [BindProperty]
    public int? BasedOn { get; set; }

    public TemplateSheet Sheet { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Sheet = await mediator.Send(new ShowTemplate(Code), cancellationToken);
        Name ??= Sheet.Versions[0].Name;
        var terms = Sheet.Versions[0].Terms;
        (About, Limit, ExcludedMonths) = (About ?? terms.About, Limit ?? terms.Limit, ExcludedMonths ?? terms.ExcludedMonths);
        Questions ??= string.Join('\n', terms.Questions ?? []);
        Nodes ??= string.Join('\n', Sheet.Versions[0].Nodes.Select(Line));
    }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new ShowTemplate(Code), cancellationToken);
        var nodes = Lines(Nodes).Select(Node).ToList();
        await mediator.Send(
            new WriteTemplate(Code, Name, nodes, EffectiveOn, BasedOn, new(About, Limit, Lines(Questions), ExcludedMonths)),
            cancellationToken
        );
        return LocalRedirect($"/templates/show/{Uri.EscapeDataString(Code ?? "")}");
    }

    private static string[] Lines(string? text) =>
        (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Line(NodeLine n) =>
        string.Join(
            " | ",
            n.Code,
            n.Name,
            string.Join('、', n.Needs),
            n.Unit,
            n.Statutory,
            n.Promised,
            n.Green,
            string.Join('、', n.Papers)
        );

    private static NodeLine Node(string line)
    {
        var cells = line.Split('|', StringSplitOptions.TrimEntries);
        string At(int i) => i < cells.Length ? cells[i] : "";
        return new(At(0), At(1), Words(At(2)), At(3), At(4), At(5), At(6), Words(At(7)));
    }

    private static string[] Words(string text) =>
        text.Split(Within, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
