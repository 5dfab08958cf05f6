using System.Net.Sockets;
using System.Text.Encodings.Web;
using Commissioner.Domain.Told;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Commissioner.App.Channels.Mail;

/// <summary>E-mail by a mail server, plain and as a page.</summary>
public sealed class SmtpMail(ChannelSettings channels) : IChannel
{
    /// <inheritdoc/>
    public Channel Kind => Channel.Email;

    /// <inheritdoc/>
    public string Name => "smtp";

    /// <inheritdoc/>
    public async Task<Handed> SendAsync(Outgoing message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!MailboxAddress.TryParse(message.To, out var to) || !to.Address.Contains('@', StringComparison.Ordinal))
        {
            return new(GatewayAnswer.Refused, Code: "address");
        }

        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ends.CancelAfter(channels.GatewayTimeLimit);
        using var mail = Mail(message, to);
        using var client = new SmtpClient();
        client.Timeout = (int)channels.GatewayTimeLimit.TotalMilliseconds;
        var hasLeft = false;
        try
        {
            await ConnectAsync(client, ends.Token);
            hasLeft = true;
            await client.SendAsync(mail, ends.Token);
        }
        catch (SmtpCommandException refused)
        {
            return Judge(refused);
        }
        catch (Exception fault)
            when (fault
                    is AuthenticationException
                        or SslHandshakeException
                        or ServiceNotConnectedException
                        or ServiceNotAuthenticatedException
                        or ProtocolException
                        or NotSupportedException
                        or SocketException
                        or IOException
                        or TimeoutException
                        or OperationCanceledException
            )
        {
            // Until the message itself is handed over, nothing has left.
            return hasLeft
                ? new(GatewayAnswer.Unknown, Code: fault is OperationCanceledException or TimeoutException ? "timeout" : "cut")
                : new(GatewayAnswer.Later, Code: fault is AuthenticationException ? "auth" : "unreachable");
        }

        await LeaveAsync(client, ends.Token);
        return new(GatewayAnswer.Taken, mail.MessageId);
    }

    private async Task ConnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        var settings = channels.Mail;
        await client.ConnectAsync(
            settings.Host,
            settings.Port,
            settings.Security switch
            {
                MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
                MailSecurity.StartTls => SecureSocketOptions.StartTls,
                _ => SecureSocketOptions.None,
            },
            cancellationToken
        );
        if (settings.User.Length > 0)
        {
            await client.AuthenticateAsync(settings.User, settings.Password, cancellationToken);
        }
    }

    // The message is taken: a farewell that fails changes nothing.
    private static async Task LeaveAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(true, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or SocketException or ProtocolException or OperationCanceledException)
        {
            // It has gone already.
        }
    }

    private static Handed Judge(SmtpCommandException refused)
    {
        var code = ((int)refused.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var isTheirs = refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;
        return new((int)refused.StatusCode >= 500 && isTheirs ? GatewayAnswer.Refused : GatewayAnswer.Later, Code: code);
    }

    private MimeMessage Mail(Outgoing message, MailboxAddress to)
    {
        var from = MailboxAddress.Parse(channels.Mail.From);
        var mail = new MimeMessage
        {
            Subject = message.Subject,
            // A server that sees it twice can tell.
            MessageId = $"{message.Id.Value:N}@{from.Domain}",
            Body = new BodyBuilder { TextBody = message.Text, HtmlBody = Page(message) }.ToMessageBody(),
        };
        mail.From.Add(new MailboxAddress(message.Subject, from.Address));
        mail.To.Add(to);
        // Nobody's absence is answered to.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    private static string Page(Outgoing message)
    {
        var html = HtmlEncoder.Default;
        var words = message.Link is { } link ? message.Text.Replace(link, "", StringComparison.Ordinal).Trim() : message.Text;
        var button = message.Link is null
            ? ""
            : $"<p><a href=\"{html.Encode(message.Link)}\" style=\"color:#0b57d0\">{html.Encode(message.Link)}</a></p>";
        return $"<!doctype html><html lang=\"{message.Culture}\"><meta charset=\"utf-8\"><body style=\"font:16px/1.6 sans-serif\">"
            + $"<p>{html.Encode(words).Replace("&#xA;", "<br>", StringComparison.Ordinal)}</p>{button}</body></html>";
    }
}
