using Commissioner.App.Hosting;
using Commissioner.Domain;
using Commissioner.Domain.Told;
using global::Twilio.Security;

namespace Commissioner.App.Channels.Twilio;

/// <summary>Where Twilio calls back, and whether it was Twilio that did.</summary>
public static class TwilioCallback
{
    /// <summary>In the address of a callback, which delivery it is about.</summary>
    public const string About = "d";

    /// <summary>The address of a callback about a message.</summary>
    public static Uri Address(Settings settings, string name, Outgoing message)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(message);
        return new($"{settings.PublicAddress.TrimEnd('/')}/hooks/twilio/{name}?{About}={message.Id}");
    }

    /// <summary>Whether a posting bears the signature of the account, under the address that Twilio knows us by.</summary>
    public static bool IsSigned(ChannelSettings channels, Settings settings, HttpRequest request, IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(form);
        var signature = request.Headers["X-Twilio-Signature"];
        // A field that comes twice is in no signature of theirs.
        if (signature is not [{ Length: > 0 } given] || form.Any(f => f.Value.Count != 1))
        {
            return false;
        }

        var address = settings.PublicAddress.TrimEnd('/') + request.PathBase + request.Path + request.QueryString;
        var fields = form.ToDictionary(f => f.Key, f => f.Value.ToString());
        return new[] { channels.Twilio.AuthToken, channels.Twilio.AuthTokenBefore }.Any(token =>
            token.Length > 0 && new RequestValidator(token).Validate(address, fields, given)
        );
    }

    /// <summary>Which delivery a callback is about; null where it does not say.</summary>
    public static Id<Delivery>? Subject(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Id<Delivery>.TryParse(request.Query[About], null, out var id) ? id : null;
    }
}
