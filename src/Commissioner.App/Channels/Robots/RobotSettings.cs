using System.ComponentModel;
using Commissioner.App.Hosting.Configuring;

namespace Commissioner.App.Channels.Robots;

/// <summary>Whose robot it is.</summary>
public enum RobotKind
{
    /// <summary>企业微信.</summary>
    WeCom,

    /// <summary>钉钉.</summary>
    DingTalk,

    /// <summary>飞书.</summary>
    Lark,
}

/// <summary>The robot of a group. It belongs to a department, or to supervision.</summary>
public sealed class RobotSettings
{
    [Description("Whose robot it is.")]
    public RobotKind Kind { get; set; }

    [Description("Where it listens; a key stands in it.")]
    [Is(Shape.GatewayAddress)]
    public string Address { get; set; } = "";

    [Description("By which messages are signed, of 钉钉 and 飞书; empty where the group asks for none.")]
    [Is(Shape.Secret)]
    public string Secret { get; set; } = "";

    [Description("The code of the department whose group it is; empty for supervision's.")]
    public string Department { get; set; } = "";

    internal IEnumerable<string> Wrong(string name)
    {
        foreach (var line in ChannelSettings.Missing($"Robots:{name}", ("Address", Address)))
        {
            yield return line;
        }

        if (Kind == RobotKind.WeCom && Secret.Length > 0)
        {
            yield return $"Commissioner:Robots:{name}:Secret: robots of 企业微信 sign nothing.";
        }
    }
}
