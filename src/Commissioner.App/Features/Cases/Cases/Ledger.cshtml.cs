using Commissioner.App.Features.Clocks;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Cases;

/// <summary>A case's ledger as a bar and a table, on both faces.</summary>
[Allow(Permission.ReadCases)]
public sealed class LedgerModel(IMediator mediator, Actor actor) : PageModel
{
    // The stylesheet has this many fillings; further holders reuse them and are told apart by their letters.
    private const int Fillings = 8;

    [FromRoute]
    public Id<Case> Id { get; set; }

    /// <summary>The ledger as this person sees it.</summary>
    public LedgerSheet Sheet { get; private set; } = null!;

    /// <summary>On the enterprise's phone.</summary>
    public bool Phone => actor.EnterpriseId is not null;

    /// <summary>Whom the enterprise calls; null at the desk.</summary>
    public Shared.WhomToCall? ToCall { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Sheet = await mediator.Send(new ShowLedger(Id), cancellationToken);
        ToCall = actor.EnterpriseId is { } own ? await mediator.Send(new Enterprises.WhoServes(own), cancellationToken) : null;
    }

    /// <summary>The number of a holder, where it is whom the enterprise calls.</summary>
    public string? PhoneOf(HolderOf holder) => holder.Kind == HolderKind.Commissioner && holder.Name == ToCall?.Name ? ToCall?.Phone : null;

    /// <summary>The letter that stands for a holder in bar, legend and table.</summary>
    public string Letter(Cases.HolderOf holder) =>
        Sheet.Totals.Select(t => t.Holder).ToList().IndexOf(holder) is var i && i is >= 0 and < 26 ? ((char)('A' + i)).ToString() : "";

    /// <summary>The filling of a holder, by its number.</summary>
    public int Filling(Cases.HolderOf holder) => Sheet.Totals.Select(t => t.Holder).ToList().IndexOf(holder) % Fillings;

    /// <summary>A part of the whole in percent, as an attribute of SVG writes it.</summary>
    public static string Percent(long part, long whole) =>
        (100m * part / whole).ToString("0.###", System.Globalization.CultureInfo.InvariantCulture) + "%";
}
