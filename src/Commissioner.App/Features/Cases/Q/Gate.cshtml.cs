using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Q;

/// <summary>A sheet for a gate: who points a phone at it files a request whose place is filled in.</summary>
[Allow(Permission.SignedIn)]
public sealed class GateModel(Settings settings) : PageModel
{
    /// <summary>What stands in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "place")]
    public string? Asked { get; set; }

    /// <summary>Which gate; null for any.</summary>
    public string? Place { get; private set; }

    public CodePicture Code { get; private set; } = null!;

    public void OnGet()
    {
        Place = GatePlace.Of(Asked);
        var query = new QueryBuilder();
        if (Place is not null)
        {
            query.Add("place", Place);
        }

        Code = CodePicture.Of(IndexModel.Site(settings, Request) + "/cases/submit" + query);
    }
}
