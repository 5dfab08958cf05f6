using System.Globalization;
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

    /// <summary>As many days off as a year really has: 33, with seven make-up days, which leaves 247 working days.</summary>
    public static readonly (string Date, string Name, bool Off)[] Whole =
    [
        .. Off("元旦", "2027-01-01", 3),
        .. Off("春节", "2027-02-05", 9),
        .. Off("清明节", "2027-04-03", 3),
        .. Off("劳动节", "2027-05-01", 5),
        .. Off("端午节", "2027-06-09", 3),
        .. Off("中秋节", "2027-09-15", 3),
        .. Off("国庆节", "2027-10-01", 7),
        ("2027-01-30", "春节", false),
        ("2027-02-20", "春节", false),
        ("2027-05-08", "劳动节", false),
        ("2027-06-12", "端午节", false),
        ("2027-09-18", "中秋节", false),
        ("2027-09-26", "国庆节", false),
        ("2027-10-09", "国庆节", false),
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

    /// <summary>Proposes a notice by JSON; that it has but few days off is confirmed where nothing else is said.</summary>
    public static async Task<Answer> ProposeAsync(
        this TestApp app,
        string by,
        JsonObject file,
        string calendar = "cn-park",
        bool? confirmFew = true
    ) =>
        await (await app.Api(by)).PostAsync(
            $"/calendars/{calendar}/proposals",
            new
            {
                notice = Number,
                file,
                confirmFew,
            }
        );

    /// <summary>Proposes a notice by a table; that it has but few days off is confirmed where nothing else is said.</summary>
    public static async Task<Answer> UploadAsync(
        this TestApp app,
        string by,
        string fileName,
        string text,
        string? notice = Number,
        bool confirmFew = true
    ) =>
        await (await app.Api(by)).UploadAsync(
            fileName,
            Encoding.UTF8.GetBytes(text),
            "/calendars/cn-park/proposals/files",
            [.. notice is null ? [] : new[] { ("notice", notice) }, .. confirmFew ? new[] { ("confirmFew", "true") } : []]
        );

    /// <summary>Confirms a version.</summary>
    public static async Task<Answer> ConfirmAsync(
        this TestApp app,
        string by,
        int version = 2,
        string calendar = "cn-park",
        params object[] approved
    ) => await (await app.Api(by)).PostAsync($"/calendars/{calendar}/proposals/{version}/confirmations", new { approved });

    private static IEnumerable<(string Date, string Name, bool Off)> Off(string name, string from, int days)
    {
        var first = DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Enumerable.Range(0, days).Select(d => (first.AddDays(d).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), name, true));
    }
}
