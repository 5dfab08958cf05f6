using System.Globalization;
using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Commissioner.App.Hosting;

/// <summary>
/// Reads dates and times of forms as browsers write them: without a zone, for they are the park's own wall clock, and
/// <see cref="Moments.FromLocal"/> makes instants of them.
/// </summary>
internal sealed class LocalTimes(LocalTimes.Unread unread) : IModelBinder
{
    private static readonly string[] Written = ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFF", "yyyy-MM-dd"];

    /// <inheritdoc/>
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var given = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (given == ValueProviderResult.None)
        {
            return Task.CompletedTask;
        }

        // What was typed stays in its field when the page is shown again.
        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, given);
        var text = given.FirstValue?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            bindingContext.Result = ModelBindingResult.Success(null);
        }
        else if (
            DateTime.TryParseExact(text, Written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && Instants.IsUsual(local)
        )
        {
            bindingContext.Result = ModelBindingResult.Success(local);
        }
        else
        {
            unread.Fields.Add(new(bindingContext.ModelName, PipelineRules.LocalTimeUnreadable.Code));
        }

        return Task.CompletedTask;
    }

    /// <summary>What of this request's form could not be read: refused before anything is done with the rest.</summary>
    internal sealed class Unread
    {
        /// <summary>The fields.</summary>
        public List<FieldError> Fields { get; } = [];
    }

    /// <summary>Gives it to every date and time of every page.</summary>
    internal sealed class Provider : IModelBinderProvider
    {
        private readonly ForEach _binder = new();

        /// <inheritdoc/>
        public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
            context.Metadata.UnderlyingOrModelType == typeof(DateTime) ? _binder : null;

        // Binders live as long as the application, what they could not read only as long as the request.
        private sealed class ForEach : IModelBinder
        {
            public Task BindModelAsync(ModelBindingContext bindingContext) =>
                new LocalTimes(bindingContext.HttpContext.RequestServices.GetRequiredService<Unread>()).BindModelAsync(bindingContext);
        }
    }
}
