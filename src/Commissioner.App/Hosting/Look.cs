namespace Commissioner.App.Hosting;

/// <summary>
/// How pages look in this browser: light, dark or as the system has it, in usual or in large text. A cookie of the browser remembers it, so that the
/// first paint is right and no script is needed.
/// </summary>
/// <param name="Theme">One of <see cref="Themes"/>; null for as the system has it.</param>
/// <param name="IsLarge">In large text.</param>
public sealed record Look(string? Theme, bool IsLarge)
{
    /// <summary>Its name; it says nothing of who reads.</summary>
    public const string Cookie = "commissioner-look";

    private const string Large = "large";

    /// <summary>What may be asked for beside what the system has.</summary>
    public static readonly string[] Themes = ["light", "dark"];

    /// <summary>What this browser remembers; whatever else stands in its cookie counts for nothing.</summary>
    public static Look Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var said = (request.Cookies[Cookie] ?? "").Split('-');
        return new(Array.Find(Themes, said.Contains), said.Contains(Large));
    }

    /// <summary>Has this browser remember it for a year.</summary>
    public void Keep(HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Cookies.Append(
            Cookie,
            string.Join('-', new[] { Theme, IsLarge ? Large : null }.OfType<string>()),
            new()
            {
                MaxAge = TimeSpan.FromDays(365),
                HttpOnly = true,
                Secure = response.HttpContext.Request.IsHttps,
                SameSite = SameSiteMode.Lax,
                IsEssential = true,
            }
        );
    }

    /// <summary>This page's address, for whoever leaves it for a moment to come back to.</summary>
    public static string Here(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return HttpMethods.IsGet(request.Method) ? request.PathBase + request.Path + request.QueryString : "";
    }

    /// <summary>This page's address in another language: everything else that it says stays.</summary>
    public static string In(HttpRequest request, string culture)
    {
        ArgumentNullException.ThrowIfNull(request);
        return QueryString
            .Create(
                request
                    .Query.Where(q => q.Key is not ("culture" or "draft" or "handler"))
                    .SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v)))
            )
            .Add("culture", culture)
            .Value!;
    }
}
