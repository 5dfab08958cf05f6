namespace Commissioner.App.Channels;

/// <summary>A way to reach people outside the application. The Full edition brings Twilio.</summary>
public interface IChannel
{
    /// <summary>Its name in <c>Commissioner:Sms</c>.</summary>
    static abstract string Name { get; }

    /// <summary>Registers what it needs.</summary>
    static abstract void Register(IServiceCollection services, IConfiguration configuration);
}
