namespace Commissioner.Domain.People;

/// <summary>What is refused as a telephone number.</summary>
public static class PhoneNumberRules
{
    /// <summary>Detail 0 is what was given.</summary>
    public static readonly Rule PhoneNumberInvalid = new(
        "PhoneNumberInvalid",
        "This is no telephone number: a mobile, a line with its area code and extension, a local or service number, or one abroad with its country."
    );

    /// <summary>A code is sent as a text message.</summary>
    public static readonly Rule PhoneTakesNoTexts = new("PhoneTakesNoTexts", "This number can't receive text messages.");
}
