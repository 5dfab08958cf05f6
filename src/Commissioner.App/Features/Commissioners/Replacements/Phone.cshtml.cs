using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using MediatR;

namespace Commissioner.App.Features.Replacements;

/// <summary>An enterprise says on the phone that it wants another commissioner: nobody asks why.</summary>
[Allow(Permission.ReplaceCommissioner)]
public sealed class PhoneModel(IMediator mediator) : ChoosingModel(mediator)
{
    private readonly IMediator _mediator = mediator;

    /// <inheritdoc/>
    public override string Words => "phone";

    /// <inheritdoc/>
    protected override Task ReplaceAsync(Id<Enterprise> enterprise, CancellationToken cancellationToken) =>
        _mediator.Send(new ReplaceCommissioner(enterprise), cancellationToken);
}
