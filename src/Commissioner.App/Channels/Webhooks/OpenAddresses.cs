using System.Net;
using System.Net.Sockets;

namespace Commissioner.App.Channels.Webhooks;

/// <summary>
/// Which addresses other systems may have: none of this machine, of this house's networks or of a link, whatever name stands for it; but
/// for networks that the installation opened. The name is resolved here and the very address that was looked at is called.
/// </summary>
public sealed class OpenAddresses(ChannelSettings channels)
{
    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/128",
            "::1/128",
            // What carries an address of the old kind within.
            "::/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/32",
            "2002::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    private readonly IPNetwork[] _inside = [.. channels.Webhooks.Inside.Select(IPNetwork.Parse)];

    /// <summary>Whether an address may be called.</summary>
    public bool IsOpen(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _inside.Any(n => n.Contains(plain)) || !Array.Exists(Closed, n => n.Contains(plain));
    }

    /// <summary>Whether a webhook may have this address, as far as its letters tell: names are looked at when they are called.</summary>
    public bool MayBe(string? url)
    {
        if (
            !Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || uri.UserInfo.Length > 0
            || uri.Fragment.Length > 0
            || uri.Host.Length == 0
            || uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || uri.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        )
        {
            return false;
        }

        var isLiteral = IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address);
        return (!isLiteral || IsOpen(address!))
            // In clear only inside the house.
            && (
                uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && isLiteral && _inside.Any(n => n.Contains(address!)))
            );
    }

    /// <summary>Connects to what a name stands for, if all of it may be called.</summary>
    /// <exception cref="AddressRefused">Some of it may not.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        // A name that stands for one of ours beside others tries its luck.
        if (addresses.Length == 0 || !addresses.All(IsOpen))
        {
            throw new AddressRefused();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>Thrown where a name stands for an address that may not be called.</summary>
public sealed class AddressRefused() : IOException("This address is not called.");
