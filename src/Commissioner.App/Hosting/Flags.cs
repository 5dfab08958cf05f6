using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Commissioner.App.Hosting;

/// <summary>
/// Reads what is ticked or not. What is neither, which no browser sends, counts as not ticked: with it in its field the box could not be shown again.
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

        var readable = bool.TryParse(given.FirstValue, out var ticked);
        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, readable ? given : new ValueProviderResult("false"));
        bindingContext.Result = ModelBindingResult.Success(ticked);
        return Task.CompletedTask;
    }
}
