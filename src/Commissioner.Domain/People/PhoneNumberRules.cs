namespace Commissioner.Domain.People;

/// <summary>What is refused as a telephone number.</summary>
public static class PhoneNumberRules
{
    /// <summary>A mainland mobile, a landline with its area code, or a 400 number; detail 0 is what was given.</summary>
    public static readonly Rule PhoneNumberInvalid = new("PhoneNumberInvalid", "This is not a telephone number that can be rung.");
}
