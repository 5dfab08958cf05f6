using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioner.App.Features.Shared;

/// <summary>Says beside a field why it was refused; renders nothing when it was not.</summary>
[HtmlTargetElement("p", Attributes = "reason-for")]
public sealed class ReasonForTagHelper : TagHelper
{
    public string ReasonFor { get; set; } = "";

    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext View { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (View.ModelState[ReasonFor] is not { Errors.Count: > 0 } state)
        {
            output.SuppressOutput();
            return;
        }

        output.Attributes.SetAttribute("class", "field-error");
        output.Attributes.SetAttribute("id", ReasonFor + "-error");
        output.Content.SetContent(string.Join("\n", state.Errors.Select(e => e.ErrorMessage)));
    }
}

/// <summary>Marks the cell of a refused field.</summary>
[HtmlTargetElement("div", Attributes = "warn-for")]
public sealed class WarnForTagHelper : TagHelper
{
    public string WarnFor { get; set; } = "";

    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext View { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (View.ModelState[WarnFor] is { Errors.Count: > 0 })
        {
            output.Attributes.SetAttribute("class", $"{output.Attributes["class"]?.Value} weui-cell_warn".TrimStart());
        }
    }
}

/// <summary>Ties a refused field to its reason, for those who hear the page.</summary>
[HtmlTargetElement("input", Attributes = "asp-for")]
[HtmlTargetElement("textarea", Attributes = "asp-for")]
[HtmlTargetElement("select", Attributes = "asp-for")]
public sealed class RefusedFieldTagHelper : TagHelper
{
    /// <summary>After the framework's own, which set the attributes read here.</summary>
    public override int Order => 1;

    [HtmlAttributeName("asp-for")]
    public required ModelExpression For { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext View { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // Radio buttons are skipped: their group is tied to the reason by its fieldset.
        if (
            output.Attributes["type"]?.Value?.ToString() == "radio"
            || View.ModelState.GetFieldValidationState(For.Name) != ModelValidationState.Invalid
        )
        {
            return;
        }

        output.Attributes.SetAttribute("aria-invalid", "true");
        output.Attributes.SetAttribute("aria-describedby", $"{output.Attributes["aria-describedby"]?.Value} {For.Name}-error".TrimStart());
    }
}
