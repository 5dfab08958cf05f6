using Commissioner.App.Jobs;
using Commissioner.Data;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Deliveries;

/// <summary>What became of handing a delivery over.</summary>
/// <param name="Delivery">The delivery, as it was leased.</param>
/// <param name="By">What the gateway answered; null where the message could not be made.</param>
/// <param name="Broken">Why it could not.</param>
/// <param name="WasNotTaken">The gateway was asked after a lost answer: however often it was handed over, it comes once.</param>
public sealed record Answered(Delivery Delivery, Handed? By, string? Broken = null, bool WasNotTaken = false);

/// <summary>Writes down what gateways answered.</summary>
public sealed class AnswerBook(CommissionerDb db, DeliveryPlan plan, TimeProvider clock)
{
    // Somebody else was quicker: that passes, mostly at the next try.
    private const int Tries = 5;

    /// <summary>Writes these down in one go; one that somebody else was at, or that can't be written, holds up no other.</summary>
    public async Task WriteAsync(IReadOnlyList<Answered> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        try
        {
            foreach (var one in answers)
            {
                db.Attach(one.Delivery);
            }

            foreach (var one in answers)
            {
                await NoteAsync(one, one.Delivery);
            }

            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception exception) when (Piecemeal.IsOfARow(db, exception))
        {
            foreach (var one in answers)
            {
                await WriteAgainAsync(one);
            }
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    // The gateway called back meanwhile, or another node has it by now: it is read again, and what is known already stays.
    private async Task WriteAgainAsync(Answered answered)
    {
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            if (await db.Deliveries.SingleOrDefaultAsync(d => d.Id == answered.Delivery.Id) is not { } anew)
            {
                return;
            }

            try
            {
                await NoteAsync(answered, anew);
                await db.SaveChangesAsync(CancellationToken.None);
                return;
            }
            catch (Exception exception) when (tries < Tries && Piecemeal.IsOfARow(db, exception))
            {
                if (!db.IsConflict(exception))
                {
                    answered = answered with { By = null, Broken = Fault.Code(exception) };
                }
            }
        }
    }

    private async Task NoteAsync(Answered answered, Delivery delivery)
    {
        var now = clock.GetUtcNow();
        if (delivery.Attempts != answered.Delivery.Attempts)
        {
            // Its lease ran out and another node took it up. Only that the gateway has it counts from here.
            if (answered.By?.Outcome == GatewayAnswer.Taken)
            {
                delivery.Hear(Fate.Sent, null, now);
            }

            return;
        }

        if (answered.WasNotTaken)
        {
            delivery.WasNotTaken();
        }

        if (answered.By is { } by)
        {
            delivery.Hand(by, Random.Shared.NextDouble(), now);
        }
        else if (delivery.Fate == Fate.Sending)
        {
            delivery.SetAside(answered.Broken ?? "");
        }

        if (delivery.Fate == Fate.Failed)
        {
            await plan.GoOnAsync(delivery, now, CancellationToken.None);
        }
    }
}
