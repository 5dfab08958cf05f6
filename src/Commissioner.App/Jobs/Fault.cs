using System.Data.Common;
using Commissioner.Domain;

namespace Commissioner.App.Jobs;

/// <summary>What may be kept and shown of a failure: its type and its code. Its text may hold what people wrote.</summary>
internal static class Fault
{
    private const int Longest = 128;

    /// <summary>The type, behind it the database's or the rule's code.</summary>
    public static string Code(Exception exception)
    {
        var root = exception.GetBaseException();
        var code = root switch
        {
            RuleBroken broken => $"{nameof(RuleBroken)} {broken.Rule.Code}",
            DbException { SqlState: { Length: > 0 } state } => $"{root.GetType().Name} {state}",
            DbException database => $"{root.GetType().Name} {database.ErrorCode}",
            _ => root.GetType().Name,
        };
        return code.Length > Longest ? code[..Longest] : code;
    }
}
