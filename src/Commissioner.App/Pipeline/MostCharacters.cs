using Commissioner.Domain;
using FluentValidation;
using FluentValidation.Validators;

namespace Commissioner.App.Pipeline;

/// <summary>A limit in characters as people count them.</summary>
internal static class CharacterLimits
{
    /// <summary>Refuses a text of more characters than these.</summary>
    public static IRuleBuilderOptions<T, string?> MostCharacters<T>(this IRuleBuilder<T, string?> rule, int most) =>
        rule.SetValidator(new MostCharacters<T>(most));
}

internal sealed class MostCharacters<T>(int most) : PropertyValidator<T, string?>, ILengthValidator
{
    public override string Name => "MostCharacters";

    public int Min => 0;

    public int Max => most;

    public override bool IsValid(ValidationContext<T> context, string? value) => value is null || value.Characters() <= most;
}
