using Hangfire.Logging;
using HangfireLevel = Hangfire.Logging.LogLevel;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Commissioner.App.Jobs;

/// <summary>
/// What the engine logs, in the host's log. Hangfire keeps one log for a whole process: when the host that it came from has ended, another
/// host's engine goes on without words, where Hangfire's own would throw and end its servers.
/// </summary>
internal sealed class EngineLog(ILoggerFactory factory) : ILogProvider
{
    public ILog GetLogger(string name) => new Lines(factory, name);

    private sealed class Lines(ILoggerFactory factory, string name) : ILog
    {
        public bool Log(HangfireLevel logLevel, Func<string>? messageFunc, Exception? exception = null)
        {
            try
            {
                var log = factory.CreateLogger(name);
                var level = logLevel switch
                {
                    HangfireLevel.Trace => LogLevel.Trace,
                    HangfireLevel.Debug => LogLevel.Debug,
                    HangfireLevel.Info => LogLevel.Information,
                    HangfireLevel.Warn => LogLevel.Warning,
                    HangfireLevel.Error => LogLevel.Error,
                    _ => LogLevel.Critical,
                };
                if (messageFunc is not null && log.IsEnabled(level))
                {
                    log.Log(level, exception, "{Said}", messageFunc());
                }

                return log.IsEnabled(level);
            }
            catch (ObjectDisposedException)
            {
                return false;
            }
        }
    }
}
