namespace Commissioner.App.Features.Policies;

/// <summary>The signs of policies' states.</summary>
internal static class PolicySigns
{
    /// <summary>The sign's class.</summary>
    public static string Of(PolicyState state) =>
        state switch
        {
            PolicyState.InForce => "state-settled",
            PolicyState.Proposed => "state-waiting",
            PolicyState.Overtaken => "state-unsettled",
            _ => "",
        };
}
