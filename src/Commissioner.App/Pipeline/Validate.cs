using FluentValidation;
using MediatR;

namespace Commissioner.App.Pipeline;

/// <summary>
/// The third stop of a request: collects everything that is wrong with its fields, so that a person hears all of it at once.
/// </summary>
internal sealed class Validate<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (
            Unstorable(request).Select(f => new FieldError(FieldOf(f), PipelineRules.TextUnstorable.Code)).ToList() is
            { Count: > 0 } unstorable
        )
        {
            throw new NotWellFormed(unstorable);
        }

        foreach (var validator in validators)
        {
            var result = await validator.ValidateAsync(request, cancellationToken);
            if (!result.IsValid)
            {
                throw new NotWellFormed([.. result.Errors.Select(e => new FieldError(FieldOf(e.PropertyName), e.ErrorCode))]);
            }
        }

        return await next();
    }

    // The paths of texts that contain a NUL: nobody types one, and PostgreSQL can't store it.
    private static IEnumerable<string> Unstorable(object request)
    {
        foreach (var property in request.GetType().GetProperties())
        {
            var value =
                property.PropertyType == typeof(string) || property.PropertyType.Assembly == typeof(PipelineRules).Assembly
                    ? property.GetValue(request)
                    : null;
            if (value is string text && text.Contains('\0', StringComparison.Ordinal))
            {
                yield return property.Name;
            }
            else if (value is not (null or string or Enum))
            {
                foreach (var inner in Unstorable(value))
                {
                    yield return inner;
                }
            }
        }
    }

    private static string FieldOf(string property)
    {
        var name = property[(property.LastIndexOf('.') + 1)..];
        return name.Length == 0 ? "" : char.ToLowerInvariant(name[0]) + name[1..];
    }
}

/// <summary>A field that is wrong.</summary>
/// <param name="Field">Its name, camelCase.</param>
/// <param name="Code">The rule's code.</param>
public sealed record FieldError(string Field, string Code);

/// <summary>Thrown when fields of a request are wrong; nothing was done.</summary>
public sealed class NotWellFormed(IReadOnlyList<FieldError> errors) : Exception("Fields of the request are wrong.")
{
    /// <summary>The fields.</summary>
    public IReadOnlyList<FieldError> Errors { get; } = errors;
}
