using System.Buffers.Text;
using System.Security.Cryptography;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Deliveries;

/// <summary>
/// Links in messages. To an enterprise's phone the link opens the one case without a password: it names the delivery under the
/// installation's seal, so that it is good for what that message was about, for the number that it went to and for as long as the message
/// was worth something. Everybody else gets the page's own address, behind the sign-in.
/// </summary>
public sealed class MessageLinks(CommissionerDb db, Seals seals, Settings settings, TimeProvider clock)
{
    /// <summary>By which links are sealed.</summary>
    public const string Seal = "message-links";

    private const int MarkLength = 16;

    /// <summary>
    /// Where these deliveries' messages lead, whole; null where one leads nowhere, or nobody said under which address we are reached.
    /// </summary>
    public async Task<Func<Delivery, string?>> ForAsync(IReadOnlyList<Delivery> batch, CancellationToken cancellationToken)
    {
        if (settings.PublicAddress.Length == 0)
        {
            return _ => null;
        }

        var people = batch.Where(CanOpen).Select(d => d.PersonId).OfType<Id<Person>>().Distinct().ToList();
        var enterprises = (
            await db.People.Where(p => people.Contains(p.Id) && p.EnterpriseId != null).Select(p => p.Id).ToListAsync(cancellationToken)
        ).ToHashSet();
        var key = await seals.KeyAsync(Seal, cancellationToken);
        return delivery =>
            delivery.Link is null
                ? null
                : settings.PublicAddress.TrimEnd('/')
                    + (
                        CanOpen(delivery) && (delivery.PersonId is not { } person || enterprises.Contains(person))
                            ? "/l/" + Token(delivery.Id, key)
                            : delivery.Link
                    );
    }

    private static bool CanOpen(Delivery delivery) =>
        delivery is { Link: not null, CaseId: not null, Channel: Channel.Sms or Channel.WeChat };

    private static string Token(Id<Delivery> id, byte[] key)
    {
        var named = id.Value.ToByteArray();
        return Base64Url.EncodeToString([.. named, .. Mark(named, key)]);
    }

    /// <summary>The delivery whose link this is, while it is good.</summary>
    /// <exception cref="NotFound">It is none, it has expired, or the person is no longer reached there.</exception>
    public async Task<Delivery> OpenAsync(string? token, CancellationToken cancellationToken)
    {
        byte[] bytes;
        try
        {
            bytes = Base64Url.DecodeFromChars(token);
        }
        catch (FormatException)
        {
            throw new NotFound();
        }

        if (
            bytes.Length != 16 + MarkLength
            || !CryptographicOperations.FixedTimeEquals(Mark(bytes[..16], await seals.KeyAsync(Seal, cancellationToken)), bytes.AsSpan(16))
        )
        {
            throw new NotFound();
        }

        var id = new Id<Delivery>(new Guid(bytes.AsSpan(0, 16)));
        var now = clock.GetUtcNow();
        return await db.Deliveries.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && d.WorthUntil > now, cancellationToken)
            ?? throw new NotFound();
    }

    private static byte[] Mark(byte[] named, byte[] key) => HMACSHA256.HashData(key, named)[..MarkLength];
}
