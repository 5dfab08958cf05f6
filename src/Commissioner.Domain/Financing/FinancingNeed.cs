using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Financing;

/// <summary>
/// A financing need of an enterprise 融资需求: stated with what of it which banks may see, proposed for the white list and checked by two, pushed to
/// banks as far as it was released, and granted or not.
/// </summary>
public sealed class FinancingNeed : Aggregate
{
    /// <summary>How long words are at the most, in characters.</summary>
    public const int LongestWords = 500;

    /// <summary>How long the name of a contact is at the most, in characters.</summary>
    public const int LongestName = 60;

    /// <summary>It is over.</summary>
    public static readonly IReadOnlyList<FinancingState> Over =
    [
        FinancingState.Granted,
        FinancingState.Withdrawn,
        FinancingState.Ungranted,
    ];

    private FinancingNeed() { }

    public Id<FinancingNeed> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid TimelineKey => Id.Value;

    public Id<Enterprise> EnterpriseId { get; private set; }

    public FinancingState State { get; private set; }

    public Id<Person> StatedById { get; private set; }

    /// <summary>When it was stated, UTC.</summary>
    public DateTimeOffset StatedAt { get; private set; }

    /// <summary>In yuan.</summary>
    public decimal AmountFrom { get; private set; }

    /// <summary>In yuan.</summary>
    public decimal AmountTo { get; private set; }

    public string Purpose { get; private set; } = "";

    public int TermMonths { get; private set; }

    public DateOnly WantedOn { get; private set; }

    public string Collateral { get; private set; } = "";

    public string ContactName { get; private set; } = "";

    /// <summary>As <see cref="ContactWays"/> writes it.</summary>
    public string ContactPhone { get; private set; } = "";

    /// <summary>Which fields are released from the next push on.</summary>
    public IReadOnlyList<FinancingField> Fields { get; private set; } = [];

    /// <summary>Which labels are.</summary>
    public IReadOnlyList<string> Labels { get; private set; } = [];

    /// <summary>Which papers are.</summary>
    public IReadOnlyList<Guid> Papers { get; private set; } = [];

    /// <summary>To all partner banks.</summary>
    public bool ToAll { get; private set; }

    /// <summary>To these, where it is not to all.</summary>
    public IReadOnlyList<Id<Bank>> Banks { get; private set; } = [];

    /// <summary>From these it was taken back since.</summary>
    public IReadOnlyList<Id<Bank>> Barred { get; private set; } = [];

    /// <summary>When the enterprise released it last, UTC; null where it has not.</summary>
    public DateTimeOffset? ReleasedAt { get; private set; }

    public Id<Person>? ProposedById { get; private set; }

    public string? ProposedBecause { get; private set; }

    public Id<Person>? CheckedById { get; private set; }

    /// <summary>Why it was taken onto the white list, or was not.</summary>
    public string? CheckedBecause { get; private set; }

    /// <summary>When it came onto the white list, UTC.</summary>
    public DateTimeOffset? ListedAt { get; private set; }

    /// <summary>In yuan.</summary>
    public decimal? GrantedAmount { get; private set; }

    public DateOnly? GrantedOn { get; private set; }

    /// <summary>Which bank granted it; null where it is none of the partners.</summary>
    public Id<Bank>? GrantedByBankId { get; private set; }

    public string? OutcomeWords { get; private set; }

    /// <summary>It is neither granted, nor withdrawn, nor over without.</summary>
    public bool IsOpen => !Over.Contains(State);

    /// <summary>The enterprise states it; what it releases may follow.</summary>
    /// <param name="wish">What it needs.</param>
    /// <param name="release">What of it which banks may see; null where that follows.</param>
    /// <param name="enterprise">Whose.</param>
    /// <param name="today">The park's day.</param>
    /// <param name="by">Who.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken">A rule of <see cref="FinancingRules"/>.</exception>
    public static FinancingNeed Ask(
        FinancingWish wish,
        FinancingRelease? release,
        Id<Enterprise> enterprise,
        DateOnly today,
        Actor by,
        DateTimeOffset now
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        var need = new FinancingNeed
        {
            Id = Id<FinancingNeed>.New(now),
            EnterpriseId = enterprise,
            StatedById = by.Id,
            StatedAt = now,
        };
        need.Say(wish, today);
        need.Record(by, by.Roles[0], now, new FinancingStated());
        if (release is not null)
        {
            need.Release(release, by, now);
        }

        return need;
    }

    /// <summary>The enterprise corrects it, before it is proposed or after it was refused. What two persons have checked stays as it is.</summary>
    /// <exception cref="RuleBroken">It was proposed; a rule of <see cref="FinancingRules"/>.</exception>
    public void Correct(FinancingWish wish, DateOnly today, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        Demand(State is FinancingState.Stated or FinancingState.Refused, FinancingRules.FinancingNotNow);
        Say(wish, today);
        State = FinancingState.Stated;
        Record(by, by.Roles[0], now, new FinancingCorrected());
    }

    /// <summary>
    /// The enterprise says what of it which banks may be shown. It counts for what is pushed from now on: what a bank sees already stays until
    /// it is taken back.
    /// </summary>
    /// <exception cref="RuleBroken">It is over; it shows nothing, or nobody.</exception>
    public void Release(FinancingRelease release, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(release);
        ArgumentNullException.ThrowIfNull(by);
        Demand(IsOpen, FinancingRules.FinancingNotNow);
        var its = release.Checked();
        (Fields, Labels, Papers, ToAll, Banks, Barred) = (its.Fields, its.Labels, its.Papers, its.ToAll, its.Banks, []);
        ReleasedAt = now;
        Record(by, by.Roles[0], now, new FinancingReleased(ToAll, Banks.Count));
    }

    /// <summary>The enterprise lets this bank see it.</summary>
    public bool IsReleasedTo(Id<Bank> bank) => ReleasedAt is not null && (ToAll || Banks.Contains(bank)) && !Barred.Contains(bank);

    /// <summary>Somebody who serves the enterprise proposes it for the white list.</summary>
    /// <exception cref="RuleBroken">It is not its turn; the reason is missing.</exception>
    public void Propose(string? because, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        Demand(State == FinancingState.Stated, FinancingRules.FinancingNotNow);
        (ProposedBecause, ProposedById, State) = (Reason(because), by.Id, FinancingState.Proposed);
        Record(by, RoleOf(by), now, new FinancingProposed());
    }

    /// <summary>Somebody else of the office takes it onto the white list, or says why not.</summary>
    /// <exception cref="RuleBroken">It was not proposed, or by the same person; the reason is missing.</exception>
    public void Check(bool taken, string? because, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        Demand(State == FinancingState.Proposed, FinancingRules.FinancingNotNow);
        if (by.Id == ProposedById)
        {
            throw new RuleBroken(FinancingRules.FinancingCheckedByAnother) { Could = [Role.TriageDesk] };
        }

        (CheckedBecause, CheckedById) = (Reason(because), by.Id);
        State = taken ? FinancingState.Listed : FinancingState.Refused;
        ListedAt = taken ? now : null;
        Record(by, RoleOf(by), now, taken ? new FinancingListed() : new FinancingRefused());
    }

    /// <summary>A bank is shown what the enterprise releases to it, and owes an answer.</summary>
    /// <exception cref="RuleBroken">It is not on the white list, not released to this bank, or this bank is no partner.</exception>
    public FinancingPush Push(Bank bank, Promises promises, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(bank);
        ArgumentNullException.ThrowIfNull(by);
        Demand(State == FinancingState.Listed, FinancingRules.FinancingNotNow);
        bank.DemandPartner();
        Demand(IsReleasedTo(bank.Id), FinancingRules.FinancingNotReleased, "banks");
        Record(by, RoleOf(by), now, new FinancingShown());
        return FinancingPush.Of(this, bank, promises, by, RoleOf(by), now);
    }

    /// <summary>The enterprise takes back what it released to a bank: that one sees nothing of it from now on.</summary>
    /// <exception cref="RuleBroken">That one sees nothing already.</exception>
    public void Revoke(FinancingPush push, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(push);
        ArgumentNullException.ThrowIfNull(by);
        Demand(push.NeedId == Id && push.IsSeen, FinancingRules.FinancingNotNow);
        Barred = [.. Barred.Append(push.BankId).Distinct()];
        Record(by, RoleOf(by), now, new FinancingTakenBack());
        push.End(PushEnd.Revoked, by, now);
    }

    /// <summary>What became of it. To all banks but the one that grants it, it ends.</summary>
    /// <param name="outcome">What.</param>
    /// <param name="amount">What was granted, in yuan.</param>
    /// <param name="on">On which day.</param>
    /// <param name="bankId">By which partner bank; null where it is none.</param>
    /// <param name="words">Words; may be empty.</param>
    /// <param name="pushes">What banks see of it.</param>
    /// <param name="today">The park's day.</param>
    /// <param name="by">Who.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken">It is over; what was granted is missing.</exception>
    public void Conclude(
        FinancingOutcome? outcome,
        decimal? amount,
        DateOnly? on,
        Id<Bank>? bankId,
        string? words,
        IReadOnlyCollection<FinancingPush> pushes,
        DateOnly today,
        Actor by,
        DateTimeOffset now
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(pushes);
        Demand(IsOpen, FinancingRules.FinancingNotNow);
        Demand(outcome is { } said && Enum.IsDefined(said), FinancingRules.FinancingOutcomeMissing, "outcome");
        OutcomeWords = Words(words, "words");
        if (outcome != FinancingOutcome.Granted)
        {
            var withdrawn = outcome == FinancingOutcome.Withdrawn;
            State = withdrawn ? FinancingState.Withdrawn : FinancingState.Ungranted;
            Record(by, RoleOf(by), now, withdrawn ? new FinancingWithdrawn() : new FinancingUngranted());
            EndAll(pushes, PushEnd.Settled, by, now);
            return;
        }

        Demand(amount is > 0 and < 1e12m, FinancingRules.FinancingAmountUnusable, "amount");
        Demand(on is { } day && day <= today && day >= today.AddYears(-1), FinancingRules.FinancingGrantDayUnusable, "on");
        (State, GrantedAmount, GrantedOn, GrantedByBankId) = (FinancingState.Granted, decimal.Round(amount!.Value, 2), on, bankId);
        Record(by, RoleOf(by), now, new FinancingGranted(GrantedAmount.Value, on!.Value));
        var its = pushes.FirstOrDefault(p => p.IsSeen && p.BankId == bankId);
        its?.Grant(by, now);
        EndAll(pushes.Where(p => p != its), PushEnd.Settled, by, now);
    }

    /// <summary>Its enterprise left the park.</summary>
    public void EndWithEnterprise(IEnumerable<FinancingPush> pushes, Actor by, DateTimeOffset now)
    {
        if (IsOpen)
        {
            State = FinancingState.Withdrawn;
            Record(by, RoleOf(by), now, new FinancingWithdrawn());
        }

        EndAll(pushes, PushEnd.EnterpriseEnded, by, now);
    }

    /// <summary>
    /// Its enterprise merged into another, which has it from now on. Whatever was released is released no more: its labels and its name would
    /// be the other's, which has said no word yet.
    /// </summary>
    public void GoOnWith(Enterprise successor, IEnumerable<FinancingPush> pushes, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(successor);
        ArgumentNullException.ThrowIfNull(pushes);
        EnterpriseId = successor.Id;
        (Fields, Labels, Papers, ToAll, Banks, Barred, ReleasedAt) = ([], [], [], false, [], [], null);
        Record(by, RoleOf(by), now, new FinancingCarriedOn());
        foreach (var push in pushes)
        {
            push.End(PushEnd.EnterpriseEnded, by, now);
            push.GoWith(successor);
        }
    }

    private void Say(FinancingWish wish, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var to = wish.AmountTo ?? wish.AmountFrom;
        Demand(wish.AmountFrom is > 0 and < 1e12m, FinancingRules.FinancingAmountUnusable, "amountFrom");
        Demand(to is < 1e12m && to >= wish.AmountFrom, FinancingRules.FinancingAmountUnusable, "amountTo");
        var purpose = wish.Purpose?.Trim() ?? "";
        Demand(purpose.Characters() is >= 1 and <= LongestWords, FinancingRules.FinancingPurposeMissing, "purpose");
        Demand(wish.TermMonths is >= 1 and <= 360, FinancingRules.FinancingTermUnusable, "termMonths");
        Demand(wish.WantedOn is { } on && on >= today && on <= today.AddYears(2), FinancingRules.FinancingDayUnusable, "wantedOn");
        var name = wish.ContactName?.Trim() ?? "";
        Demand(name.Characters() is >= 1 and <= LongestName, FinancingRules.FinancingContactMissing, "contactName");
        var ways = ContactWays.Demanded(wish.ContactPhone, "contactPhone");
        (AmountFrom, AmountTo) = (decimal.Round(wish.AmountFrom!.Value, 2), decimal.Round(to!.Value, 2));
        (Purpose, TermMonths, WantedOn) = (purpose, wish.TermMonths!.Value, wish.WantedOn!.Value);
        (Collateral, ContactName, ContactPhone) = (Words(wish.Collateral, "collateral") ?? "", name, ways.ToString());
    }

    private static void EndAll(IEnumerable<FinancingPush> pushes, PushEnd end, Actor by, DateTimeOffset now)
    {
        foreach (var push in pushes)
        {
            push.End(end, by, now);
        }
    }

    private static string Reason(string? because)
    {
        var why = because?.Trim() ?? "";
        Demand(why.Characters() is >= 1 and <= LongestWords, FinancingRules.FinancingReasonMissing, "because");
        return why;
    }

    private static string? Words(string? words, string field)
    {
        var said = words?.Trim() ?? "";
        Demand(said.Characters() <= LongestWords, FinancingRules.FinancingWordsTooLong, field);
        return said.Length == 0 ? null : said;
    }

    private static Role RoleOf(Actor by) =>
        by.First([Role.EnterpriseOwner, Role.EnterpriseUser, Role.TriageDesk, Role.Commissioner]) ?? by.Roles[0];

    private static void Demand(bool holds, Rule rule, string? field = null)
    {
        if (!holds)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }
}
