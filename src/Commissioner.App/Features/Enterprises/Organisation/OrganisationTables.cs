using Commissioner.App.Features.Imports;

namespace Commissioner.App.Features.Organisation;

/// <summary>What of the organisation a table holds.</summary>
public enum OrganisationPart
{
    /// <summary>Sub-parks.</summary>
    Parks,

    /// <summary>Departments that can be called.</summary>
    Departments,

    /// <summary>Who serves enterprises: where, what it knows, how many at the most.</summary>
    Commissioners,

    /// <summary>Banks that financing needs are pushed to.</summary>
    Banks,

    /// <summary>Who of the staff belongs to which bank.</summary>
    Bankers,
}

/// <summary>The columns of the organisation's tables.</summary>
internal static class OrganisationColumn
{
    public static readonly TableColumn ParkCode = new("园区代码", "code");
    public static readonly TableColumn ParkName = new("园区名称", "name");
    public static readonly TableColumn DepartmentCode = new("部门代码", "code");
    public static readonly TableColumn DepartmentName = new("部门名称", "name");
    public static readonly TableColumn Park = new("园区", "park", Compulsory: false);
    public static readonly TableColumn UserName = new("登录名", "userName");
    public static readonly TableColumn WorksIn = new("园区", "park");
    public static readonly TableColumn Industry = new("行业", "industry");
    public static readonly TableColumn BankCode = new("银行代码", "code");
    public static readonly TableColumn BankName = new("银行名称", "name");
    public static readonly TableColumn OfBank = new("银行代码", "bank");
    public static readonly TableColumn LoadLimit = new("最多服务企业数", "loadLimit");

    /// <summary>The columns of a part, in the order in which they are written.</summary>
    public static IReadOnlyList<TableColumn> Of(OrganisationPart part) =>
        part switch
        {
            OrganisationPart.Parks => [ParkCode, ParkName],
            OrganisationPart.Departments => [DepartmentCode, DepartmentName, Park],
            OrganisationPart.Banks => [BankCode, BankName],
            OrganisationPart.Bankers => [UserName, OfBank],
            _ => [UserName, WorksIn, Industry, LoadLimit],
        };
}

/// <summary>A row that creates or changes something.</summary>
/// <param name="Row">As the person sees it in the file.</param>
/// <param name="Key">By which it is known: a code, or a user name.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Created">It is new.</param>
public sealed record OrganisationLine(int Row, string Key, string Name, bool Created);

/// <summary>What an import did or would do.</summary>
public sealed record OrganisationOutcome(
    bool Done,
    int Created,
    int Changed,
    int Unchanged,
    IReadOnlyList<OrganisationLine> Lines,
    IReadOnlyList<ImportError> Errors
);

/// <summary>What became of something that is to be kept.</summary>
/// <param name="Key">By which it is known.</param>
/// <param name="Created">It is new.</param>
/// <param name="Changed">It is new, or is kept otherwise than before.</param>
public sealed record Kept(string Key, bool Created, bool Changed)
{
    internal static Kept As(string key, bool? created) => new(key, created == true, created is not null);
}
