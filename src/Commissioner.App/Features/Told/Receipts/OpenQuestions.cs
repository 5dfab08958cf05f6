using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Receipts;

/// <summary>
/// What a telephone was asked by text message and has not answered: whether a case is settled, how satisfied the enterprise is. A number
/// answers only where it can be the answer to one of them alone.
/// </summary>
public sealed class OpenQuestions(CommissionerDb db, TimeProvider clock)
{
    /// <summary>Messages that ask for a rating.</summary>
    public static readonly IReadOnlyList<string> Ratings = ["RateInvited", "RateReminder"];

    /// <summary>Messages that ask whether a case is settled.</summary>
    public static readonly IReadOnlyList<string> Confirmations = ["YourCaseClosurePassed", "PleaseConfirm"];

    /// <summary>The key of the text that says how a message is answered; null of one that asks nothing.</summary>
    public static string? HowToAnswer(string message) =>
        Ratings.Contains(message) ? "told.answer.rating"
        : Confirmations.Contains(message) ? "told.answer.confirmation"
        : null;

    private static readonly TimeSpan Lately = TimeSpan.FromDays(31);

    /// <summary>What these words of a telephone answer.</summary>
    public async Task<Heard> AnsweredAsync(PhoneNumber phone, string words, CancellationToken cancellationToken)
    {
        var asked = await AskedAsync(phone, cancellationToken);
        if (asked.Count == 0)
        {
            // Who was sent nothing is answered nothing: two machines would talk for ever.
            return new(Meaning.Nothing);
        }

        var culture = await CultureAsync(phone, cancellationToken);
        var open = await OpenAsync(asked, cancellationToken);
        var number = words is [>= '1' and <= '5'] ? words[0] - '0' : 0;
        var fits = open.Where(q => number > 0 && (q.Meaning == Meaning.Rating || number <= 2)).ToList();
        return fits is [var only] ? only with { Number = number, Culture = culture } : new(Meaning.Unclear, Culture: culture);
    }

    /// <summary>In which language this telephone is spoken to.</summary>
    public async Task<string> CultureAsync(PhoneNumber phone, CancellationToken cancellationToken)
    {
        var to = phone.ToString();
        return await (
                from d in db.Deliveries.Where(d => d.Channel == Channel.Sms && d.To == to)
                join c in db.ToldChoices on d.PersonId equals c.PersonId
                orderby d.PlannedAt descending
                select c.Culture
            ).FirstOrDefaultAsync(cancellationToken) ?? "zh-CN";
    }

    private async Task<List<Delivery>> AskedAsync(PhoneNumber phone, CancellationToken cancellationToken)
    {
        var (to, since) = (phone.ToString(), clock.GetUtcNow() - Lately);
        return await db
            .Deliveries.AsNoTracking()
            .Where(d => d.Channel == Channel.Sms && d.To == to && d.PlannedAt > since && d.FirstTriedAt != null)
            .OrderByDescending(d => d.PlannedAt)
            .Take(100)
            .ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<Heard>> OpenAsync(List<Delivery> asked, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var cases = asked.Where(d => Ratings.Contains(d.Text) || Confirmations.Contains(d.Text)).Select(d => d.CaseId).ToList();
        var people = asked.Select(d => d.PersonId).OfType<Id<Person>>().Distinct().ToList();
        var standing = await db
            .Cases.AsNoTracking()
            .Where(c => cases.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.EnterpriseId,
                IsOpen = c.Status == CaseStatus.AwaitingConfirmation,
                IsInvited = db.RatingInvitations.Any(i =>
                    i.CaseId == c.Id && i.Cycle == c.Cycle && i.AnsweredAt == null && i.NotBefore <= now && i.ValidUntil >= now
                ),
            })
            .ToDictionaryAsync(c => c.Id, cancellationToken);
        var known = await db.People.AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
        var numbers = await db
            .Accounts.AsNoTracking()
            .Where(a => a.PhoneNumber != null)
            .Where(a => people.Select(p => p.Value).Contains(a.Id))
            .ToDictionaryAsync(a => new Id<Person>(a.Id), a => a.PhoneNumber, cancellationToken);
        return
        [
            .. asked
                // Who has another number by now is not asked by this one any more.
                .Where(d =>
                    d.PersonId is { } id
                    && known.TryGetValue(id, out var person)
                    && (ContactWays.Stored(person.Phone).Numbers.Any(n => n.ToString() == d.To) || numbers.GetValueOrDefault(id) == d.To)
                    && d.CaseId is { } @case
                    && standing.GetValueOrDefault(@case)?.EnterpriseId == person.EnterpriseId
                )
                .Where(d =>
                    (Ratings.Contains(d.Text) && standing[d.CaseId!.Value].IsInvited)
                    || (Confirmations.Contains(d.Text) && standing[d.CaseId!.Value].IsOpen)
                )
                .Select(d => new Heard(
                    Ratings.Contains(d.Text) ? Meaning.Rating : Meaning.Confirmation,
                    CaseId: d.CaseId,
                    Person: known[d.PersonId!.Value]
                ))
                .DistinctBy(h => (h.Meaning, h.CaseId)),
        ];
    }
}
