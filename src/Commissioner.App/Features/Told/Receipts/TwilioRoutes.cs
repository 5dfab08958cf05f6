using Commissioner.App.Channels;
using Commissioner.App.Channels.Twilio;
using Commissioner.App.Hosting;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using Twilio.TwiML;

namespace Commissioner.App.Features.Receipts;

/// <summary>
/// Where Twilio calls back: what became of messages and calls, and what people answer. Nobody signs in here; each posting bears the
/// account's signature, or is refused before anything of it is looked at.
/// </summary>
public static class TwilioRoutes
{
    private const string Gateway = "twilio";

    // A posting of theirs is a few fields.
    private const int Longest = 64 * 1024;

    /// <summary>Maps them.</summary>
    public static void MapTwilio(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        (string Path, Func<HttpContext, IFormCollection, Task<IResult>> Take)[] routes =
        [
            ("/hooks/twilio/status", StatusAsync),
            ("/hooks/twilio/messages", InboundAsync),
        ];
        foreach (var (path, take) in routes)
        {
            app.MapTwilio(path, c => c.SendsByTwilio, take);
        }
    }

    /// <summary>Maps one address at which Twilio posts; without the setting nobody is there.</summary>
    public static void MapTwilio(
        this WebApplication app,
        string path,
        Func<ChannelSettings, bool> isOn,
        Func<HttpContext, IFormCollection, Task<IResult>> take
    )
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapPost(path, (RequestDelegate)(context => TakeAsync(context, isOn, take)))
            .AllowAnonymous()
            .DisableAntiforgery()
            .ExcludeFromDescription()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(Longest));
    }

    private static async Task TakeAsync(
        HttpContext context,
        Func<ChannelSettings, bool> isOn,
        Func<HttpContext, IFormCollection, Task<IResult>> take
    )
    {
        var services = context.RequestServices;
        var channels = services.GetRequiredService<ChannelSettings>();
        if (!isOn(channels))
        {
            await Results.NotFound().ExecuteAsync(context);
            return;
        }

        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        if (form is null || !TwilioCallback.IsSigned(channels, services.GetRequiredService<Settings>(), context.Request, form))
        {
            await Results.StatusCode(StatusCodes.Status403Forbidden).ExecuteAsync(context);
            return;
        }

        await (await take(context, form!)).ExecuteAsync(context);
    }

    private static async Task<IResult> StatusAsync(HttpContext context, IFormCollection form)
    {
        var (sid, said) = form["MessageSid"] is [{ Length: > 0 } message]
            ? (message, form["MessageStatus"].ToString())
            : (form["CallSid"].ToString(), form["CallStatus"].ToString());
        Fate? fate = said switch
        {
            "sent" => Fate.Sent,
            "delivered" or "completed" => Fate.Delivered,
            "read" => Fate.Read,
            "failed" or "undelivered" or "busy" or "no-answer" or "canceled" => Fate.Failed,
            _ => null,
        };
        if (sid.Length is > 0 and <= 64 && fate is { } heard)
        {
            var code = form["ErrorCode"] is [{ Length: > 0 and <= 16 } error] ? error : said;
            await context
                .RequestServices.GetRequiredService<AnswersByText>()
                .SendAsync(
                    Actor.System,
                    new HearOfDelivery(Gateway, $"{sid}:{said}", TwilioCallback.Subject(context.Request), sid, heard, code),
                    context.RequestAborted
                );
        }

        return Results.NoContent();
    }

    private static async Task<IResult> InboundAsync(HttpContext context, IFormCollection form)
    {
        var (sid, from, text) = (form["MessageSid"].ToString(), form["From"].ToString(), form["Body"].ToString());
        if (sid.Length is 0 or > 64)
        {
            return Say(null);
        }

        var (heard, answer) = await context
            .RequestServices.GetRequiredService<AnswersByText>()
            .TakeAsync(Gateway, sid, from, text, context.RequestAborted);
        // Twilio itself answers the words that it knows.
        return Say(form["OptOutType"].Count > 0 || (heard.Meaning == Meaning.Stop && text.All(char.IsAscii)) ? null : answer);
    }

    private static IResult Say(string? text)
    {
        var response = new MessagingResponse();
        if (text is not null)
        {
            response.Message(text);
        }

        return Results.Text(response.ToString(), "application/xml");
    }
}
