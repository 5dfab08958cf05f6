using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioner.App.Features.Shared;

/// <summary>Draws one icon of the sprite, by its name in <c>Assets/icons.txt</c>; readers skip it, the word beside it speaks.</summary>
[HtmlTargetElement("icon", Attributes = "name", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper(IUrlHelperFactory urls, IFileVersionProvider versions) : TagHelper
{
    /// <summary>The icon's name, e.g. <c>clock</c>.</summary>
    public string Name { get; set; } = "";

    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext View { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var sprite = urls.GetUrlHelper(View).Content("~/dist/icons.svg");
        var address = versions.AddFileVersionToPath(View.HttpContext.Request.PathBase, sprite);

        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "icon");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Attributes.SetAttribute("focusable", "false");
        output.Content.SetHtmlContent($"<use href=\"{address}#{Name}\"></use>");
    }
}
