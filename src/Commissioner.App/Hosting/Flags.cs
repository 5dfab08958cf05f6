using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Commissioner.App.Hosting;

/// <summary>
/// Reads what is ticked or not. What is neither is refused with the page, whose box is then not ticked: with what was sent in it the box itself could
/// not be shown.
/// </summary>
internal sealed class Flags : IModelBinder, IModelBinderProvider
{
    /// <inheritdoc/>
    public IModelBinder? GetBinder(ModelBinderProviderContext context) => context.Metadata.ModelType == typeof(bool) ? this : null;

    /// <inheritdoc/>
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var given = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (given == ValueProviderResult.None)
        {
            return Task.CompletedTask;
        }

        if (bool.TryParse(given.FirstValue, out var ticked))
        {
            bindingContext.ModelState.SetModelValue(bindingContext.ModelName, given);
            bindingContext.Result = ModelBindingResult.Success(ticked);
        }
        else
        {
            bindingContext.ModelState.SetModelValue(bindingContext.ModelName, new ValueProviderResult("false"));
            bindingContext.Result = ModelBindingResult.Success(false);
        }

        return Task.CompletedTask;
    }
}
