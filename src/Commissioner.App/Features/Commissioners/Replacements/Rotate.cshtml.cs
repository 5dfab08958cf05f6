using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using MediatR;

namespace Commissioner.App.Features.Replacements;

/// <summary>The service office rotates a commissioner.</summary>
[Allow(Permission.AppointSuccessor)]
public sealed class RotateModel(IMediator mediator) : ChoosingModel(mediator)
{
    private readonly IMediator _mediator = mediator;

    /// <inheritdoc/>
    public override string Key => "rotate";

    /// <inheritdoc/>
    protected override Task ReplaceAsync(Id<Enterprise> enterprise, CancellationToken cancellationToken) =>
        _mediator.Send(new RotateCommissioner(enterprise), cancellationToken);
}
