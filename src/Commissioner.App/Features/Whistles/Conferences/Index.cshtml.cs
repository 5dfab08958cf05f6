using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Conferences;

/// <summary>The conferences about a case: convening one, and its minutes.</summary>
[Allow(Permission.ReadConferences)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> CaseId { get; set; }

    /// <summary>The conference whose minutes are written.</summary>
    [BindProperty]
    public Id<Conference> ConferenceId { get; set; }

    /// <summary>What it is to decide.</summary>
    [BindProperty]
    public string? Agenda { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    /// <summary>When, by the park's clock.</summary>
    [BindProperty]
    public DateTime? MeetAt { get; set; }

    /// <summary>Who comes.</summary>
    [BindProperty]
    public string? People { get; set; }

    /// <summary>Who came; empty for who was to come.</summary>
    [BindProperty]
    public string? Came { get; set; }

    /// <summary>What was said.</summary>
    [BindProperty]
    public string? Minutes { get; set; }

    /// <summary>What was decided; empty rows are left out.</summary>
    [BindProperty]
    public List<DecisionRow> Decisions { get; set; } = [];

    /// <summary>The case as this person sees it.</summary>
    public CaseSheet Sheet { get; private set; } = null!;

    public IReadOnlyList<ConferenceSheet> Conferences { get; private set; } = [];

    /// <summary>Departments that can be decided for.</summary>
    public IReadOnlyList<DepartmentLine> Departments { get; private set; } = [];

    /// <summary>The one that is to come.</summary>
    public ConferenceSheet? Open => Conferences.FirstOrDefault(c => c.MinutedAt is null);

    /// <summary>This person may convene one now.</summary>
    public bool MayConvene => Sheet.May(CaseMove.Convene);

    /// <summary>This person may write minutes now.</summary>
    public bool MayWrite => Sheet.May(CaseMove.RecordMinutes);

    /// <summary>Whose draft it is.</summary>
    public Actor Actor => actor;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        (Agenda, Place, People) = (Open?.Agenda, Open?.Place, Open?.People);
        MeetAt = Open?.MeetAt is { } at ? Moments.Local(at).DateTime : null;
    }

    /// <summary>Convenes one, or sets the one that is to come.</summary>
    public async Task<IActionResult> OnPostConveneAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(
            new ConveneConference(CaseId, null, Agenda, Place, MeetAt is { } at ? Moments.FromLocal(at) : null, People),
            cancellationToken
        );
        return LocalRedirect($"/conferences/{CaseId}");
    }

    /// <summary>Writes the minutes.</summary>
    public async Task<IActionResult> OnPostMinutesAsync(CancellationToken cancellationToken)
    {
        var decisions = Decisions
            .Where(d => d.DepartmentId is not null || !string.IsNullOrWhiteSpace(d.Text))
            .Select(d => new DecisionLine(d.DepartmentId, d.Lead, d.Text, d.DueOn is { } day ? DateOnly.FromDateTime(day) : null));
        await mediator.Send(
            new RecordMinutes(ConferenceId, Minutes, string.IsNullOrWhiteSpace(Came) ? null : Came, [.. decisions]),
            cancellationToken
        );
        return LocalRedirect($"/cases/show/{CaseId}");
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Sheet = await mediator.Send(new ShowCase(CaseId, 1), cancellationToken);
        Conferences = await mediator.Send(new ListConferences(CaseId), cancellationToken);
        Departments = await mediator.Send(new ListDepartments(), cancellationToken);
        while (Decisions.Count < 5)
        {
            Decisions.Add(new());
        }
    }

    /// <summary>A row of the form.</summary>
    public sealed class DecisionRow
    {
        /// <summary>Which department.</summary>
        public Id<Department>? DepartmentId { get; set; }

        public bool Lead { get; set; }

        /// <summary>What it does.</summary>
        public string? Text { get; set; }

        /// <summary>Until when.</summary>
        public DateTime? DueOn { get; set; }
    }
}
