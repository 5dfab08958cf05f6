using Commissioner.App.Features.Rehearsals;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioner.App.Features.Shared;

/// <summary>The button beside a move's own that shows who would be told, and in which words, before it is made.</summary>
[HtmlTargetElement("rehearse", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RehearseTagHelper(Texts texts) : TagHelper
{
    public const string Field = "rehearse";

    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext View { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (CurrentActor.From(View.HttpContext.User).First(Rehearsal.For) is null)
        {
            output.SuppressOutput();
            return;
        }

        (output.TagName, output.TagMode) = ("button", TagMode.StartTagAndEndTag);
        output.Attributes.SetAttribute("class", "btn");
        output.Attributes.SetAttribute("name", Field);
        output.Attributes.SetAttribute("value", "true");
        output.Content.SetContent(texts["shared.rehearse"]);
    }
}
