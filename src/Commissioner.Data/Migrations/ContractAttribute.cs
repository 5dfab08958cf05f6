namespace Commissioner.Data.Migrations;

/// <summary>
/// A migration that ends what code of before could still use. <paramref name="unusedSince"/> is the release since which nothing does, by its name in
/// <c>.ci/released</c>: a node of it may run beside this migration, one of an earlier release may not.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ContractAttribute(string unusedSince) : Attribute
{
    /// <summary>The release's name.</summary>
    public string UnusedSince => unusedSince;
}
