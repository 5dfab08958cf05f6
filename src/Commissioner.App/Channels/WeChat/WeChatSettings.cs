namespace Commissioner.App.Channels.WeChat;

/// <summary>Through which WeChat messages go.</summary>
public enum WeChatGateway
{
    None,

    /// <summary>A service account's template messages.</summary>
    Templates,

    /// <summary>A service account's subscription messages.</summary>
    Subscriptions,

    /// <summary>An application's messages of 企业微信.</summary>
    Work,
}

/// <summary>A service account of WeChat, or an application of 企业微信.</summary>
public sealed class WeChatSettings
{
    public WeChatGateway Gateway { get; set; }

    /// <summary>The account's <c>appid</c>, or the firm's <c>corpid</c>.</summary>
    public string AppId { get; set; } = "";

    public string Secret { get; set; } = "";

    /// <summary>Of 企业微信: the application's number.</summary>
    public string AgentId { get; set; } = "";

    /// <summary>Of a service account: by the key of a message, its template and values, <c>ID:thing1=title,character_string2=number</c>.</summary>
    public Dictionary<string, string> Templates { get; set; } = [];

    /// <summary>Another address than WeChat's own.</summary>
    public string BaseAddress { get; set; } = "";

    /// <summary>Where people agree to be known to us.</summary>
    public string AuthorizeAddress { get; set; } = "https://open.weixin.qq.com/connect/oauth2/authorize";

    internal bool IsWork => Gateway == WeChatGateway.Work;

    internal Uri Base =>
        new(
            BaseAddress.Length > 0 ? BaseAddress
            : IsWork ? "https://qyapi.weixin.qq.com"
            : "https://api.weixin.qq.com"
        );

    internal IEnumerable<string> Wrong(string publicAddress)
    {
        if (Gateway == WeChatGateway.None)
        {
            return [];
        }

        return ChannelSettings
            .Missing("WeChat", ("AppId", AppId), ("Secret", Secret))
            .Concat(IsWork ? ChannelSettings.Missing("WeChat", ("AgentId", AgentId)) : Template.Wrong("WeChat", Templates))
            .Concat(BaseAddress.Length > 0 ? ChannelSettings.NoAddress("WeChat:BaseAddress", BaseAddress) : [])
            .Concat(ChannelSettings.NoAddress("WeChat:AuthorizeAddress", AuthorizeAddress))
            .Concat(
                Uri.TryCreate(publicAddress, UriKind.Absolute, out _)
                    ? []
                    : ["Commissioner:PublicAddress is the address to which WeChat sends people back."]
            );
    }
}
