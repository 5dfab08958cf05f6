using System.Collections.Concurrent;
using System.Reflection;
using Commissioner.App.Features.Accounts;
using Commissioner.App.Features.Rehearsals;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;

namespace Commissioner.App.Security;

/// <summary>Makes the rows of the audit log: who acts and from where, as this scope knows it; never a name, a number or a word.</summary>
public sealed class AuditTrail(CurrentActor who, IHttpContextAccessor http, IServiceScopeFactory scopes, ILogger<AuditTrail> log)
{
    /// <summary>A command that was answered from what its key had stored: nothing was done again.</summary>
    public const string Repeated = "Repeated";

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Keys = [];

    private const int LongestAgent = 120;
    private const int LongestAddress = 45;
    private const int LongestCode = 64;
    private const string NotYours = "MoveNotYours";

    private object? _written;

    /// <summary>A row was written for something that was asked in this scope.</summary>
    public bool HasWritten => _written is not null;

    /// <summary>A row was written for this request.</summary>
    public bool Has(object request) => ReferenceEquals(_written, request);

    /// <summary>It is about one thing that it names.</summary>
    public static bool Names(object request) => SubjectOf(request) is not null;

    /// <summary>This request's row is stored, with whatever else it stored.</summary>
    public void Wrote(object request) => _written = request;

    /// <summary>The row of a request that was done. It is about what it answers, if that is a key, and else about what it names first.</summary>
    public AuditEntry Of(object request, object? answer, string outcome = AuditEntry.Done)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Of(request.GetType().Name, SubjectOf(answer) ?? SubjectOf(request), outcome);
    }

    /// <summary>The row of a request that was refused.</summary>
    public AuditEntry Refused(object request, Exception why)
    {
        ArgumentNullException.ThrowIfNull(request);
        var tried = why is SignInRefused { AccountId: { } account } ? (nameof(Person), account) : SubjectOf(request);
        return Of(request.GetType().Name, tried, OutcomeOf(why));
    }

    /// <summary>Any row.</summary>
    /// <param name="what">The request's name, or what stands in its place.</param>
    /// <param name="subject">What it was about.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="person">Who, where nobody has signed in yet.</param>
    public AuditEntry Of(string what, (string? Kind, Guid Id)? subject, string outcome, Person? person = null)
    {
        var actor = person?.Acting() ?? who.Actor;
        var context = http.HttpContext;
        return new()
        {
            PersonId = actor.Id == default ? null : actor.Id,
            KeyId = person is null && actor.ByKey is not null ? who.Key : null,
            AccessId = actor.Lent?.Id,
            Roles = string.Join(' ', actor.Roles),
            Address = Cut(
                context?.Connection.RemoteIpAddress is { } address
                    ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
                    : null,
                LongestAddress
            ),
            Agent = Cut(context?.Request.Headers.UserAgent is [{ Length: > 0 } agent, ..] ? agent : null, LongestAgent),
            What = what,
            SubjectKind = subject?.Kind,
            SubjectId = subject?.Id,
            Outcome = Cut(outcome, LongestCode)!,
        };
    }

    /// <summary>The row that closes what is removed up to another.</summary>
    public AuditEntry Closing(AuditEntry last)
    {
        ArgumentNullException.ThrowIfNull(last);
        return new()
        {
            Roles = string.Join(' ', who.Actor.Roles),
            What = nameof(Features.Audit.TidyAudit),
            Outcome = AuditEntry.Done,
            UpTo = last.Number,
            UpToHash = last.Hash,
        };
    }

    /// <summary>Writes a row by itself.</summary>
    public async Task WriteAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();
        db.AuditLog.Add(entry);
        await db.SaveChangesAsync(cancellationToken);
        _written ??= entry;
    }

    /// <summary>
    /// Writes the row of a refusal by itself. Nothing was done, so where it can't be written, the refusal is still told. A database that is away
    /// is not even asked: what was done is stored together with its row, or neither is.
    /// </summary>
    public async Task WriteRefusalAsync(AuditEntry entry, Exception? why)
    {
        if (Absence.Caused(why))
        {
            return;
        }

        try
        {
            await WriteAsync(entry, CancellationToken.None);
        }
        catch (Exception failed)
        {
            log.LogError("A refusal of {What} could not be written into the audit log: {Error}", entry.What, Fault.Code(failed));
        }
    }

    /// <summary>The code of what was thrown.</summary>
    public static string OutcomeOf(Exception why) =>
        why switch
        {
            RuleBroken broken => broken.Rule.Code,
            Forbidden => NotYours,
            NotFound => nameof(NotFound),
            NotWellFormed => nameof(NotWellFormed),
            LostUpdate => nameof(LostUpdate),
            OutcomeUnknown => nameof(OutcomeUnknown),
            SignInRefused refused => refused.Why,
            SecondFactorNeeded => nameof(SecondFactorNeeded),
            Rehearsed => nameof(Rehearsed),
            BadHttpRequestException => PipelineRules.BodyUnreadable.Code,
            OperationCanceledException => "Cancelled",
            _ => "Fault",
        };

    /// <summary>The code that a bare status stands for.</summary>
    public static string OutcomeOf(int status) =>
        status switch
        {
            StatusCodes.Status403Forbidden => NotYours,
            StatusCodes.Status404NotFound => nameof(NotFound),
            StatusCodes.Status422UnprocessableEntity => nameof(NotWellFormed),
            _ => $"Status{status}",
        };

    private static (string? Kind, Guid Id)? SubjectOf(object? of)
    {
        if (of is Person person)
        {
            return (nameof(Person), person.Id.Value);
        }

        if (of is null)
        {
            return null;
        }

        return Key(of)
            ?? Keys.GetOrAdd(
                    of.GetType(),
                    static type =>
                        type.Namespace?.StartsWith("Commissioner", StringComparison.Ordinal) == true
                            ? [.. type.GetProperties().Where(p => IsKey(Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType))]
                            : []
                )
                .Select(p => Key(p.GetValue(of)))
                .FirstOrDefault(k => k is not null);
    }

    private static (string? Kind, Guid Id)? Key(object? value) =>
        value is not null && IsKey(value.GetType()) ? (value.GetType().GetGenericArguments()[0].Name, Guid.Parse(value.ToString()!)) : null;

    private static bool IsKey(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>);

    // Only what a terminal shows: it comes from outside.
    private static string? Cut(string? text, int most) =>
        text is null ? null : string.Concat(text.Take(most).Select(c => c is >= ' ' and <= '~' ? c : '?'));
}
