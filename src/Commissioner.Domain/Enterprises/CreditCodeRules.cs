namespace Commissioner.Domain.Enterprises;

/// <summary>What is refused as a unified social credit code.</summary>
public static class CreditCodeRules
{
    /// <summary>18 characters, the last of which agrees with the others; detail 0 is what was given.</summary>
    public static readonly Rule CreditCodeInvalid = new("CreditCodeInvalid", "This is not a unified social credit code.");
}
