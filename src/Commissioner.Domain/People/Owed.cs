namespace Commissioner.Domain.People;

/// <summary>What somebody must do with its own account before anything else.</summary>
public enum Owed
{
    /// <summary>Choose a password that nobody else knows.</summary>
    NewPassword,

    /// <summary>Have an authenticator or a passkey, which its role demands.</summary>
    SecondFactor,
}
