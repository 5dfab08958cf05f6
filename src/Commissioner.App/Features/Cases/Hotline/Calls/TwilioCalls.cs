using System.Globalization;
using System.Text.RegularExpressions;
using Commissioner.App.Channels;
using Commissioner.App.Features.Hotline.Duty;
using Commissioner.App.Features.Receipts;
using Commissioner.App.Security;
using Commissioner.Domain.Calls;
using Commissioner.Domain.People;
using MediatR;
using Twilio.TwiML;

namespace Commissioner.App.Features.Hotline.Calls;

/// <summary>
/// Where Twilio asks what to do with a call to the hotline, and says what became of it. What it says becomes the events that any exchange
/// tells, each under an id that follows from what it says: twice, late or in another order it is the same.
/// </summary>
public static partial class TwilioCalls
{
    // In place of a number that is withheld these stand.
    private static readonly HashSet<string> Withheld = ["+266696687", "+86282452253", "+7378742833", "+2562533", "+8656696"];

    // So far may the instant that a callback names be from ours.
    private static readonly TimeSpan Apart = TimeSpan.FromDays(1);

    /// <summary>Maps them.</summary>
    public static void MapTwilioCalls(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        (string Path, Func<HttpContext, IFormCollection, Task<IResult>> Take)[] routes =
        [
            ("/hooks/twilio/voice", RingAsync),
            ("/hooks/twilio/voice/rung", RungAsync),
            ("/hooks/twilio/voice/pressed", PressedAsync),
            ("/hooks/twilio/voice/left", LeftAsync),
            ("/hooks/twilio/voice/status", StatusAsync),
            ("/hooks/twilio/recordings", RecordingAsync),
        ];
        foreach (var (path, take) in routes)
        {
            app.MapTwilio(
                path,
                c => c.Voice.Answers == VoiceGateway.Twilio,
                (context, form) =>
                    CallSid().IsMatch(form["CallSid"].ToString())
                        ? take(context, form)
                        : Task.FromResult(Results.Text("CallSid is missing.", statusCode: StatusCodes.Status400BadRequest))
            );
        }
    }

    // Somebody rings: who answers says so, and the seats on duty ring.
    private static async Task<IResult> RingAsync(HttpContext context, IFormCollection form)
    {
        await TellAsync(context, form, CallSign.Ringing, "ringing");
        return await RingAsync(context, form, Answers(context).Greet(), 1);
    }

    // The seats rang: one of them spoke with the caller, or they ring once more.
    private static async Task<IResult> RungAsync(HttpContext context, IFormCollection form)
    {
        if (form["DialCallStatus"].ToString() is "completed" or "answered")
        {
            var spoke = double.TryParse(form["DialCallDuration"], CultureInfo.InvariantCulture, out var s) && s is > 0 and < 86400 ? s : 0;
            await TellAsync(context, form, CallSign.Answered, "dialled", before: TimeSpan.FromSeconds(spoke));
            await TellIfOverAsync(context, form);
            return TwilioAnswers.Answer(new VoiceResponse().Hangup());
        }

        var round = int.TryParse(context.Request.Query["round"], CultureInfo.InvariantCulture, out var rung) ? rung : TwilioAnswers.Rounds;
        return await TellIfOverAsync(context, form)
            ? TwilioAnswers.Answer(new())
            : await RingAsync(context, form, new(), Math.Max(round, 1) + 1);
    }

    private static async Task<IResult> RingAsync(HttpContext context, IFormCollection form, VoiceResponse after, int round)
    {
        if (round <= TwilioAnswers.Rounds)
        {
            var seats = await SendAsync(context, new SeatsToRing());
            if (seats.Count > 0)
            {
                return TwilioAnswers.Answer(Answers(context).Ring(after, seats, round));
            }
        }

        // From here on somebody is to call back, whether or not a message is left.
        await TellAsync(context, form, CallSign.Missed, "missed");
        return TwilioAnswers.Answer(Answers(context).Offer(after));
    }

    private static async Task<IResult> PressedAsync(HttpContext context, IFormCollection form) =>
        TwilioAnswers.Answer(
            await TellIfOverAsync(context, form) ? new()
            : form["Digits"] == "1" ? Answers(context).Record()
            : Answers(context).Leave(new())
        );

    private static async Task<IResult> LeftAsync(HttpContext context, IFormCollection form) =>
        TwilioAnswers.Answer(await TellIfOverAsync(context, form) ? new() : Answers(context).Leave(new()));

    // Of the caller's own leg, or of a seat's that rings for it: of these that one answers is the call's news, what else becomes of one is not.
    private static async Task<IResult> StatusAsync(HttpContext context, IFormCollection form)
    {
        var said = form["CallStatus"].ToString();
        if (form["ParentCallSid"].ToString() is { Length: > 0 } parent)
        {
            if (said is "in-progress" or "answered" && CallSid().IsMatch(parent))
            {
                var seat = context.Request.Query["seat"].ToString() is { Length: > 0 and <= 100 } name ? name : null;
                await TellAsync(context, form, CallSign.Answered, $"{form["CallSid"]}:answered", of: parent, seat: seat);
            }
        }
        else if (said == "ringing")
        {
            await TellAsync(context, form, CallSign.Ringing, said);
        }
        else if (said is "no-answer" or "busy" or "failed" or "canceled")
        {
            await TellAsync(context, form, CallSign.Missed, said);
        }
        else
        {
            await TellIfOverAsync(context, form);
        }

        return Results.NoContent();
    }

    private static async Task<IResult> RecordingAsync(HttpContext context, IFormCollection form)
    {
        var reference = form["RecordingSid"].ToString();
        if (form["RecordingStatus"] == "completed" && RecordingSid().IsMatch(reference))
        {
            await TellAsync(context, form, CallSign.Recorded, reference, recording: reference);
        }

        return Results.NoContent();
    }

    // Every posting says how the call stands, so that it ends here even where the posting about its end is lost.
    private static async Task<bool> TellIfOverAsync(HttpContext context, IFormCollection form)
    {
        var isOver = form["CallStatus"].ToString() is "completed" or "no-answer" or "busy" or "failed" or "canceled";
        if (isOver)
        {
            await TellAsync(context, form, CallSign.HungUp, "over");
        }

        return isOver;
    }

    private static Task<bool> TellAsync(
        HttpContext context,
        IFormCollection form,
        CallSign sign,
        string what,
        TimeSpan before = default,
        string? of = null,
        string? seat = null,
        string? recording = null
    )
    {
        var call = of ?? form["CallSid"].ToString();
        var from = form["From"].ToString();
        var days = context.RequestServices.GetRequiredService<ChannelSettings>().Voice.KeepRecordingsDays;
        return SendAsync(
            context,
            new TakeCallEvent(
                $"twilio:{call}:{what}",
                call,
                sign,
                At(context, form) - before,
                // The numbers of a seat's leg are not the caller's.
                of is not null
                || Withheld.Contains(from)
                || !from.StartsWith('+')
                    ? null
                    : from,
                of is null ? form["To"].ToString() : null,
                seat,
                recording,
                recording is null ? null : TimeSpan.FromDays(days)
            )
        );
    }

    private static DateTimeOffset At(HttpContext context, IFormCollection form)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return
            DateTimeOffset.TryParse(form["Timestamp"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            && at <= now
            && now - at < Apart
            ? at
            : now;
    }

    private static Task<T> SendAsync<T>(HttpContext context, IRequest<T> request)
    {
        context.RequestServices.GetRequiredService<CurrentActor>().Become(Actor.System);
        return context.RequestServices.GetRequiredService<IMediator>().Send(request, context.RequestAborted);
    }

    private static TwilioAnswers Answers(HttpContext context) => context.RequestServices.GetRequiredService<TwilioAnswers>();

    [GeneratedRegex("^CA[0-9a-fA-F]{32}$")]
    private static partial Regex CallSid();

    [GeneratedRegex("^RE[0-9a-fA-F]{32}$")]
    private static partial Regex RecordingSid();
}
