namespace Commissioner.App.Jobs;

/// <summary>
/// What wakes the jobs. It may forget everything at any moment: nothing is lost, since all that is due stands in the database.
/// </summary>
public interface IJobEngine
{
    /// <summary>Its name in <c>Commissioner:JobEngine</c>.</summary>
    static abstract string Name { get; }

    /// <summary>Registers what it needs, and itself as the <see cref="ITimetable"/>.</summary>
    static abstract void Register(IServiceCollection services, IConfiguration configuration);
}

/// <summary>What the engine still knows of the timetable.</summary>
public interface ITimetable
{
    /// <summary>When each job is woken next; a job that the engine has forgotten is not among them.</summary>
    Task<IReadOnlyDictionary<string, DateTimeOffset>> NextAsync(CancellationToken cancellationToken);

    /// <summary>Registers what it has forgotten or given up.</summary>
    /// <returns>The names of these jobs.</returns>
    Task<IReadOnlyList<string>> RestoreAsync(CancellationToken cancellationToken);
}
