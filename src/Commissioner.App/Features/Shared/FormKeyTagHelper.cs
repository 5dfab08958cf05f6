using Commissioner.App.Hosting;
using Commissioner.Domain;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioner.App.Features.Shared;

/// <summary>
/// Gives every posted form a key, so that a form posted twice is carried out once, and says where what is typed into it is kept meanwhile.
/// </summary>
[HtmlTargetElement("form", Attributes = "method")]
public sealed class FormKeyTagHelper : TagHelper
{
    public const string Field = "form-key";

    /// <summary>The page.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    /// <summary>get or post.</summary>
    public string Method { get; set; } = "";

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.SetAttribute("method", Method);
        if (!string.Equals(Method, "post", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        output.PostContent.AppendHtml($"<input type=\"hidden\" name=\"{Field}\" value=\"{Id<FormKeyTagHelper>.New()}\">");
        if (View.HttpContext.User.Identity is { IsAuthenticated: true })
        {
            var request = View.HttpContext.Request;
            output.Attributes.SetAttribute("data-draft", request.PathBase + DraftsRoute.Path);
            output.Attributes.SetAttribute("data-draft-of", Drafts.Address(request));
        }
    }
}
