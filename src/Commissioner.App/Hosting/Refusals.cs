using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting.Files;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Hosting;

/// <summary>A refusal in the reader's words.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The rule's code: the API's problem type.</param>
/// <param name="Title">What was refused.</param>
/// <param name="Errors">By field, where fields are wrong.</param>
/// <param name="Could">Who could do it.</param>
/// <param name="Changes">What somebody else changed meanwhile.</param>
public sealed record Refusal(
    int Status,
    string Code,
    string Title,
    IReadOnlyDictionary<string, string[]> Errors,
    IReadOnlyList<string> Could,
    IReadOnlyList<Change> Changes
);

/// <summary>A change by somebody else.</summary>
/// <param name="Seq">Its place in the timeline.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Name">The event's name.</param>
/// <param name="By">Who.</param>
/// <param name="Text">In words.</param>
public sealed record Change(int Seq, DateTimeOffset At, string Name, string By, string Text);

/// <summary>Puts refusals into words: once, for pages and API alike.</summary>
public sealed class Refusals(Texts texts, Dues dues, CommissionerDb db, Actor actor)
{
    private static readonly IReadOnlyDictionary<string, string[]> NoErrors = new Dictionary<string, string[]>();

    /// <summary>The refusal that this exception is; null for a fault of ours.</summary>
    public async Task<Refusal?> OfAsync(Exception exception, CancellationToken cancellationToken) =>
        exception is LostUpdate lost
            ? new(409, "LostUpdate", texts["refusal.LostUpdate"], NoErrors, [], await ChangesAsync(lost, cancellationToken))
            : Of(exception);

    /// <summary>The refusal that a bare status is: what routing, sign-in or a limit refused before anything of ours was asked.</summary>
    /// <param name="status">The status.</param>
    /// <param name="asked">What who called would have had to hold.</param>
    public Refusal Of(int status, Permission asked) =>
        status switch
        {
            401 or 403 => Of(new Forbidden(asked))!,
            404 => Of(new NotFound())!,
            503 => Later(),
            >= 500 => Fault(),
            _ => Of(new BadHttpRequestException("", status))!,
        };

    /// <summary>The database is away for a while.</summary>
    public Refusal Later() => new(503, "TryLater", texts["refusal.TryLater"], NoErrors, [], []);

    /// <summary>Too many are in line already.</summary>
    public Refusal Busy() => new(503, "TooBusy", texts["refusal.TooBusy"], NoErrors, [], []);

    /// <summary>The line broke while a change was being stored.</summary>
    public Refusal Unknown() => new(503, "OutcomeUnknown", texts["refusal.OutcomeUnknown"], NoErrors, [], []);

    /// <summary>A fault of ours.</summary>
    public Refusal Fault() => new(500, "Fault", texts["refusal.Fault"], NoErrors, [], []);

    private Refusal? Of(Exception exception) =>
        exception switch
        {
            RuleBroken broken => Of(broken),
            FilesAway => Of(new RuleBroken(FileRules.FilesAway)),
            NotWellFormed wrong => new(
                422,
                "NotWellFormed",
                texts["refusal.NotWellFormed"],
                wrong.Errors.GroupBy(e => e.Field).ToDictionary(g => g.Key, g => g.Select(Said).Distinct().ToArray()),
                [],
                []
            ),
            NotFound => new(404, "NotFound", texts["refusal.NotFound"], NoErrors, [], []),
            Forbidden when !actor.IsKnown => new(401, "NotSignedIn", texts["refusal.NotSignedIn"], NoErrors, [], []),
            Forbidden when actor.Owes is { } owed => Of(
                new RuleBroken(owed == Owed.NewPassword ? AccountRules.PasswordMustBeChanged : AccountRules.SecondFactorMustBeSetUp)
            ),
            Forbidden asked when actor.ByKey is not null && !Permissions.TakesKeys(asked.Permission) => Of(
                new RuleBroken(AccountRules.KeyMayNotDoThis)
            ),
            Forbidden forbidden => new(
                403,
                "MoveNotYours",
                texts["rule.MoveNotYours"],
                NoErrors,
                Names(Permissions.Holders.GetValueOrDefault(forbidden.Permission) ?? []),
                []
            ),
            BadHttpRequestException { StatusCode: 413 } => Of(new RuleBroken(PipelineRules.BodyTooLarge)),
            BadHttpRequestException { StatusCode: 405 } => new(405, "NoSuchMethod", texts["refusal.NoSuchMethod"], NoErrors, [], []),
            BadHttpRequestException { StatusCode: 429 } => new(429, "TooManyRequests", texts["refusal.TooManyRequests"], NoErrors, [], []),
            // A form with too many fields, or with what no text may hold.
            InvalidDataException => Of(new BadHttpRequestException("", 400)),
            BadHttpRequestException bad => new(
                bad.StatusCode == 400 ? 422 : bad.StatusCode,
                PipelineRules.BodyUnreadable.Code,
                texts["rule.BodyUnreadable"],
                NoErrors,
                [],
                []
            ),
            _ => null,
        };

    private Refusal Of(RuleBroken broken)
    {
        var status = broken.Rule.Kind switch
        {
            RuleKind.Role => 403,
            RuleKind.TooLarge => 413,
            RuleKind.Unsupported => 415,
            RuleKind.Later => 503,
            RuleKind.Conflict => 409,
            _ => broken.Field is null ? 409 : 422,
        };
        var title = texts[
            "rule." + broken.Rule.Code,
            [
                .. broken.Details.Select(d =>
                    d is Enum e ? texts[$"{char.ToLowerInvariant(e.GetType().Name[0])}{e.GetType().Name[1..]}.{e}"] : d
                ),
            ]
        ];
        return new(
            status,
            broken.Rule.Code,
            title,
            broken.Field is null ? NoErrors : new Dictionary<string, string[]> { [broken.Field] = [title] },
            Names(broken.Could),
            []
        );
    }

    private string Said(FieldError wrong) =>
        wrong.Details.Count == 0 ? texts["rule." + wrong.Code] : texts["rule." + wrong.Code, [.. wrong.Details]];

    private string[] Names(IEnumerable<Role> roles) => [.. roles.Where(r => r != Role.System).Select(texts.Name)];

    private async Task<IReadOnlyList<Change>> ChangesAsync(LostUpdate lost, CancellationToken cancellationToken)
    {
        if (lost.Subject is not { } subject)
        {
            return [];
        }

        var since = lost.Version ?? 0;
        var entries = await db
            .Timeline.AsNoTracking()
            .Where(e => e.SubjectId == subject && e.Seq > since)
            .ReadableBy(actor)
            .OrderByDescending(e => e.Seq)
            .Take(5)
            .ToListAsync(cancellationToken);
        return [.. entries.OrderBy(e => e.Seq).Select(e => new Change(e.Seq, e.At, e.Name, e.ByName, texts.Of(e, dues)))];
    }
}
