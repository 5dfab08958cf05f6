namespace Commissioner.App.Features.Views;

/// <summary>From where on reading is unusual, under <c>Commissioner:Unusual:</c>.</summary>
public sealed class UnusualSettings
{
    /// <summary>More different cases than these, opened within an hour of the park's clock, are unusual.</summary>
    public int CasesAnHour { get; set; } = 30;

    /// <summary>The same within a day.</summary>
    public int CasesADay { get; set; } = 100;

    /// <summary>So many days are looked back on.</summary>
    public int Days { get; set; } = 30;
}
