using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioner.App.Features.Shared;

/// <summary>Says below a desk's field what is wrong with it, or else its hint.</summary>
[HtmlTargetElement("field-error", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldErrorTagHelper : TagHelper
{
    public ModelExpression For { get; set; } = null!;

    /// <summary>What helps to fill it in; null for nothing.</summary>
    public string? Hint { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext View { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        var id = TagBuilder.CreateSanitizedId(For.Name, "_");
        Say(output, $"{id}-hint", "field-hint", Hint);
        Say(
            output,
            $"{id}-error",
            "field-error",
            View.ViewData.ModelState.GetValueOrDefault(For.Name)?.Errors.FirstOrDefault()?.ErrorMessage
        );
    }

    private static void Say(TagHelperOutput output, string id, string @class, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        var paragraph = new TagBuilder("p");
        paragraph.Attributes["id"] = id;
        paragraph.AddCssClass(@class);
        paragraph.InnerHtml.Append(text);
        output.Content.AppendHtml(paragraph);
    }
}

/// <summary>Marks a desk's field that is wrong for the eye; the ear is told by <see cref="RefusedFieldTagHelper"/>.</summary>
[HtmlTargetElement("input", Attributes = "asp-for,[class^=form-]")]
[HtmlTargetElement("textarea", Attributes = "asp-for,[class^=form-]")]
[HtmlTargetElement("select", Attributes = "asp-for,[class^=form-]")]
public sealed class WrongFieldTagHelper : TagHelper
{
    [HtmlAttributeName("asp-for")]
    public ModelExpression For { get; set; } = null!;

    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext View { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (View.ViewData.ModelState.GetValueOrDefault(For.Name) is { Errors.Count: > 0 })
        {
            output.AddClass("is-invalid", System.Text.Encodings.Web.HtmlEncoder.Default);
        }
    }
}
