using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Pipeline;

/// <summary>What is pinned to a version that this node has not read yet is tried once more; a fault of ours is not.</summary>
public sealed class UnknownVersions
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _app = await TestApp.StartAsync();

    [OneTimeTearDown]
    public async Task EndAsync() => await _app.DisposeAsync();

    [Test]
    public async Task A_command_that_meets_one_is_tried_once_more() =>
        Assert.That(await SendAsync(new Change(), times => times == 1 ? throw new VersionUnknown("policy", 9) : times), Is.EqualTo(2));

    [Test]
    public async Task A_query_that_meets_one_is_tried_once_more() =>
        Assert.That(await SendAsync(new Look(), times => times == 1 ? throw new VersionUnknown("policy", 9) : times), Is.EqualTo(2));

    [Test]
    public async Task One_that_stays_unknown_is_not_tried_for_ever()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await TriesAsync(new Change(), () => new VersionUnknown("policy", 9)), Is.EqualTo(2));
            Assert.That(await TriesAsync(new Look(), () => new VersionUnknown("policy", 9)), Is.EqualTo(2));
        }
    }

    [Test]
    public async Task A_key_that_is_missing_elsewhere_is_a_fault_and_not_tried_again()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await TriesAsync(new Change(), () => new KeyNotFoundException()), Is.EqualTo(1));
            Assert.That(await TriesAsync(new Look(), () => new KeyNotFoundException()), Is.EqualTo(1));
        }
    }

    // How often it is tried when it always fails like that, and that it fails like that in the end.
    private async Task<int> TriesAsync<T>(T request, Func<Exception> why)
        where T : IRequest<int>
    {
        var (tries, failed) = (0, (Exception?)null);
        try
        {
            await SendAsync(
                request,
                times =>
                {
                    tries = times;
                    throw why();
                }
            );
        }
        catch (Exception exception) when (exception.GetType() == why().GetType())
        {
            failed = exception;
        }

        Assert.That(failed, Is.Not.Null);
        return tries;
    }

    // Through the pipeline as it is composed; in the handler's place is what it does at the first, the second … try.
    private async Task<int> SendAsync<T>(T request, Func<int, int> handle)
        where T : IRequest<int>
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        var times = 0;
        RequestHandlerDelegate<int> next = () => Task.FromResult(handle(++times));
        foreach (var behaviour in scope.ServiceProvider.GetServices<IPipelineBehavior<T, int>>().Reverse())
        {
            var inner = next;
            next = () => behaviour.Handle(request, CancellationToken.None, inner);
        }

        return await next();
    }

    [Allow(Permission.RunJobs)]
    private sealed record Change : ICommand<int>;

    [Allow(Permission.RunJobs)]
    private sealed record Look : IQuery<int>;
}
