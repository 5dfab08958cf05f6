using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Commissioner.App.Channels;
using Commissioner.App.Channels.Sms;
using Commissioner.App.Channels.WeChat;
using Commissioner.App.Jobs;
using Commissioner.App.Security;

namespace Commissioner.App.Hosting.Doctor;

/// <summary>The public address as the world sees it, and whether gateways are reached. Nothing is sent by them.</summary>
internal sealed class NetworkChecks(Settings settings, ChannelSettings channels, VirusScanner scanner, MachineClock machine)
{
    private const string PublicAddress = "public address";
    private const int SoonDays = 21;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public async Task<IReadOnlyList<Check>> AllAsync(CancellationToken cancellationToken)
    {
        var reached = await Task.WhenAll(Gateways().Select(g => ReachAsync(g.Name, g.Address, cancellationToken)));
        return [.. await AddressAsync(cancellationToken), .. reached, await ScannerAsync(cancellationToken)];
    }

    private async Task<IReadOnlyList<Check>> AddressAsync(CancellationToken cancellationToken)
    {
        if (settings.PublicAddress.Length == 0)
        {
            return [new(PublicAddress, Found.Warn, "none is set", "Commissioner:PublicAddress: links in messages and passkeys need it")];
        }

        var address = new Uri(settings.PublicAddress);
        if (address.Scheme != Uri.UriSchemeHttps)
        {
            return
            [
                address.IsLoopback
                    ? new(PublicAddress, Found.Warn, $"{address} is this machine alone", "the https:// address that people have")
                    : new(PublicAddress, Found.Fail, $"{address} is not https", "put a TLS proxy in front, and name its https:// address"),
            ];
        }

        Check named = RelyingParty.OriginOf(settings.PublicAddress) is null
            ? new(PublicAddress, Found.Warn, $"{address} is an address of numbers", "passkeys need a name, and https")
            : new(PublicAddress, Found.Ok, $"{address} is https and a name: passkeys are offered");
        return [named, await CertificateAsync(address, cancellationToken), await ProxyAsync(address, cancellationToken)];
    }

    private async Task<Check> CertificateAsync(Uri address, CancellationToken cancellationToken)
    {
        const string What = "certificate";
        using var within = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        within.CancelAfter(Patience);
        var refused = SslPolicyErrors.None;
        try
        {
            using TcpClient line = new();
            await line.ConnectAsync(address.DnsSafeHost, address.Port, within.Token);
            // Whatever it shows is looked at, and nothing is asked over this line.
            await using SslStream tls = new(line.GetStream(), false, (_, _, _, errors) => (refused = errors) == errors);
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = address.DnsSafeHost }, within.Token);
            using X509Certificate2 shown = new(tls.RemoteCertificate!);
            var days = (int)(shown.NotAfter.ToUniversalTime() - machine.Time.GetUtcNow().UtcDateTime).TotalDays;
            var seen = string.Create(CultureInfo.InvariantCulture, $"it ends in {days} days, on {shown.NotAfter:yyyy-MM-dd}");
            return days < 0
                    ? new(
                        What,
                        Found.Fail,
                        string.Create(CultureInfo.InvariantCulture, $"it ended on {shown.NotAfter:yyyy-MM-dd}"),
                        "renew it"
                    )
                : refused != SslPolicyErrors.None
                    ? new(What, Found.Fail, $"browsers refuse it ({refused})", "one of a known authority, for this name")
                : days < SoonDays ? new(What, Found.Warn, seen, "renew it")
                : new(What, Found.Ok, seen);
        }
        catch (Exception away) when (IsAway(away, cancellationToken))
        {
            return new(What, Found.Warn, $"{address.Host}:{address.Port} is not reached from here", "look at it from where people are");
        }
    }

    // Only over TLS is HTTPS demanded for the future: a header that the application gives where it believes its proxy.
    private static async Task<Check> ProxyAsync(Uri address, CancellationToken cancellationToken)
    {
        const string What = "proxy";
        using var within = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        within.CancelAfter(Patience);
        try
        {
            using HttpClientHandler handler = new()
            {
                AllowAutoRedirect = false,
                // The certificate has a line of its own.
                ServerCertificateCustomValidationCallback = (_, _, _, _) => true,
            };
            using HttpClient http = new(handler);
            using var answer = await http.GetAsync(new Uri(address, "/health/live"), within.Token);
            return answer.StatusCode != HttpStatusCode.OK
                    ? new(
                        What,
                        Found.Fail,
                        $"/health/live answers {(int)answer.StatusCode} there",
                        "start the application, and lead the proxy to it"
                    )
                : answer.Headers.Contains("Strict-Transport-Security")
                    ? new(What, Found.Ok, "the application knows that it is asked by https")
                : new(
                    What,
                    Found.Fail,
                    "the application does not know that it is asked by https",
                    "X-Forwarded-Proto from the proxy, and the proxy's address in Commissioner:Proxies unless it is on this host"
                );
        }
        catch (Exception away) when (IsAway(away, cancellationToken))
        {
            return new(What, Found.Warn, $"{address} does not answer here", "start the application, or look from where people are");
        }
    }

    private IEnumerable<(string Name, Uri Address)> Gateways()
    {
        var sms = channels.Sms.Gateway switch
        {
            SmsGateway.Http => Place(channels.Sms.Http.Address),
            SmsGateway.Aliyun => channels.Sms.Aliyun.BaseAddress,
            SmsGateway.Tencent => channels.Sms.Tencent.BaseAddress,
            _ => "",
        };
        (string Name, string Address)[] all =
        [
            ("text messages", sms),
            (
                "Twilio",
                !channels.UsesTwilio ? ""
                : channels.Twilio.BaseAddress.Length > 0 ? channels.Twilio.BaseAddress
                : "https://api.twilio.com"
            ),
            ("WeChat", channels.WeChat.Gateway == WeChatGateway.None ? "" : channels.WeChat.Base.ToString()),
            ("mail", channels.Mail.Host.Length > 0 ? $"tcp://{channels.Mail.Host}:{channels.Mail.Port}" : ""),
            ("sign-in", settings.SingleSignOn.OpenIdConnect.Authority),
            .. channels.Robots.Select(r => ($"robot {r.Key}", r.Value.Address)),
        ];
        return all.Where(g => g.Address.Length > 0).Select(g => (g.Name, new Uri(g.Address)));
    }

    // Of a carrier's address the machine counts; what stands in its places is not known here.
    private static string Place(string address) => new Uri(address.Split('{')[0]).GetLeftPart(UriPartial.Authority);

    private static async Task<Check> ReachAsync(string name, Uri address, CancellationToken cancellationToken)
    {
        // Of the address nothing is shown but the machine: keys of robots stand in the rest.
        var where = $"{address.Host}:{address.Port}";
        using var within = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        within.CancelAfter(Patience);
        try
        {
            using TcpClient line = new();
            await line.ConnectAsync(address.DnsSafeHost, address.Port, within.Token);
            return new(name, Found.Ok, $"{where} takes calls");
        }
        catch (Exception away) when (IsAway(away, cancellationToken))
        {
            return new(name, Found.Fail, $"{where} is not reached", "open the firewall to it, or correct the setting");
        }
    }

    private async Task<Check> ScannerAsync(CancellationToken cancellationToken) =>
        await scanner.StateAsync(cancellationToken) switch
        {
            ScannerState.Answers => new("virus scanner", Found.Ok, "it answers"),
            ScannerState.Away => new(
                "virus scanner",
                Found.Fail,
                $"{settings.VirusScanner} does not answer, and no file is taken",
                "start ClamAV's daemon"
            ),
            _ => new("virus scanner", Found.Warn, "none is set, and files are taken unscanned", "Commissioner:VirusScanner"),
        };

    private static bool IsAway(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested
        && exception
            is SocketException
                or IOException
                or HttpRequestException
                or OperationCanceledException
                or System.Security.Authentication.AuthenticationException;
}
