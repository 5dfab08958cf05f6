using System.Net;
using System.Net.Sockets;

namespace Commissioner.App.Security;

/// <summary>Where a session began, in so few words that its owner knows it again and nobody learns more.</summary>
/// <param name="Device">A browser and a system; empty where they are none that we know.</param>
/// <param name="Network">The address without its end.</param>
public sealed record Origin(string Device, string Network)
{
    // The first that is found counts: most browsers say the names of others, too.
    private static readonly (string Said, string Name)[] Browsers =
    [
        ("wxwork", "企业微信"),
        ("MicroMessenger", "微信"),
        ("DingTalk", "钉钉"),
        ("Edg", "Edge"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
        ("curl", "curl"),
    ];

    private static readonly (string Said, string Name)[] Systems =
    [
        ("HarmonyOS", "HarmonyOS"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    /// <summary>Where this request comes from.</summary>
    public static Origin Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var agent = context.Request.Headers.UserAgent.ToString();
        var words = new[] { Find(Browsers), Find(Systems) }.OfType<string>();
        return new(string.Join(" · ", words), context.Connection.RemoteIpAddress is { } address ? Cut(address) : "");

        string? Find((string Said, string Name)[] known) =>
            known.FirstOrDefault(k => agent.Contains(k.Said, StringComparison.OrdinalIgnoreCase)).Name;
    }

    private static string Cut(IPAddress address)
    {
        var mapped = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = mapped.GetAddressBytes();
        var (kept, size) = mapped.AddressFamily == AddressFamily.InterNetwork ? (3, 24) : (6, 48);
        Array.Clear(bytes, kept, bytes.Length - kept);
        return $"{new IPAddress(bytes)}/{size}";
    }
}
