using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Razor;

namespace Commissioner.App.Hosting;

/// <summary>
/// The address of a page is its path below its room: <c>Features/Cases/Closures/Review.cshtml</c> answers at <c>/closures/review</c>.
/// What the page says behind <c>@page</c> comes after that; one that begins with a slash is the whole address, for parameters that stand in
/// the middle.
/// </summary>
internal sealed partial class PageAddresses : IPageRouteModelConvention
{
    public void Apply(PageRouteModel model)
    {
        // An index would answer by its name, too.
        if (model.Selectors is [var named, _])
        {
            model.Selectors.Remove(named);
        }

        foreach (var selector in model.Selectors)
        {
            var said = selector.EndpointMetadata.OfType<PageRouteMetadata>().Single();
            if (said.RouteTemplate is { } own && AttributeRouteModel.IsOverridePattern(own))
            {
                continue;
            }

            var below = string.Join('/', said.PageRoute.Trim('/').Split('/')[1..].Select(Kebab));
            selector.AttributeRouteModel!.Template = AttributeRouteModel.CombineTemplates(below, said.RouteTemplate);
        }
    }

    private static string Kebab(string name) => Humps().Replace(name, "$1-$2").ToLowerInvariant();

    [GeneratedRegex("([a-z0-9])([A-Z])")]
    private static partial Regex Humps();
}
