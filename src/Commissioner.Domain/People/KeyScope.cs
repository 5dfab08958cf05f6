namespace Commissioner.Domain.People;

/// <summary>What a program may do with a key.</summary>
public enum KeyScope
{
    /// <summary>Read what its person may read.</summary>
    Read,

    /// <summary>Do what its person may do, but for its sign-in and its keys.</summary>
    Write,
}
