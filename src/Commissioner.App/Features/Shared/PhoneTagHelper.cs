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

    /// <summary>What the first number's link says instead of the number, such as a name; said as it is where there is no number.</summary>
    public string? Says { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (Says is not null && ContactWays.Stored(Of).Numbers.Count == 0)
        {
            output.Content.Append(Says);
            return;
        }

        foreach (var number in ContactWays.Stored(Of).Numbers)
        {
            if (!output.Content.IsEmptyOrWhiteSpace)
            {
                output.Content.Append(" / ");
            }

            var link = new TagBuilder("a");
            link.Attributes["href"] = "tel:" + number.Dial;
            link.AddCssClass("phone-number");
            link.InnerHtml.Append(Says ?? number.ToString());
            output.Content.AppendHtml(link);
            if (Says is not null)
            {
                link.Attributes["title"] = number.ToString();
                return;
            }
        }
    }
}
