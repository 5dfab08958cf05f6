using System.Globalization;

namespace Commissioner.App.Features.Shared;

/// <summary>A contact's name as it is shown before anybody had it revealed: its first character.</summary>
public static class MaskedName
{
    /// <summary>Of 王示例 remains 王**; what is empty stays so.</summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var trimmed = name.Trim();
        return trimmed.Length == 0 ? "" : StringInfo.GetNextTextElement(trimmed) + "**";
    }
}
