using Commissioner.App.Channels.Webhooks;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Webhooks;

/// <summary>The office lets another system be told of events; its secret is shown once. Without events named, of all of them.</summary>
[Allow(Permission.ManageWebhooks)]
public sealed record SubscribeWebhook(string? Url, IReadOnlyList<string>? Events) : ICommand<WebhookMade>, IRepeatable;

/// <summary>A subscription, with the secret by which it is signed.</summary>
public sealed record WebhookMade(Id<Webhook> Id, string Secret);

/// <summary>What is refused about webhooks.</summary>
public static class WebhookRules
{
    public static readonly Rule WebhookAddressRefused = new(
        "WebhookAddressRefused",
        "A webhook has a public address that begins with https://; addresses of this house's networks are not called."
    );

    public static readonly Rule WebhookEventUnknown = new("WebhookEventUnknown", "There is no event of this name to subscribe to.");

    public static readonly Rule TooManyWebhooks = new(
        "TooManyWebhooks",
        "There are twenty webhooks already: end one first.",
        RuleKind.Conflict
    );
}

internal sealed class SubscribeWebhookValidator : AbstractValidator<SubscribeWebhook>
{
    public SubscribeWebhookValidator(OpenAddresses addresses)
    {
        RuleFor(c => c.Url)
            .MostCharacters(500)
            .WithErrorCode(WebhookRules.WebhookAddressRefused.Code)
            .Must(addresses.MayBe)
            .WithErrorCode(WebhookRules.WebhookAddressRefused.Code);
        RuleFor(c => c.Events)
            .Must(e => e is null || e.All(PlanWebhooks.Events.Contains))
            .WithErrorCode(WebhookRules.WebhookEventUnknown.Code);
    }
}

internal sealed class SubscribeWebhookHandler(CommissionerDb db, Actor actor, IDataProtectionProvider protection, TimeProvider clock)
    : IRequestHandler<SubscribeWebhook, WebhookMade>
{
    private const int Most = 20;

    public async Task<WebhookMade> Handle(SubscribeWebhook command, CancellationToken cancellationToken)
    {
        if (await db.Webhooks.CountAsync(cancellationToken) >= Most)
        {
            throw new RuleBroken(WebhookRules.TooManyWebhooks);
        }

        var (secret, now) = (WebhookSignature.NewSecret(), clock.GetUtcNow());
        var webhook = new Webhook
        {
            Id = Id<Webhook>.New(now),
            Url = command.Url!,
            Events = [.. (command.Events ?? []).Distinct()],
            Secret = protection.CreateProtector(WebhookCalls.Client).Protect(secret),
            MadeById = actor.Id,
            MadeAt = now,
        };
        db.Webhooks.Add(webhook);
        return new(webhook.Id, secret);
    }
}
