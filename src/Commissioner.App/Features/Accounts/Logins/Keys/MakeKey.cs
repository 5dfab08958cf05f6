using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using FluentValidation;
using MediatR;

namespace Commissioner.App.Features.Logins.Keys;

/// <summary>Somebody makes a key for a program of its own; its text is told this once.</summary>
[Allow(Permission.KeepOwnKeys)]
public sealed record MakeKey(string? Name, KeyScope? Scope, int? Days) : ICommand<KeyMade>, IRepeatable, IKeyAsked;

internal abstract class KeyAskedValidator<T> : AbstractValidator<T>
    where T : IKeyAsked
{
    protected KeyAskedValidator()
    {
        RuleFor(c => c.Name)
            .NotEmpty()
            .WithErrorCode(AccountRules.KeyNameMissing.Code)
            .MostCharacters(64)
            .WithErrorCode(AccountRules.KeyNameMissing.Code);
        RuleFor(c => c.Scope)
            .NotNull()
            .WithErrorCode(AccountRules.KeyScopeMissing.Code)
            .IsInEnum()
            .WithErrorCode(AccountRules.KeyScopeMissing.Code);
        RuleFor(c => c.Days)
            .NotNull()
            .WithErrorCode(AccountRules.KeyDaysOutOfRange.Code)
            .InclusiveBetween(1, 365)
            .WithErrorCode(AccountRules.KeyDaysOutOfRange.Code);
    }
}

internal sealed class MakeKeyValidator : KeyAskedValidator<MakeKey>;

internal sealed class MakeKeyHandler(KeyBook book, Actor actor) : IRequestHandler<MakeKey, KeyMade>
{
    public Task<KeyMade> Handle(MakeKey command, CancellationToken cancellationToken) =>
        book.MakeAsync(actor.Id, actor.Id, command, cancellationToken);
}
