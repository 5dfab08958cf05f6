using Commissioner.App.Features.Rehearsals;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using MediatR;

namespace Commissioner.App.Features.Bulk;

/// <summary>What became of one case among many.</summary>
/// <param name="Done">It was done; or it would be.</param>
/// <param name="Why">Why not, in words.</param>
/// <param name="Told">What would be told of it.</param>
/// <param name="Later">It was done too often in this minute: it may be sent again.</param>
public sealed record BulkOutcome(bool Done, string? Why, IReadOnlyList<ToldLine> Told, bool Later = false);

/// <summary>
/// Sends a move of each of many cases by itself: each is a request with its own transaction, its own key and the version that was looked at, as
/// if it had been made at the case's own page.
/// </summary>
public sealed class OneByOne(IServiceScopeFactory scopes)
{
    /// <summary>Makes the move, once under this key.</summary>
    public Task<BulkOutcome> DoAsync(ICommand<Id<Case>> move, int version, string key, CancellationToken cancellationToken) =>
        SendAsync(move, version, key, cancellationToken);

    /// <summary>Tries the move and takes it back: whether it would be done, and what would be told.</summary>
    public Task<BulkOutcome> RehearseAsync(ICommand<Id<Case>> move, int version, CancellationToken cancellationToken) =>
        SendAsync(move, version, null, cancellationToken);

    private async Task<BulkOutcome> SendAsync(ICommand<Id<Case>> move, int version, string? key, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var envelope = scope.ServiceProvider.GetRequiredService<Envelope>();
        (envelope.Key, envelope.Version, envelope.Rehearses, envelope.IsOneOfMany) = (key, version, key is null, true);
        try
        {
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(move, cancellationToken);
            return new(true, null, []);
        }
        catch (Rehearsed rehearsed)
        {
            return new(true, null, rehearsed.Told);
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            var said = await scope.ServiceProvider.GetRequiredService<Refusals>().OfAsync(refused, cancellationToken);
            if (said is null)
            {
                throw;
            }

            var changed = said.Changes.Count > 0 ? $"{said.Title}：{string.Join('；', said.Changes.Select(c => c.Text))}" : said.Title;
            return new(false, changed, [], said.Status == StatusCodes.Status429TooManyRequests);
        }
    }
}
