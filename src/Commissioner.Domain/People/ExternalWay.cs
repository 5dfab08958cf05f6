namespace Commissioner.Domain.People;

/// <summary>By whose word somebody signs in without a password of ours.</summary>
public enum ExternalWay
{
    /// <summary>The park's provider of identities 统一身份认证, by OpenID Connect.</summary>
    OpenIdConnect,

    /// <summary>WeChat 微信, of people of enterprises.</summary>
    WeChat,

    /// <summary>WeChat Work 企业微信, of staff.</summary>
    WeCom,
}
