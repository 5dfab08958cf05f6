namespace Commissioner.App.Tests.Harness;

/// <summary>
/// Tests that share one application: each takes cases of its own, leaves the clock where it is, and finds its own again among others'.
/// </summary>
public abstract class OnOneApp(string? at = null)
{
    private TestApp? _app;

    /// <summary>The application that they share.</summary>
    protected TestApp App => _app ?? throw new InvalidOperationException("The fixture's application did not start.");

    /// <summary>Starts it.</summary>
    [OneTimeSetUp]
    public async Task StartTheApp() => _app = await TestApp.StartAsync(at is null ? null : TestApp.At(at));

    /// <summary>Ends it.</summary>
    [OneTimeTearDown]
    public async Task EndTheApp()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }
}
