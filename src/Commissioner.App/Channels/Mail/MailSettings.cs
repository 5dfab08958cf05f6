using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Commissioner.App.Hosting.Configuring;

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
    [Description("Empty for no e-mail.")]
    public string Host { get; set; } = "";

    [Description("Its port: 465 mostly, 587 with StartTls.")]
    [Range(1, 65535)]
    public int Port { get; set; } = 465;

    [Description(
        "How the line to it is kept secret: Tls from the first word on, StartTls after a greeting, None for a server " + "on the same host."
    )]
    public MailSecurity Security { get; set; }

    [Description("Who signs in there; empty where nobody need.")]
    public string User { get; set; } = "";

    [Description("By which the user signs in.")]
    [Is(Shape.Secret)]
    public string Password { get; set; } = "";

    [Description("Whose mail it is, an address.")]
    [Is(Shape.MailAddress)]
    public string From { get; set; } = "";

    internal IEnumerable<string> Wrong()
    {
        if (Host.Length == 0)
        {
            yield break;
        }

        if (From.Length == 0)
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
