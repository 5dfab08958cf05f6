namespace Commissioner.App.Channels;

/// <summary>Text messages to phones. Without a carrier nothing is sent.</summary>
public interface ITextMessages
{
    /// <summary>Hands a message over to the carrier; whether it is taken says nothing of whether it arrives.</summary>
    Task SendAsync(string phone, string text, CancellationToken cancellationToken);
}
