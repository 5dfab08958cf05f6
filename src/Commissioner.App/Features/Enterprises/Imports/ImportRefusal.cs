using Commissioner.App.Hosting;

namespace Commissioner.App.Features.Imports;

/// <summary>What a call answers that refuses a table.</summary>
internal static class ImportRefusal
{
    /// <summary>A problem with what is wrong, cell by cell, as <c>rows</c>.</summary>
    public static IResult Of<T>(IReadOnlyList<T> wrong, Texts texts) =>
        Results.Problem(
            type: "ImportRefused",
            title: texts["refusal.ImportRefused"],
            statusCode: StatusCodes.Status422UnprocessableEntity,
            extensions: new Dictionary<string, object?> { ["rows"] = wrong }
        );
}
