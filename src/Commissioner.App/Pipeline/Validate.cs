using FluentValidation;
using MediatR;

namespace Commissioner.App.Pipeline;

/// <summary>
/// The fourth stop of a request: cleans its texts, and collects everything that is wrong with its fields, so that a person hears all of it
/// at once.
/// </summary>
internal sealed class Validate<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        Typed.Clean(request);
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

    private static string FieldOf(string property)
    {
        var name = property[(property.LastIndexOf('.') + 1)..];
        return name.Length == 0 ? "" : char.ToLowerInvariant(name[0]) + name[1..];
    }
}

/// <summary>A field that is wrong.</summary>
/// <param name="Field">Its name, camelCase.</param>
/// <param name="Code">The rule's code.</param>
/// <param name="Details">What stands in the places of its words.</param>
public sealed record FieldError(string Field, string Code, params IReadOnlyList<object?> Details);

/// <summary>Thrown when fields of a request are wrong; nothing was done.</summary>
public sealed class NotWellFormed(IReadOnlyList<FieldError> errors) : Exception("Fields of the request are wrong.")
{
    /// <summary>The fields.</summary>
    public IReadOnlyList<FieldError> Errors { get; } = errors;
}
