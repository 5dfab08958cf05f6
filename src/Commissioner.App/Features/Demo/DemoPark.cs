using Commissioner.Data;
using Commissioner.Domain.Clocks;

namespace Commissioner.App.Features.Demo;

/// <summary>A plainly invented park, played through the domain.</summary>
internal sealed class DemoPark(CommissionerDb db, Promises promises, TimeProvider clock)
{
    public Task PlayAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
