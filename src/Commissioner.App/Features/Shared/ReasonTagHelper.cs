using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioner.App.Features.Shared;

/// <summary>Why a field was refused, below it; nothing while it was not.</summary>
[HtmlTargetElement("reason", Attributes = "of", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ReasonTagHelper : TagHelper
{
    /// <summary>The field's name.</summary>
    public string Of { get; set; } = "";

    /// <summary>The view being rendered.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext View { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (View.ModelState.GetValueOrDefault(Of)?.Errors is not { Count: > 0 } errors)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "p";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field-error");
        output.Attributes.SetAttribute("id", Of + "-error");
        output.Content.SetContent(errors[0].ErrorMessage);
    }
}
