namespace Commissioner.App.Hosting;

/// <summary>Finds the engines and channels that were compiled into this edition.</summary>
internal static class Edition
{
    /// <summary>Registers the implementation of a seam that the configuration names.</summary>
    /// <exception cref="CannotStart">It is not part of this edition.</exception>
    public static void Add(Type seam, string name, IServiceCollection services, IConfiguration configuration)
    {
        if (name is "" or "None")
        {
            return;
        }

        var found =
            typeof(Edition)
                .Assembly.GetTypes()
                .Where(t => t is { IsClass: true } && seam.IsAssignableFrom(t))
                .FirstOrDefault(t =>
                    string.Equals((string?)t.GetProperty("Name")!.GetValue(null), name, StringComparison.OrdinalIgnoreCase)
                )
            ?? throw new CannotStart(
                $"{name} is not part of this edition of the Commissioner. Build the Full edition: dotnet publish src/Commissioner.App -p:Edition=Full"
            );
        found.GetMethod("Register")!.Invoke(null, [services, configuration]);
    }
}
