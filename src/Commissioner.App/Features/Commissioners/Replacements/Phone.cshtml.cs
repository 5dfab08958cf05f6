using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Replacements;

/// <summary>An enterprise says on the phone that it wants another commissioner: nobody asks why.</summary>
[Allow(Permission.ReplaceCommissioner)]
public sealed class PhoneModel(IMediator mediator, CurrentActor current) : ChoosingModel(mediator)
{
    private readonly IMediator _mediator = mediator;

    /// <inheritdoc/>
    public override string Key => "phone";

    /// <inheritdoc/>
    public override bool ForCaller => current.Actor.Is(Role.HotlineSeat);

    /// <inheritdoc/>
    protected override Task ReplaceAsync(Id<Enterprise> enterprise, CancellationToken cancellationToken)
    {
        current.Speak(new(Words, Recording));
        return _mediator.Send(new ReplaceCommissioner(enterprise), cancellationToken);
    }
}
