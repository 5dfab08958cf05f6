using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Commissioner.App.Features.Views;

/// <summary>From where on reading is unusual, under <c>Commissioner:Unusual:</c>.</summary>
public sealed class UnusualSettings
{
    [Description("More different cases than these, opened within an hour of the park's clock, are unusual.")]
    [Range(1, int.MaxValue)]
    public int CasesAnHour { get; set; } = 30;

    [Description("The same within a day.")]
    [Range(1, int.MaxValue)]
    public int CasesADay { get; set; } = 100;

    [Description("So many days are looked back on.")]
    [Range(1, 3650)]
    public int Days { get; set; } = 30;
}
