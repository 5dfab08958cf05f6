using System.Diagnostics;
using OpenTelemetry;

namespace Commissioner.App.Hosting.Watching;

/// <summary>
/// Leaves a trace only what is named here: addresses of pages hold keys of messages' links, and statements may hold anything. What a library adds
/// one day is gone before it is told.
/// </summary>
public sealed class Bare : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Told =
    [
        "http.request.method",
        "http.response.status_code",
        "http.route",
        "network.protocol.version",
        "server.address",
        "server.port",
        "error.type",
        "db.system",
        "db.system.name",
        "otel.status_code",
    ];

    public override void OnEnd(Activity data)
    {
        ArgumentNullException.ThrowIfNull(data);
        foreach (var (key, _) in data.TagObjects.ToList())
        {
            if (!Told.Contains(key))
            {
                data.SetTag(key, null);
            }
        }

        if (data.StatusDescription is not null)
        {
            // A new description needs the same status; errors of databases name values of rows.
            data.SetStatus(data.Status, "");
        }
    }
}
