using System.ComponentModel;
using Commissioner.App.Channels;
using Commissioner.App.Channels.WeChat;
using Commissioner.App.Hosting;
using Commissioner.App.Hosting.Configuring;
using Commissioner.Domain.People;

namespace Commissioner.App.Features.SingleSignOn;

/// <summary>
/// By whose word people sign in beside their passwords, under <c>Commissioner:SingleSignOn</c>; by nobody's where nothing is said.
/// </summary>
public sealed class SingleSignOnSettings
{
    public OpenIdConnectSettings OpenIdConnect { get; set; } = new();

    public WeChatSignInSettings WeChat { get; set; } = new();

    public WeChatSignInSettings WeCom { get; set; } = new();

    /// <summary>Those that are configured.</summary>
    public IReadOnlyList<ExternalWay> Ways =>
        [
            .. new[] { (ExternalWay.OpenIdConnect, OpenIdConnect.IsOn), (ExternalWay.WeCom, WeCom.On), (ExternalWay.WeChat, WeChat.On) }
                .Where(w => w.Item2)
                .Select(w => w.Item1),
        ];

    /// <summary>Whether somebody may sign in so: an enterprise's person, or staff.</summary>
    public bool IsFor(ExternalWay way, bool ofEnterprise) =>
        Ways.Contains(way)
        && way switch
        {
            ExternalWay.OpenIdConnect => !ofEnterprise || OpenIdConnect.Enterprises,
            ExternalWay.WeChat => ofEnterprise,
            _ => !ofEnterprise,
        };

    /// <summary>What is wrong with them, a line each.</summary>
    public IEnumerable<string> Wrong(string publicAddress, ChannelSettings channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        if (OpenIdConnect.IsGiven)
        {
            foreach (var line in OpenIdConnect.Wrong())
            {
                yield return line;
            }
        }

        foreach (var (its, name, isWork) in new[] { (WeChat, "WeChat", false), (WeCom, "WeCom", true) })
        {
            foreach (var line in its.On ? its.Wrong($"SingleSignOn:{name}", its.Account(isWork, channels)) : [])
            {
                yield return line;
            }
        }

        if (Ways.Count > 0 && ChannelSettings.NoAddress("PublicAddress", publicAddress).Any())
        {
            yield return "Commissioner:PublicAddress is the address that begins with https:// to which people come back when they have signed in elsewhere.";
        }
    }
}

/// <summary>The park's provider of identities 统一身份认证.</summary>
public sealed class OpenIdConnectSettings
{
    [Description("Its address, below which .well-known/openid-configuration stands.")]
    [Is(Shape.GatewayAddress)]
    public string Authority { get; set; } = "";

    [Description("Under which name it knows this application.")]
    public string ClientId { get; set; } = "";

    [Description("What belongs to the name.")]
    [Is(Shape.Secret)]
    public string ClientSecret { get; set; } = "";

    [Description("What it is called, by language: zh-CN, en.")]
    public Dictionary<string, string> Names { get; set; } = [];

    [Description("What it is asked for beside openid, with blanks between.")]
    public string Scopes { get; set; } = "profile";

    [Description("Its claims are asked for at its own address, too, of a provider that puts few into its token.")]
    public bool AsksForClaims { get; set; }

    [Description("People of enterprises may sign in by it, too, once they have bound themselves.")]
    public bool Enterprises { get; set; }

    [Description(
        "Whoever the table gives a role is taken in when it comes first. Otherwise only those come in who have an "
            + "account and have bound themselves."
    )]
    public bool JustInTime { get; set; }

    [Description("The claim by which the account of a newcomer is named; what stands before an @ counts.")]
    public string AccountClaim { get; set; } = "preferred_username";

    [Description("The claim whose values the table reads.")]
    public string RoleClaim { get; set; } = "groups";

    [Description("The claim that holds the code of a newcomer's department.")]
    public string DepartmentClaim { get; set; } = "department";

    [Description("The table: lines such as service-office=TriageDesk,HotlineSeat.")]
    [Is(Shape.RolesLine)]
    public IReadOnlyList<string> Roles { get; set; } = [];

    [Description(
        "Values of amr or acr by which the provider says that it has asked for a second factor; none where ours is " + "asked always."
    )]
    public IReadOnlyList<string> SecondFactorValues { get; set; } = [];

    /// <summary>It is configured.</summary>
    public bool IsOn => Authority.Length > 0;

    internal bool IsGiven => IsOn || ClientId.Length > 0 || ClientSecret.Length > 0;

    /// <summary>The roles that the table gives who has these values.</summary>
    public IReadOnlyList<Role> RolesOf(IReadOnlyList<string> values) =>
        [.. Roles.Select(Read).Where(l => values.Contains(l!.Value.Value)).SelectMany(l => l!.Value.Roles).Distinct().Order()];

    internal IEnumerable<string> Wrong()
    {
        foreach (
            var line in ChannelSettings
                .NoAddress("SingleSignOn:OpenIdConnect:Authority", Authority)
                .Concat(ChannelSettings.Missing("SingleSignOn:OpenIdConnect", ("ClientId", ClientId), ("ClientSecret", ClientSecret)))
        )
        {
            yield return line;
        }

        if (JustInTime && (Roles.Count == 0 || AccountClaim.Length == 0))
        {
            yield return "Commissioner:SingleSignOn:OpenIdConnect:JustInTime takes nobody in without Roles and an AccountClaim.";
        }

        for (var i = 0; i < Roles.Count; i++)
        {
            if (Read(Roles[i]) is not { } line)
            {
                yield return $"Commissioner:SingleSignOn:OpenIdConnect:Roles:{i} is no line such as service-office=TriageDesk,HotlineSeat.";
            }
            else if (line.Roles.Where(r => !RoleChange.IsByProvider(r)).ToList() is { Count: > 0 } never)
            {
                yield return $"Commissioner:SingleSignOn:OpenIdConnect:Roles:{i} names {string.Join(", ", never)}, which people alone grant at /staff.";
            }
        }
    }

    internal static bool IsLine(string line) => Read(line) is not null;

    // A value may hold an equals sign, as names of directories do.
    private static (string Value, IReadOnlyList<Role> Roles)? Read(string line)
    {
        var at = line.LastIndexOf('=');
        var names = at < 1 ? [] : line[(at + 1)..].Split(',', StringSplitOptions.TrimEntries);
        var roles = names.Select(n => Enum.TryParse<Role>(n, out var role) && role.ToString() == n ? role : (Role?)null).ToList();
        return roles.Count == 0 || roles.Contains(null) ? null : (line[..at].Trim(), [.. roles.OfType<Role>()]);
    }
}

/// <summary>An account of WeChat, or an application of 企业微信, by which people sign in; that of the messages where none is named.</summary>
public sealed class WeChatSignInSettings
{
    [Description("Whether people sign in by it.")]
    public bool On { get; set; }

    [Description("The account's appid, or the firm's corpid; that of the messages where none is named.")]
    public string AppId { get; set; } = "";

    [Description("The secret of the account or the application.")]
    [Is(Shape.Secret)]
    public string Secret { get; set; } = "";

    [Description("Of 企业微信: the application's number.")]
    public string AgentId { get; set; } = "";

    [Description("Another address than WeChat's own.")]
    [Is(Shape.GatewayAddress)]
    public string BaseAddress { get; set; } = "";

    [Description("Where people agree to be known to us.")]
    [Is(Shape.GatewayAddress)]
    public string AuthorizeAddress { get; set; } = "https://open.weixin.qq.com/connect/oauth2/authorize";

    [Description("Of 企业微信: where a browser at a desk shows a code that the phone scans.")]
    [Is(Shape.GatewayAddress)]
    public string ScanAddress { get; set; } = "https://login.work.weixin.qq.com/wwlogin/sso/login";

    /// <summary>The account that is meant.</summary>
    public WeChatSettings Account(bool isWork, ChannelSettings channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        return AppId.Length == 0 && channels.WeChat.Gateway != WeChatGateway.None && channels.WeChat.IsWork == isWork
            ? channels.WeChat
            : new()
            {
                Gateway = isWork ? WeChatGateway.Work : WeChatGateway.Templates,
                AppId = AppId,
                Secret = Secret,
                AgentId = AgentId,
                BaseAddress = BaseAddress,
                AuthorizeAddress = AuthorizeAddress,
            };
    }

    internal IEnumerable<string> Wrong(string section, WeChatSettings account) =>
        ChannelSettings
            .Missing(section, ("AppId", account.AppId), ("Secret", account.Secret))
            .Concat(account.IsWork ? ChannelSettings.Missing(section, ("AgentId", account.AgentId)) : [])
            .Concat(account.BaseAddress.Length > 0 ? ChannelSettings.NoAddress($"{section}:BaseAddress", account.BaseAddress) : [])
            .Concat(ChannelSettings.NoAddress($"{section}:AuthorizeAddress", account.AuthorizeAddress))
            .Concat(account.IsWork ? ChannelSettings.NoAddress($"{section}:ScanAddress", ScanAddress) : []);
}
