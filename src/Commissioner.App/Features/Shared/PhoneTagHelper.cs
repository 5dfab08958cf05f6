using Commissioner.Domain.People;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioner.App.Features.Shared;

/// <summary>Numbers that a press dials, each by itself; renders nothing without any.</summary>
[HtmlTargetElement("phone", Attributes = "of", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PhoneTagHelper : TagHelper
{
    /// <summary>The ways as they are stored.</summary>
    public string? Of { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        foreach (var number in ContactWays.Stored(Of).Numbers)
        {
            if (!output.Content.IsEmptyOrWhiteSpace)
            {
                output.Content.Append(" / ");
            }

            var link = new TagBuilder("a");
            link.Attributes["href"] = "tel:" + number.Dial;
            link.AddCssClass("phone-number");
            link.InnerHtml.Append(number.ToString());
            output.Content.AppendHtml(link);
        }
    }
}
