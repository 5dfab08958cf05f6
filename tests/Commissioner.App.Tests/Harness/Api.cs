using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Commissioner.App.Tests.Harness;

/// <summary>A program that calls the API as one person; paths are written from <c>/api/v1</c> on.</summary>
public sealed class Api(HttpClient http)
{
    /// <summary>What signing in answered; null before.</summary>
    public Answer? Session { get; private set; }

    /// <summary>Signs in; from now on its calls bear the token.</summary>
    public async Task SignInAsync(string userName, string password)
    {
        Session = await PostAsync("/sign-in", new { userName, password });
        Assert.That(Session.Status, Is.EqualTo(200), Session.ToString());
        Bear((string)Session["accessToken"]!);
    }

    /// <summary>Its calls bear this token from now on.</summary>
    public void Bear(string token) => http.DefaultRequestHeaders.Authorization = new("Bearer", token);

    /// <summary>Reads.</summary>
    public Task<Answer> GetAsync(string path, string? language = null) => SendAsync(HttpMethod.Get, path, null, null, null, language);

    /// <summary>
    /// Posts a body, an anonymous object; <paramref name="key"/> is the idempotency key, <paramref name="version"/> what was read.
    /// </summary>
    public Task<Answer> PostAsync(string path, object? body = null, string? key = null, int? version = null, string? language = null) =>
        SendAsync(HttpMethod.Post, path, JsonContent.Create(body ?? new { }), key, version, language);

    /// <summary>Posts a move that is only rehearsed.</summary>
    public async Task<Answer> RehearseAsync(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1" + path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Rehearse", "true");
        using var response = await http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    /// <summary>Posts what need not be JSON.</summary>
    public Task<Answer> PostRawAsync(string path, string body, string mediaType = "application/json") =>
        SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, mediaType), null, null, null);

    /// <summary>Deletes.</summary>
    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null, null, null, null);

    /// <summary>Uploads a file, with other fields of its form.</summary>
    public async Task<Answer> UploadAsync(
        string fileName,
        byte[] content,
        string path = "/attachments",
        params (string Name, string Value)[] fields
    )
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new("application/octet-stream");
        form.Add(file, "file", fileName);
        return await SendAsync(HttpMethod.Post, path, form, null, null, null);
    }

    /// <summary>Posts and demands that it was done: 201.</summary>
    public async Task<Answer> DoAsync(string path, object? body = null)
    {
        var answer = await PostAsync(path, body);
        Assert.That(answer.Status, Is.EqualTo(201), $"POST {path}: {answer}");
        return answer;
    }

    /// <summary>Reads and demands that it was there: 200.</summary>
    public async Task<Answer> SeeAsync(string path)
    {
        var answer = await GetAsync(path);
        Assert.That(answer.Status, Is.EqualTo(200), $"GET {path}: {answer}");
        return answer;
    }

    /// <summary>Takes a file along, and demands that it was there.</summary>
    public async Task<byte[]> FileAsync(string path)
    {
        using var response = await http.GetAsync("/api/v1" + path);
        var content = await response.Content.ReadAsByteArrayAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(200), $"GET {path}: {Encoding.UTF8.GetString(content)}");
        return content;
    }

    private async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, string? key, int? version, string? language)
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path) { Content = content };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (version is { } read)
        {
            request.Headers.IfMatch.Add(new($"\"{read}\""));
        }

        if (language is not null)
        {
            request.Headers.AcceptLanguage.Add(new(language));
        }

        using var response = await http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }
}

/// <summary>What a call answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="MediaType">The body's media type.</param>
/// <param name="Text">The body as it came.</param>
/// <param name="Json">The body, where it is JSON.</param>
/// <param name="Headers">The response's headers.</param>
public sealed record Answer(int Status, string? MediaType, string Text, JsonNode? Json, HttpResponseHeaders Headers)
{
    /// <summary>A property of the body; null where there is none.</summary>
    public JsonNode? this[string name] => Json?[name];

    /// <summary>The body's id.</summary>
    public string Id => (string)this["id"]!;

    /// <summary>The problem's type: the rule's code.</summary>
    public string? Type => (string?)this["type"];

    /// <summary>A property that is an instant.</summary>
    public DateTimeOffset? At(string name) =>
        this[name] is { } at ? DateTimeOffset.Parse((string)at!, System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>The strings of a property that is a list of them.</summary>
    public IReadOnlyList<string> Strings(string name) => this[name]?.AsArray().Select(n => (string)n!).ToList() ?? [];

    /// <summary>The strings of a property of each element of a list.</summary>
    public IReadOnlyList<string?> Each(string list, string name) => this[list]?.AsArray().Select(n => (string?)n![name]).ToList() ?? [];

    /// <inheritdoc/>
    public override string ToString() => $"{Status} {Text}";

    internal static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var text = Sealed.NotIn(await response.Content.ReadAsStringAsync());
        var type = response.Content.Headers.ContentType?.MediaType;
        var json = type?.EndsWith("json", StringComparison.Ordinal) == true && text.Length > 0 ? JsonNode.Parse(text) : null;
        return new((int)response.StatusCode, type, text, json, response.Headers);
    }
}
