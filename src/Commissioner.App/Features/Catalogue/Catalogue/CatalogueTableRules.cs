using Commissioner.Domain;

namespace Commissioner.App.Features.Catalogue;

/// <summary>What is refused in a row of the catalogue's table.</summary>
public static class CatalogueTableRules
{
    /// <summary>Detail 0: the row that has the code already.</summary>
    public static readonly Rule CatalogueCodeTwice = new("CatalogueCodeTwice", "Another row has this code.");

    /// <summary>Detail 0: what was given.</summary>
    public static readonly Rule CategoryNameUnknown = new("CategoryNameUnknown", "There is no such category.");

    /// <summary>Detail 0: what was given.</summary>
    public static readonly Rule DepartmentNameUnknown = new("DepartmentNameUnknown", "There is no such department.");

    /// <summary>Detail 0: what was given.</summary>
    public static readonly Rule DisclosureNameUnknown = new("DisclosureNameUnknown", "There is no such disclosure.");

    /// <summary>Detail 0: what was given.</summary>
    public static readonly Rule DayUnreadable = new("DayUnreadable", "Write a day as 2026-03-02.");

    /// <summary>Detail 0: what was given.</summary>
    public static readonly Rule YesOrNoUnreadable = new("YesOrNoUnreadable", "Write yes or no.");
}
