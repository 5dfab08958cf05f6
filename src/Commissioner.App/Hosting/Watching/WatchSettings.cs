using System.ComponentModel;
using Commissioner.App.Hosting.Configuring;
using OpenTelemetry.Exporter;

namespace Commissioner.App.Hosting.Watching;

/// <summary>Whom a node tells how it runs, under <c>Commissioner:Watch:</c>.</summary>
public sealed class WatchSettings
{
    [Description(
        "Where a collector of OpenTelemetry takes metrics and traces, http://127.0.0.1:4317; nothing is measured for anybody without it."
    )]
    [Is(Shape.Collector)]
    public string Collector { get; set; } = "";

    [Description("How it is spoken to: Grpc, mostly at port 4317, or HttpProtobuf, mostly at 4318.")]
    public OtlpExportProtocol Protocol { get; set; } = OtlpExportProtocol.Grpc;

    [Description("Whether traces are told beside metrics.")]
    public bool Traces { get; set; } = true;
}

/// <summary>How the log is written.</summary>
public enum LogFormat
{
    /// <summary>Lines for people.</summary>
    Text,

    /// <summary>A JSON object a line, with the trace that it belongs to.</summary>
    Json,
}
