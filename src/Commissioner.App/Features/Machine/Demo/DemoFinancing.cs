using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Financing;
using Commissioner.Domain.People;

namespace Commissioner.App.Features.Demo;

/// <summary>
/// Two partner banks of the demo park, and needs of its first enterprises: one that a bank offers for while another owes its answer, one that waits
/// to be checked, one that was granted.
/// </summary>
internal static class DemoFinancing
{
    private static readonly FinancingField[] Most =
    [
        FinancingField.Enterprise,
        FinancingField.Amount,
        FinancingField.Purpose,
        FinancingField.Term,
        FinancingField.WantedOn,
    ];

    public static void Play(DemoPark park, CommissionerDb db, Promises promises, DateTimeOffset begin, DateTimeOffset now)
    {
        var (office, second) = (park.Actors["triage"], park.Actors["triage2"]);
        Bank[] banks = [Bank.Join("BANK1", "示例银行", office, begin), Bank.Join("BANK2", "示例科技银行", office, begin)];
        db.Banks.AddRange(banks);
        List<Actor> bankers = [];
        foreach (var (bank, i) in banks.Select((b, i) => (b, i)))
        {
            var person = park.Take(begin, $"bank{i + 1}", bank.Name + "客户经理", [Role.Bank]);
            db.Bankers.Add(Banker.Place(person.Id, bank));
            bankers.Add(person.Acting());
        }

        var offered = Ask(0, 2_000_000m, "示例：扩建车间，购置两条生产线", 36, new(Most, ["Staff", "Patents"], [], true, []), 6);
        offered.Propose("示例：订单充足，连续两年增长", office, now.AddDays(-5));
        offered.Check(true, "示例：财务资料已核实", second, now.AddDays(-4));
        var first = offered.Push(banks[0], promises, office, now.AddDays(-4));
        first.Answer(
            new(BankWord.Interested, 1_800_000m, 3.65m, 36, "示例客户经理", "13930000001", Words: "示例：可信用方式，一周内上门尽调"),
            bankers[0],
            now.AddDays(-2)
        );
        var waiting = offered.Push(banks[1], promises, office, now.AddDays(-1));

        var proposed = Ask(
            1,
            500_000m,
            "示例：补充流动资金",
            12,
            new([FinancingField.Amount, FinancingField.Term], [], [], false, [banks[0].Id]),
            3
        );
        proposed.Propose("示例：应收账款周转", office, now.AddDays(-1));

        var granted = Ask(2, 3_000_000m, "示例：研发投入", 24, new(Most, [], [], true, []), 40);
        granted.Propose("示例：高新技术企业", office, now.AddDays(-39));
        granted.Check(true, "示例：已核实", second, now.AddDays(-38));
        var lent = granted.Push(banks[1], promises, office, now.AddDays(-38));
        lent.Answer(new(BankWord.Interested, 3_000_000m, 3.45m, 24, "示例客户经理乙", "13930000002"), bankers[1], now.AddDays(-36));
        granted.Conclude(
            FinancingOutcome.Granted,
            3_000_000m,
            promises.Calendar.DateOf(now.AddDays(-20)),
            banks[1].Id,
            null,
            [lent],
            promises.Calendar.DateOf(now.AddDays(-20)),
            Owner(2),
            now.AddDays(-20)
        );
        db.FinancingNeeds.AddRange(offered, proposed, granted);
        db.FinancingPushes.AddRange(first, waiting, lent);

        Actor Owner(int i) => park.OwnerOf(park.Enterprises[i]);

        FinancingNeed Ask(int i, decimal amount, string purpose, int months, FinancingRelease release, int days)
        {
            var at = now.AddDays(-days);
            var today = promises.Calendar.DateOf(at);
            var wish = new FinancingWish(
                amount,
                amount + 500_000m,
                purpose,
                months,
                today.AddDays(60),
                "示例：自有厂房",
                "示例财务负责人",
                $"1393100{i + 1:0000}"
            );
            return FinancingNeed.Ask(wish, release, park.Enterprises[i].Id, today, Owner(i), at);
        }
    }
}
