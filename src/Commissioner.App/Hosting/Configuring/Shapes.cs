using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text.RegularExpressions;
using Commissioner.App.Channels;
using Commissioner.App.Channels.Sms;
using Commissioner.App.Channels.Twilio;
using Commissioner.App.Features.SingleSignOn;
using Commissioner.App.Security;
using MimeKit;

namespace Commissioner.App.Hosting.Configuring;

/// <summary>What a text must look like to be a setting's value.</summary>
public enum Shape
{
    /// <summary>Any text, and never shown.</summary>
    Secret,
    File,
    Folder,
    PublicAddress,
    GatewayAddress,
    Collector,
    Machine,
    Network,
    Expression,
    Scanner,
    TwilioAccount,
    TwilioSender,
    Phone,
    Template,
    RolesLine,
    MailAddress,
    Site,
    Bucket,
    BucketFolder,
}

/// <summary>Demands that a setting, where it is given, has a shape.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed partial class IsAttribute(Shape shape) : ValidationAttribute
{
    public Shape Shape { get; } = shape;

    /// <summary>How the table of settings and the start's one line call it.</summary>
    public string Said =>
        Shape switch
        {
            Shape.Secret => "text, secret",
            Shape.File => "path of a file",
            Shape.Folder => "path of a folder",
            Shape.PublicAddress => "address such as https://park.example, without a query",
            Shape.GatewayAddress => "address that begins with https:// (http:// on this machine alone)",
            Shape.Collector => "address such as http://127.0.0.1:4317",
            Shape.Machine => "address of a machine such as 10.0.0.1",
            Shape.Network => "network such as 10.20.0.0/16",
            Shape.Expression => "regular expression",
            Shape.Scanner => "path of a socket, or an address such as 127.0.0.1:3310",
            Shape.TwilioAccount => "AC and 32 hexadecimal digits",
            Shape.TwilioSender => "number such as +15005550006, or a messaging service MG…",
            Shape.Phone => "number such as +15005550006",
            Shape.Template => "template's code and its values, CODE:number,title",
            Shape.RolesLine => "line such as service-office=TriageDesk,HotlineSeat",
            Shape.Site => "address such as https://s3.example, without a path",
            Shape.Bucket => "name of 3 to 63 small letters, digits, points and hyphens",
            Shape.BucketFolder => "path such as park/files, without a slash at its ends",
            _ => "e-mail address",
        };

    public override bool IsValid(object? value) =>
        value is not string { Length: > 0 } text
        || Shape switch
        {
            Shape.File or Shape.Folder => !text.Contains('\0', StringComparison.Ordinal),
            Shape.PublicAddress => Uri.TryCreate(text, UriKind.Absolute, out var site)
                && site.Scheme is "https" or "http"
                && site.Query.Length == 0,
            // A carrier's own address holds places such as {to}.
            Shape.GatewayAddress => !ChannelSettings.NoAddress("", text.Replace("{", "", StringComparison.Ordinal)).Any(),
            Shape.Collector => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http",
            Shape.Machine => IPAddress.TryParse(text, out _),
            Shape.Network => System.Net.IPNetwork.TryParse(text, out _),
            Shape.Expression => HttpSmsSettings.IsExpression(text),
            Shape.Scanner => text.Trim().Length == 0 || VirusScanner.Read(text) is not null,
            Shape.TwilioAccount => TwilioSettings.Account().IsMatch(text),
            Shape.TwilioSender => TwilioSettings.Sender().IsMatch(text),
            Shape.Phone => text[0] == '+' && TwilioSettings.Sender().IsMatch(text),
            Shape.Template => Template.IsReadable(text),
            Shape.RolesLine => OpenIdConnectSettings.IsLine(text),
            Shape.Site => Uri.TryCreate(text, UriKind.Absolute, out var storage)
                && storage.Scheme is "https" or "http"
                && storage.PathAndQuery == "/"
                && storage.UserInfo.Length == 0,
            Shape.Bucket => BucketName().IsMatch(text),
            Shape.BucketFolder => FolderName().IsMatch(text),
            Shape.MailAddress => MailboxAddress.TryParse(text, out var from) && from.Address.Contains('@', StringComparison.Ordinal),
            _ => true,
        };

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex BucketName();

    // No step is a point or two: names are paths in a backup.
    [GeneratedRegex(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\z")]
    private static partial Regex FolderName();
}
