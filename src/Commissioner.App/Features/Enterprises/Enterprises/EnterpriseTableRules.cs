using Commissioner.Domain;

namespace Commissioner.App.Features.Enterprises;

/// <summary>What is refused in a row of enterprises.</summary>
public static class EnterpriseTableRules
{
    /// <summary>Detail 0: the row that has the code already.</summary>
    public static readonly Rule CreditCodeTwice = new("CreditCodeTwice", "Another row has this credit code.");

    /// <summary>Detail 0: what was given.</summary>
    public static readonly Rule ParkUnknown = new("ParkUnknown", "There is no such sub-park.");

    /// <summary>Detail 0: what was given.</summary>
    public static readonly Rule IndustryUnknown = new("IndustryUnknown", "There is no such line of business.");

    public static readonly Rule EnterpriseContactMissing = new(
        "EnterpriseContactMissing",
        "An enterprise's contact is named in at most 40 characters."
    );

    /// <summary>Detail 0: what was given.</summary>
    public static readonly Rule CommissionerUnknown = new("CommissionerUnknown", "There is no commissioner of this name.");

    /// <summary>Detail 0: what was given.</summary>
    public static readonly Rule CommissionerAmbiguous = new(
        "CommissionerAmbiguous",
        "Several commissioners have this name: give the user name."
    );

    public static readonly Rule BackupWithoutCommissioner = new(
        "BackupWithoutCommissioner",
        "A backup is named together with a commissioner."
    );
}
