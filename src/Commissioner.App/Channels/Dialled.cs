using Commissioner.Domain.People;

namespace Commissioner.App.Channels;

/// <summary>Numbers as gateways dial them.</summary>
public static class Dialled
{
    private const string Here = "+86";

    /// <summary>With plus and country, <c>+8613800138000</c>; without what is dialled after it.</summary>
    public static string Abroad(string stored)
    {
        var number = PhoneNumber.Parse(stored).Dial.Split(',')[0];
        return number[0] == '+' ? number : Here + number.TrimStart('0');
    }

    /// <summary>What is dialled once somebody has answered; empty without an extension.</summary>
    public static string Extension(string stored) => PhoneNumber.Parse(stored).Dial.Split(',') is [_, var extension] ? extension : "";

    /// <summary>As carriers here write it: bare for numbers here, with country and without plus for the others.</summary>
    public static string AtHome(string stored)
    {
        var number = Abroad(stored);
        return number.StartsWith(Here, StringComparison.Ordinal) ? number[Here.Length..] : number[1..];
    }
}
