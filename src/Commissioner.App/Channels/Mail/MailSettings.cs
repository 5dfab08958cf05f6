using MimeKit;

namespace Commissioner.App.Channels.Mail;

/// <summary>How the line to the mail server is kept secret.</summary>
public enum MailSecurity
{
    /// <summary>From the first word on, usually port 465.</summary>
    Tls,

    /// <summary>After a greeting, usually port 587; refused where the server does not offer it.</summary>
    StartTls,

    /// <summary>Not at all: for a server on the same host.</summary>
    None,
}

/// <summary>The mail server.</summary>
public sealed class MailSettings
{
    /// <summary>Empty for no e-mail.</summary>
    public string Host { get; set; } = "";

    public int Port { get; set; } = 465;

    public MailSecurity Security { get; set; }

    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>Whose mail it is, an address.</summary>
    public string From { get; set; } = "";

    internal IEnumerable<string> Wrong()
    {
        if (Host.Length == 0)
        {
            yield break;
        }

        if (Port is < 1 or > 65535)
        {
            yield return "Commissioner:Mail:Port is a port, 465 or 587 mostly.";
        }

        if (!MailboxAddress.TryParse(From, out var from) || !from.Address.Contains('@', StringComparison.Ordinal))
        {
            yield return "Commissioner:Mail:From is the e-mail address that mail comes from.";
        }

        if ((User.Length > 0) != (Password.Length > 0))
        {
            yield return "Commissioner:Mail:User and Password are given together or not at all.";
        }

        if (User.Length > 0 && Security == MailSecurity.None && Host is not ("localhost" or "127.0.0.1" or "::1"))
        {
            yield return "Commissioner:Mail:Security is Tls or StartTls where a password is sent.";
        }
    }
}
