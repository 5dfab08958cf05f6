using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Receipts;

/// <summary>Somebody answers a text message: with stop or start, or with a number, which answers what that telephone was asked.</summary>
/// <param name="Gateway">Through which gateway.</param>
/// <param name="Event">By which it knows the message.</param>
/// <param name="From">Whose number it came from.</param>
/// <param name="Text">What it says.</param>
[Allow(Permission.RunJobs)]
public sealed record HearMessage(string Gateway, string Event, string From, string Text) : ICommand<Heard>, IRepeatable;

/// <summary>What a message means.</summary>
public enum Meaning
{
    /// <summary>Nothing: it came before, or from somebody to whom nothing was sent.</summary>
    Nothing,

    Stop,
    Start,

    /// <summary>An answer whether a case is settled.</summary>
    Confirmation,

    /// <summary>How satisfied somebody is.</summary>
    Rating,

    /// <summary>Nobody can tell.</summary>
    Unclear,
}

/// <summary>What was heard.</summary>
/// <param name="Meaning">What it means.</param>
/// <param name="Number">The number that was answered.</param>
/// <param name="CaseId">Which case it is about.</param>
/// <param name="Person">Who answers.</param>
/// <param name="Culture">In which language it is spoken to.</param>
public sealed record Heard(Meaning Meaning, int Number = 0, Id<Case>? CaseId = null, Person? Person = null, string Culture = "zh-CN");

internal sealed class HearMessageHandler(CommissionerDb db, OpenQuestions questions, TimeProvider clock)
    : IRequestHandler<HearMessage, Heard>
{
    private const int LongestWords = 200;

    public async Task<Heard> Handle(HearMessage command, CancellationToken cancellationToken)
    {
        if (
            !PhoneReading.TryRead(command.From, out var ways)
            || ways.First is not { } phone
            || await db.Receipts.AnyAsync(r => r.Gateway == command.Gateway && r.Event == command.Event, cancellationToken)
        )
        {
            return new(Meaning.Nothing);
        }

        var words = FullWidth.Bare(command.Text).Trim().Trim('.', '!', '。', '！').ToUpperInvariant();
        if (Stops.Contains(words) || Starts.Contains(words))
        {
            var starts = Starts.Contains(words);
            var now = clock.GetUtcNow();
            db.Consents.Add(
                new Consent
                {
                    Id = Id<Consent>.New(now),
                    Channel = Channel.Sms,
                    To = phone.ToString(),
                    Given = starts,
                    Words = command.Text.Length > LongestWords ? command.Text[..LongestWords] : command.Text,
                    At = now,
                }
            );
            db.Receipts.Add(
                new Receipt
                {
                    Gateway = command.Gateway,
                    Event = command.Event,
                    At = now,
                }
            );
            return new(starts ? Meaning.Start : Meaning.Stop, Culture: await questions.CultureAsync(phone, cancellationToken));
        }

        return await questions.AnsweredAsync(phone, words, cancellationToken);
    }

    // The carriers' own words, and what is said here.
    private static readonly HashSet<string> Stops =
    [
        "STOP",
        "STOPALL",
        "UNSUBSCRIBE",
        "CANCEL",
        "END",
        "QUIT",
        "REVOKE",
        "OPTOUT",
        "退订",
        "退",
        "TD",
        "T",
        "停止",
    ];

    private static readonly HashSet<string> Starts = ["START", "UNSTOP", "YES", "恢复", "订阅", "恢复短信"];
}
