using System.Security.Cryptography;
using Commissioner.Data;
using Commissioner.Domain.People;

namespace Commissioner.App.Security;

/// <summary>Accounts of people who sign in by codes to a number.</summary>
internal static class PhoneAccounts
{
    /// <summary>
    /// The account of somebody new. Nobody signs in by its user name, since it has no password: it is what an authenticator shows.
    /// </summary>
    public static Account Of(Person person, PhoneNumber phone)
    {
        var userName = $"e{person.Id.Value:n}";
        return new()
        {
            Id = person.Id.Value,
            UserName = userName,
            NormalizedUserName = Account.Normalized(userName),
            PhoneNumber = phone.ToString(),
            LockoutEnabled = true,
            SecurityStamp = RandomNumberGenerator.GetHexString(32),
            ConcurrencyStamp = RandomNumberGenerator.GetHexString(32),
        };
    }
}
