using System.Text.RegularExpressions;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Financing;

/// <summary>A bank that is shown financing needs 合作银行, as far as enterprises release them to it.</summary>
public sealed partial class Bank : Aggregate
{
    private Bank() { }

    public Id<Bank> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid TimelineKey => Id.Value;

    /// <summary>Its short code, unique.</summary>
    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>Since when it is no partner any more, UTC; null while it is one.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public string? EndedBecause { get; private set; }

    /// <summary>It is a partner.</summary>
    public bool IsPartner => EndedAt is null;

    /// <summary>Takes a bank in as a partner.</summary>
    /// <exception cref="RuleBroken">Its code or name is unfit.</exception>
    public static Bank Join(string? code, string? name, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        var its = code?.Trim().ToUpperInvariant() ?? "";
        Demand(CodeShape().IsMatch(its), FinancingRules.BankCodeUnfit, "code");
        var bank = new Bank
        {
            Id = Id<Bank>.New(now),
            Code = its,
            Name = NameOf(name),
        };
        bank.Record(by, by.Roles[0], now, new BankJoined());
        return bank;
    }

    /// <summary>Corrects its name.</summary>
    /// <exception cref="RuleBroken">It is no partner any more; the name is unfit.</exception>
    public void Correct(string? name, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        DemandPartner();
        Name = NameOf(name);
        Record(by, by.Roles[0], now, new BankCorrected());
    }

    /// <summary>It is no partner any more: all that it was shown ends.</summary>
    /// <param name="because">Why.</param>
    /// <param name="pushes">What it was shown and sees still.</param>
    /// <param name="by">Who.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken">It is none already; the reason is missing.</exception>
    public void End(string? because, IEnumerable<FinancingPush> pushes, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(pushes);
        DemandPartner();
        var why = because?.Trim() ?? "";
        Demand(why.Characters() is >= 1 and <= 500, FinancingRules.FinancingReasonMissing, "because");
        (EndedAt, EndedBecause) = (now, why);
        Record(by, by.Roles[0], now, new BankEnded());
        foreach (var push in pushes)
        {
            push.End(PushEnd.BankEnded, by, now);
        }
    }

    /// <summary>It is a partner.</summary>
    /// <exception cref="RuleBroken"><see cref="FinancingRules.BankIsEnded"/>.</exception>
    public void DemandPartner() => Demand(IsPartner, FinancingRules.BankIsEnded, "bank");

    private static string NameOf(string? name)
    {
        var its = name?.Trim() ?? "";
        Demand(its.Characters() is >= 1 and <= 100, FinancingRules.BankNameMissing, "name");
        return its;
    }

    private static void Demand(bool holds, Rule rule, string field)
    {
        if (!holds)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }

    [GeneratedRegex(@"\A[A-Z0-9][A-Z0-9-]{0,15}\z", RegexOptions.CultureInvariant)]
    private static partial Regex CodeShape();
}

/// <summary>For which bank somebody with a bank's role sees and answers; who is placed at none sees nothing.</summary>
public sealed class Banker
{
    private Banker() { }

    public Id<Person> PersonId { get; private set; }

    public Id<Bank> BankId { get; private set; }

    /// <summary>The office says where somebody belongs.</summary>
    /// <exception cref="RuleBroken">The bank is no partner.</exception>
    public static Banker Place(Id<Person> person, Bank bank)
    {
        var banker = new Banker { PersonId = person };
        banker.Move(bank);
        return banker;
    }

    /// <summary>Belongs to another bank from now on.</summary>
    /// <exception cref="RuleBroken">The bank is no partner.</exception>
    public void Move(Bank bank)
    {
        ArgumentNullException.ThrowIfNull(bank);
        bank.DemandPartner();
        BankId = bank.Id;
    }
}
