using System.Text;
using System.Text.Json.Nodes;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Calendars;

/// <summary>Invented notices of 2027, and the way from a file to a calendar in force.</summary>
internal static class YearFiles
{
    /// <summary>What is said to be their number.</summary>
    public const string Number = "示例办〔2026〕1号";

    /// <summary>
    /// New Year's Day is off, the Saturday and the Sunday after it are worked, and so is a Saturday of the December before.
    /// </summary>
    public static readonly (string Date, string Name, bool Off)[] NewYear =
    [
        ("2026-12-19", "元旦", false),
        ("2027-01-01", "元旦", true),
        ("2027-01-02", "元旦", false),
        ("2027-01-03", "元旦", false),
    ];

    /// <summary>As public holiday data sets write it.</summary>
    public static JsonObject Json(int year, params (string Date, string Name, bool Off)[] days) =>
        new()
        {
            ["year"] = year,
            ["papers"] = new JsonArray("https://example.org/notice"),
            ["days"] = new JsonArray([
                .. days.Select(d =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["name"] = d.Name,
                            ["date"] = d.Date,
                            ["isOffDay"] = d.Off,
                        }
                ),
            ]),
        };

    /// <summary>Proposes a notice by JSON.</summary>
    public static async Task<Answer> ProposeAsync(this TestApp app, string by, JsonObject file, string calendar = "cn-park") =>
        await (await app.Api(by)).PostAsync($"/calendars/{calendar}/proposals", new { notice = Number, file });

    /// <summary>Proposes a notice by a table.</summary>
    public static async Task<Answer> UploadAsync(this TestApp app, string by, string fileName, string text, string? notice = Number) =>
        await (await app.Api(by)).UploadAsync(
            fileName,
            Encoding.UTF8.GetBytes(text),
            "/calendars/cn-park/proposals/files",
            notice is null ? [] : [("notice", notice)]
        );

    /// <summary>Confirms a version.</summary>
    public static async Task<Answer> ConfirmAsync(
        this TestApp app,
        string by,
        int version = 2,
        string calendar = "cn-park",
        params object[] approved
    ) => await (await app.Api(by)).PostAsync($"/calendars/{calendar}/proposals/{version}/confirmations", new { approved });
}
