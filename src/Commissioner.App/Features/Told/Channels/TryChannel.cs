using Commissioner.App.Channels;
using Commissioner.App.Features.Deliveries;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using FluentValidation;
using MediatR;

namespace Commissioner.App.Features.Channels;

/// <summary>Whoever watches the channels sends itself a message by one of them; by robots, their groups.</summary>
[Allow(Permission.WatchChannels)]
public sealed record TryChannel(Channel? Channel) : ICommand<Unit>, IRepeatable;

/// <summary>What is refused about channels.</summary>
public static class ChannelRules
{
    public static readonly Rule NotReachedSo = new(
        "NotReachedSo",
        "You can't be reached by this channel: it has no gateway here, or no address of yours is known.",
        RuleKind.Conflict
    );
}

internal sealed class TryChannelValidator : AbstractValidator<TryChannel>
{
    public TryChannelValidator() => RuleFor(c => c.Channel).NotNull().WithErrorCode(ChannelRules.NotReachedSo.Code).IsInEnum();
}

internal sealed class TryChannelHandler(CommissionerDb db, WaysTo ways, ChannelSettings channels, Actor actor, TimeProvider clock)
    : IRequestHandler<TryChannel, Unit>
{
    private const string Text = "ChannelTest";

    private static readonly TimeSpan Worth = TimeSpan.FromHours(1);

    public async Task<Unit> Handle(TryChannel command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // No entry brings it, so its place is a time of its own, negative.
        var what = new Message(actor.Id, null, -now.ToUnixTimeMilliseconds(), Text, "{}", null, true);
        if (command.Channel == Channel.Robot && channels.Robots.Count > 0)
        {
            foreach (var robot in channels.Robots.Keys)
            {
                db.Deliveries.Add(Delivery.Plan(what with { PersonId = null }, [(Channel.Robot, robot)], now, Worth, now + Worth, now));
            }

            return Unit.Value;
        }

        var reach = (await ways.OfAsync([actor.Id], cancellationToken)).GetValueOrDefault(actor.Id);
        if (reach?.Addresses.FirstOrDefault(a => a.Channel == command.Channel) is not { To: { } to })
        {
            throw new RuleBroken(ChannelRules.NotReachedSo);
        }

        db.Deliveries.Add(Delivery.Plan(what, [(command.Channel!.Value, to)], now, Worth, now + Worth, now));
        return Unit.Value;
    }
}
