using System.Globalization;
using Commissioner.App.Features.Closures;
using Commissioner.App.Features.Satisfaction;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using MediatR;

namespace Commissioner.App.Features.Receipts;

/// <summary>Takes what people answer by text message, by whatever gateway it comes: a confirmation, a rating, STOP.</summary>
public sealed class AnswersByText(IServiceScopeFactory scopes, Texts texts)
{
    /// <summary>Takes one answer, once however often it comes.</summary>
    /// <param name="gateway">Which gateway brought it.</param>
    /// <param name="key">By which that gateway knows it.</param>
    /// <param name="from">The number that it came from.</param>
    /// <param name="text">What it says.</param>
    /// <param name="cancellationToken">To give up.</param>
    /// <returns>What it was taken for, and what is said to it; null where nothing is.</returns>
    public async Task<(Heard Heard, string? Answer)> TakeAsync(
        string gateway,
        string key,
        string from,
        string text,
        CancellationToken cancellationToken
    )
    {
        var heard = await SendAsync(Actor.System, new HearMessage(gateway, key, from, text), cancellationToken);
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(heard.Culture);
        var answer = await ActAsync(heard, $"{gateway}:{key}", cancellationToken);
        if (heard.Meaning is Meaning.Confirmation or Meaning.Rating or Meaning.Unclear)
        {
            await SendAsync(Actor.System, new NoteReceipt(gateway, key), cancellationToken);
        }

        return (heard, answer);
    }

    /// <summary>Sends a request as somebody else than who calls here: gateways sign in as nobody.</summary>
    internal async Task<T> SendAsync<T>(Actor actor, IRequest<T> request, CancellationToken cancellationToken, string? key = null)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(actor);
        // The same message twice at once is one answer.
        scope.ServiceProvider.GetRequiredService<Envelope>().Key = key;
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
    }

    // An answer is carried out as whoever was asked: what it may not do by its pages it may not do here.
    private async Task<string?> ActAsync(Heard heard, string key, CancellationToken cancellationToken)
    {
        try
        {
            switch (heard)
            {
                case { Meaning: Meaning.Confirmation, CaseId: { } id, Person: { } person }:
                    var outcome = heard.Number == 1 ? Domain.Cases.Outcome.Resolved : Domain.Cases.Outcome.NotResolved;
                    await SendAsync(Who(person), new ConfirmOutcome(id, outcome, null), cancellationToken, key);
                    return texts[heard.Number == 1 ? "receipts.resolved" : "receipts.notResolved"];
                case { Meaning: Meaning.Rating, CaseId: { } id, Person: { } person }:
                    await SendAsync(Who(person), new RateCase(id, heard.Number, null, null, null, null), cancellationToken, key);
                    return texts["receipts.rated", texts.Name((Level)heard.Number)];
                case { Meaning: Meaning.Stop or Meaning.Start or Meaning.Unclear }:
                    return texts[$"receipts.{char.ToLowerInvariant(heard.Meaning.ToString()[0])}{heard.Meaning.ToString()[1..]}"];
                default:
                    return null;
            }
        }
        catch (Exception refused) when (refused is RuleBroken or NotFound or Forbidden or FluentValidation.ValidationException)
        {
            return texts["receipts.unclear"];
        }
    }

    private static Actor Who(Person person) => new(person.Id, person.Name, person.Roles, person.EnterpriseId, person.DepartmentId);
}
