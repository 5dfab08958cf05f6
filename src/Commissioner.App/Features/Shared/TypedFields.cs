using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Commissioner.App.Features.Shared;

/// <summary>What was typed into a form before it is shown: before a refusal, or before a session ended.</summary>
internal static class TypedFields
{
    /// <summary>The values of a field; none where nothing was typed.</summary>
    public static IReadOnlyList<string> Typed(this ModelStateDictionary state, string field) =>
        state[field]?.RawValue switch
        {
            string one => [one],
            string[] many => many,
            _ => [],
        };
}
