using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Commissioner.App.Pipeline;
using Commissioner.Domain;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace Commissioner.App.Hosting.Requests;

/// <summary>Says of a value that can't be read where it stands, and what may stand there: in addresses, bodies and forms alike.</summary>
internal static partial class WrongValues
{
    private static readonly ConditionalWeakTable<Endpoint, IReadOnlyList<Place>> Known = [];

    /// <summary>Refuses, by their names, the values of an address that are none of what may stand there, or that are missing.</summary>
    /// <exception cref="NotWellFormed">Some are.</exception>
    public static Task DemandAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is { } endpoint)
        {
            var wrong = Known.GetValue(endpoint, PlacesOf).SelectMany(p => p.Wrong(context.Request)).ToList();
            if (wrong.Count > 0)
            {
                throw new NotWellFormed(wrong);
            }
        }

        return next(context);
    }

    /// <summary>Refuses, by their names, the fields of a call's form that are none of what may stand there.</summary>
    /// <exception cref="NotWellFormed">Some are.</exception>
    public static async Task DemandFormAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is { } endpoint && context.Request.HasFormContentType)
        {
            var fields = (endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [])
                .Where(p => IsPlain(p.ParameterType) && p.GetCustomAttributes().Any(a => a is IFromFormMetadata))
                .ToList();
            if (fields.Count > 0)
            {
                var form = await context.Request.ReadFormAsync(context.RequestAborted);
                var wrong = fields
                    .Where(p => form[p.Name!].Any(given => given is { Length: > 0 } && !Reads(p.ParameterType, given)))
                    .Select(p => Wrong(p.Name!, p.ParameterType))
                    .ToList();
                if (wrong.Count > 0)
                {
                    throw new NotWellFormed(wrong);
                }
            }
        }

        await next(context);
    }

    /// <summary>The refusal, by its name, of the member of a body or a form that could not be read; null where no one member is to blame.</summary>
    public static NotWellFormed? Of(Endpoint? endpoint, Exception exception, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> options)
    {
        if (endpoint is null || exception is not BadHttpRequestException { StatusCode: 400 })
        {
            return null;
        }

        // What is no JSON at all has the reader's own exception within; no member is to blame for it.
        if (exception.InnerException is JsonException { InnerException: not JsonException, Path: { Length: > 2 } path } unreadable)
        {
            return unreadable is InstantUnreadable at ? new([new(at.Field, PipelineRules.InstantUnreadable.Code)])
                : endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } body
                && Expected(body, path, options.Value.SerializerOptions) is { } type
                    ? new([Wrong(path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path, type)])
                : null;
        }

        // The framework says of a form's field, in words alone, which one it was.
        return
            Parameter().Match(exception.Message) is { Success: true } said
            && endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters().FirstOrDefault(p => p.Name == said.Groups["name"].Value)
                is { ParameterType: { } of } parameter
            && (IsPlain(of) || of == typeof(IFormFile))
            ? new([Wrong(parameter.Name!, of)])
            : null;
    }

    // Which type stands at a path as the serializer writes it, such as $.legs[0].departmentId; null where none is known.
    private static Type? Expected(Type body, string path, JsonSerializerOptions options)
    {
        var type = body;
        foreach (Match step in Step().Matches(path))
        {
            var info = options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
            var next =
                info.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary ? info.ElementType
                : info.Kind == JsonTypeInfoKind.Object
                    ? info
                        .Properties.FirstOrDefault(p => p.Name.Equals(step.Groups["name"].Value, StringComparison.OrdinalIgnoreCase))
                        ?.PropertyType
                : null;
            if (next is null)
            {
                return null;
            }

            type = next;
        }

        return type;
    }

    private static FieldError Wrong(string field, Type of)
    {
        var type = Nullable.GetUnderlyingType(of) ?? of;
        return type switch
        {
            _ when Names(type) is { } names => new(field, PipelineRules.ValueUnknown.Code, string.Join(", ", names)),
            _ when type == typeof(Guid) || IsOf(type, typeof(Id<>)) => new(field, PipelineRules.KeyUnreadable.Code),
            _ when type == typeof(DateTimeOffset) => new(field, PipelineRules.InstantUnreadable.Code),
            _ when type == typeof(DateOnly) => new(field, PipelineRules.DayOfCallUnreadable.Code),
            _ when IsWhole(type) => new(field, PipelineRules.NumberUnreadable.Code),
            _ when IsNumber(type) => new(field, PipelineRules.DecimalUnreadable.Code),
            _ when type == typeof(string) => new(field, PipelineRules.TextUnreadable.Code),
            _ when type == typeof(IFormFile) => new(field, PipelineRules.ValueMissing.Code),
            _ when typeof(System.Collections.IEnumerable).IsAssignableFrom(type) => new(field, PipelineRules.ListUnreadable.Code),
            _ => new(field, PipelineRules.MembersUnreadable.Code),
        };
    }

    private static bool Reads(Type of, string text)
    {
        var type = Nullable.GetUnderlyingType(of) ?? of;
        return type switch
        {
            _ when Names(type) is { } names => names.Contains(text, StringComparer.OrdinalIgnoreCase),
            _ when type == typeof(Guid) || IsOf(type, typeof(Id<>)) => Guid.TryParse(text, out _),
            _ when type == typeof(DateTimeOffset) => Instants.TryRead(text, out _),
            _ when type == typeof(DateOnly) => DateOnly.TryParseExact(
                text,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            ),
            _ when type == typeof(int) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            _ when IsWhole(type) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            _ when IsNumber(type) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _),
            _ => true,
        };
    }

    private static string[]? Names(Type type) =>
        type.IsEnum ? Enum.GetNames(type)
        : type == typeof(bool) ? ["true", "false"]
        : IsOf(type, typeof(Named<>)) ? Enum.GetNames(type.GetGenericArguments()[0])
        : null;

    private static bool IsWhole(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(short);

    private static bool IsNumber(Type type) => type == typeof(decimal) || type == typeof(double);

    private static bool IsOf(Type type, Type open) => type.IsGenericType && type.GetGenericTypeDefinition() == open;

    private static bool IsPlain(Type of)
    {
        var type = Nullable.GetUnderlyingType(of) ?? of;
        return type == typeof(string)
            || type == typeof(Guid)
            || type == typeof(DateTimeOffset)
            || type == typeof(DateOnly)
            || IsWhole(type)
            || IsNumber(type)
            || IsOf(type, typeof(Id<>))
            || Names(type) is not null;
    }

    private static IReadOnlyList<Place> PlacesOf(Endpoint endpoint) =>
        [
            .. (endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [])
                .SelectMany(p =>
                    p.IsDefined(typeof(AsParametersAttribute))
                        ? p
                            .ParameterType.GetProperties()
                            .Where(m => m.CanWrite)
                            .Select(m => new Place(Camel(m.Name), m.PropertyType, false))
                        : [new(p.Name!, p.ParameterType, IsNeeded(p))]
                )
                .Where(p => IsPlain(p.Of))
                .Where(p => !IsElsewhere(endpoint, p.Name)),
        ];

    private static bool IsElsewhere(Endpoint endpoint, string name) =>
        endpoint.Metadata.GetMetadata<MethodInfo>()!.GetParameters().FirstOrDefault(p => p.Name == name) is { } parameter
        && parameter
            .GetCustomAttributes()
            .Any(a => a is IFromFormMetadata or IFromBodyMetadata or IFromHeaderMetadata or IFromServiceMetadata);

    private static bool IsNeeded(ParameterInfo parameter) =>
        !parameter.HasDefaultValue
        && Nullable.GetUnderlyingType(parameter.ParameterType) is null
        && (
            parameter.ParameterType.IsValueType
            || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.NotNull && !parameter.ParameterType.IsArray
        );

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\['(?<name>[^']+)'\]|\[\d+\]")]
    private static partial Regex Step();

    [GeneratedRegex("""parameter "\S+ (?<name>\w+)" """, RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();

    /// <summary>A value's place in an address.</summary>
    /// <param name="Name">What it is called there.</param>
    /// <param name="Type">What may stand there, or a list of it.</param>
    /// <param name="Needed">It must be there.</param>
    private sealed record Place(string Name, Type Type, bool Needed)
    {
        public Type Of { get; } = Type.IsArray ? Type.GetElementType()! : Type;

        public IEnumerable<FieldError> Wrong(HttpRequest request)
        {
            if (request.RouteValues.TryGetValue(Name, out var part))
            {
                return Reads(Of, part?.ToString() ?? "") ? [] : [WrongValues.Wrong(Name, Of)];
            }

            if (!request.Query.TryGetValue(Name, out var given))
            {
                return Needed
                    ? [new(Name, Of == typeof(DateTimeOffset) ? PipelineRules.InstantUnreadable.Code : PipelineRules.ValueMissing.Code)]
                    : [];
            }

            // Said twice, what is no list is neither of the two.
            return (Type.IsArray || given.Count == 1 || Of == typeof(string)) && given.All(g => Reads(Of, g ?? ""))
                ? []
                : [WrongValues.Wrong(Name, Of)];
        }
    }
}
