using System.Net;
using System.Net.Sockets;
using System.Text;
using Commissioner.Domain.Told;
using MimeKit;

namespace Commissioner.App.Tests.Channels;

/// <summary>E-mail against a mail server that answers as a test says.</summary>
public sealed class MailTests
{
    [Test]
    public async Task A_mail_says_it_plain_and_as_a_page()
    {
        await using var server = new Server();
        await using var its = Its(server.Port);
        var message = Configured.Message("owner@example.com", text: "您的诉求 <b>“路”</b> 已受理");
        var handed = await its.Of(Channel.Email)!.SendAsync(message, CancellationToken.None);
        using var read = new MemoryStream(Encoding.UTF8.GetBytes(server.Mail!));
        var mail = await MimeMessage.LoadAsync(read);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(handed.Outcome, Is.EqualTo(GatewayAnswer.Taken));
            Assert.That(mail.Subject, Is.EqualTo("示例高新区"));
            Assert.That(mail.MessageId, Is.EqualTo($"{message.Id.Value:N}@park.example"));
            Assert.That(mail.To.ToString(), Is.EqualTo("owner@example.com"));
            Assert.That(mail.TextBody!.Trim(), Is.EqualTo(message.Text));
            Assert.That(
                mail.HtmlBody,
                Does.Contain("&lt;b&gt;").And.Not.Contain("<b>").And.Contain("href=\"https://park.example/l/token\"")
            );
        }
    }

    [TestCase("RCPT", "550 no such user", GatewayAnswer.Refused)]
    [TestCase("RCPT", "450 try again", GatewayAnswer.Later)]
    [TestCase("MAIL", "550 not from you", GatewayAnswer.Later)]
    [TestCase("MAIL", "421 too many", GatewayAnswer.Later)]
    [TestCase("DATA", "451 local error", GatewayAnswer.Later)]
    [TestCase(".", "554 spam", GatewayAnswer.Refused)]
    [TestCase(".", "452 full", GatewayAnswer.Later)]
    [TestCase(".", "", GatewayAnswer.Unknown)]
    [TestCase(".", "wait", GatewayAnswer.Unknown)]
    [TestCase("EHLO", "", GatewayAnswer.Later)]
    [TestCase("EHLO", "wait", GatewayAnswer.Later)]
    public async Task What_the_server_says_is_understood(string at, string answer, GatewayAnswer outcome)
    {
        await using var server = new Server { At = at, Answer = answer };
        await using var its = Its(server.Port);
        var handed = await its.Of(Channel.Email)!.SendAsync(Configured.Message("owner@example.com"), CancellationToken.None);
        Assert.That(handed.Outcome, Is.EqualTo(outcome), handed.Code);
        Assert.That(its.Log.All.Where(l => l.Contains("owner@", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Nobody_listens_and_an_address_is_none()
    {
        var server = new Server();
        await server.DisposeAsync();
        await using var its = Its(server.Port);
        var mail = its.Of(Channel.Email)!;
        Assert.That(
            await mail.SendAsync(Configured.Message("owner@example.com"), CancellationToken.None),
            Is.EqualTo(new Handed(GatewayAnswer.Later, Code: "unreachable"))
        );
        Assert.That(
            (await mail.SendAsync(Configured.Message("nobody"), CancellationToken.None)).Outcome,
            Is.EqualTo(GatewayAnswer.Refused)
        );
    }

    private static Configured Its(int port) =>
        new(
            new Dictionary<string, string?>
            {
                ["Commissioner:GatewayTimeLimit"] = "00:00:03",
                ["Commissioner:Mail:Host"] = "127.0.0.1",
                ["Commissioner:Mail:Port"] = $"{port}",
                ["Commissioner:Mail:Security"] = "None",
                ["Commissioner:Mail:From"] = "park@park.example",
            }
        );

    private sealed class Server : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _ends = new();
        private readonly Task _serving;

        public Server()
        {
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _serving = ServeAsync();
        }

        public int Port { get; }

        public string At { get; init; } = "";

        public string Answer { get; init; } = "";

        public string? Mail { get; private set; }

        public async ValueTask DisposeAsync()
        {
            await _ends.CancelAsync();
            _listener.Stop();
            await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _ends.Dispose();
        }

        private async Task ServeAsync()
        {
            using var client = await _listener.AcceptTcpClientAsync(_ends.Token);
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream);
            await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 ready");
            while (await reader.ReadLineAsync(_ends.Token) is { } line)
            {
                var command = line.Split(' ', ':')[0].ToUpperInvariant();
                if (command == "DATA" && At != "DATA")
                {
                    await writer.WriteLineAsync("354 go on");
                    var text = new StringBuilder();
                    while (await reader.ReadLineAsync(_ends.Token) is { } part && part != ".")
                    {
                        text.Append(part).Append("\r\n");
                    }

                    Mail = text.ToString();
                    command = ".";
                }

                if (command == At && Answer == "wait")
                {
                    await Task.Delay(TimeSpan.FromSeconds(20), _ends.Token);
                }

                if (command == At && Answer.Length == 0)
                {
                    return;
                }

                await writer.WriteLineAsync(command == At ? Answer : "250 ok");
            }
        }
    }
}
