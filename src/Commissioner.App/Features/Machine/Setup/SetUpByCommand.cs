using System.Text.Json;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Setup;

/// <summary><c>commissioner setup [FILE]</c>: from a file, or by asking on the console.</summary>
public static class SetUpByCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>
    /// The file or folder that a command is about, and the settings beside it: a path that begins with a slash would be taken for a setting, with
    /// what follows it for its value.
    /// </summary>
    public static (string? File, string[] Settings) Read(string[] args) =>
        args is ["setup" or "backup" or "restore", var file, ..] && !file.StartsWith('-') ? (file, args[2..]) : (null, args);

    /// <summary>Sets up, and says each administrator's password for once.</summary>
    /// <exception cref="CannotStart">It can't be read, or is refused.</exception>
    public static async Task<int> SetUpAsync(this IServiceProvider services, string? file, TextReader input, TextWriter output)
    {
        var said = file is null ? await AskAsync(input, output) : Read(file);
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        try
        {
            foreach (var once in await scope.ServiceProvider.GetRequiredService<IMediator>().Send(said))
            {
                await output.WriteLineAsync($"{once.Role}: user name {once.UserName}, password for once {once.Password}");
            }
        }
        catch (RuleBroken refused)
        {
            throw new CannotStart(refused.Field is null ? refused.Message : $"{refused.Field}: {refused.Message}");
        }

        await output.WriteLineAsync(
            "The park is founded. The passwords are told this one time; each administrator chooses its own at the first sign-in."
        );
        return 0;
    }

    private static SetUp Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<SetUp>(File.ReadAllText(file), Json) ?? throw new CannotStart($"{file} says nothing.");
        }
        catch (JsonException wrong)
        {
            throw new CannotStart(
                $"{file} can't be read at {wrong.Path}, line {wrong.LineNumber + 1}: it is JSON as deploy/README.md shows it."
            );
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CannotStart($"{file} can't be read: {wrong.Message}");
        }
    }

    private static async Task<SetUp> AskAsync(TextReader input, TextWriter output)
    {
        var park = new ParkToFound(await OneAsync("The letters that case numbers begin with, e.g. FL"), await OneAsync("The park's name"));
        var administrators = new FirstAdministrators(
            await WhoAsync("the system administrator"),
            await WhoAsync("the security administrator"),
            await WhoAsync("the auditor")
        );
        return new(park, administrators);

        async Task<FirstAdministrator> WhoAsync(string who) => new(await OneAsync($"User name of {who}"), await OneAsync($"Name of {who}"));

        async Task<string?> OneAsync(string what)
        {
            await output.WriteAsync(what + ": ");
            return await input.ReadLineAsync() ?? throw new CannotStart("The set-up was not answered to its end; nothing was done.");
        }
    }
}
