using System.ComponentModel;
using Commissioner.App.Hosting.Configuring;

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
    [Description("Through which messages of WeChat go; none where it is None.")]
    public WeChatGateway Gateway { get; set; }

    [Description("The account's appid, or the firm's corpid.")]
    public string AppId { get; set; } = "";

    [Description("The secret of the account or the application.")]
    [Is(Shape.Secret)]
    public string Secret { get; set; } = "";

    [Description("Of 企业微信: the application's number.")]
    public string AgentId { get; set; } = "";

    [Description("Of a service account: by the key of a message, its template and values, ID:thing1=title,character_string2=number.")]
    [Is(Shape.Template)]
    public Dictionary<string, string> Templates { get; set; } = [];

    [Description("Another address than WeChat's own.")]
    [Is(Shape.GatewayAddress)]
    public string BaseAddress { get; set; } = "";

    [Description("Where people agree to be known to us.")]
    [Is(Shape.GatewayAddress)]
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
            .Concat(ChannelSettings.NoAddress("WeChat:AuthorizeAddress", AuthorizeAddress))
            .Concat(
                Uri.TryCreate(publicAddress, UriKind.Absolute, out _)
                    ? []
                    : ["Commissioner:PublicAddress is the address to which WeChat sends people back."]
            );
    }
}
