using Commissioner.App.Features.Accounts;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Commissioner.App.Features.SingleSignOn;

/// <summary>With what somebody was sent elsewhere to sign in.</summary>
/// <param name="Way">Where.</param>
/// <param name="ReturnUrl">Where it wanted to go.</param>
/// <param name="Draft">The key of a form that was kept when its session had ended.</param>
/// <param name="Binds">Who wants to bind its account, and from which session; null for who wants to sign in.</param>
internal sealed record Errand(ExternalWay Way, string? ReturnUrl, string? Draft, string? Binds)
{
    /// <summary>What WeChat brings back.</summary>
    public string? State { get; init; }

    /// <summary>When it is too late for WeChat to bring it back, by the clock that all nodes share.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Where it wanted to go, in here; null where that is nowhere here.</summary>
    public string? Target =>
        RedirectHttpResult.IsLocalUrl(ReturnUrl)
            ? Draft is null
                ? ReturnUrl
                : ReturnUrl + (ReturnUrl!.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "draft=" + Uri.EscapeDataString(Draft)
            : null;
}

/// <summary>
/// Lets in whoever comes back from a sign-in elsewhere, or says on the next page why not. What that page is to know is left in a cookie
/// of this
/// browser and stands in no address.
/// </summary>
internal sealed class Arrivals(
    IMediator mediator,
    ExternalBook book,
    BindingOffers offers,
    Traces traces,
    ITempDataDictionaryFactory memory
)
{
    /// <summary>What the next page finds: why somebody was not let in, the code of a rule.</summary>
    public const string Told = "ArrivedTold";

    /// <summary>That the authenticator's code is to follow.</summary>
    public const string Ticket = "ArrivedTicket";

    /// <summary>What may be bound.</summary>
    public const string Offer = "ArrivedOffer";

    /// <summary>Takes what came back.</summary>
    /// <param name="context">The request.</param>
    /// <param name="identity">Who came; null where what came was not taken.</param>
    /// <param name="errand">With what it had been sent; null where nobody knows.</param>
    /// <param name="isAway">Whom we asked about it does not answer.</param>
    /// <returns>Where it goes now.</returns>
    public async Task<string> TakeAsync(HttpContext context, ExternalIdentity? identity, Errand? errand, bool isAway = false)
    {
        var cancelled = context.RequestAborted;
        try
        {
            if (identity is not null && errand?.Binds is { } whose)
            {
                Leave(context, Offer, offers.Make(whose, identity.Way, await book.MarkAsync(identity, cancelled)));
                return "/single-sign-on/bind";
            }

            var person = await mediator.Send(new SignInExternally(identity, isAway), cancelled);
            Traces.Know(context);
            await traces.NoteAsync(person, cancelled);
            await context.BeginAsync(person, secondElsewhere: identity!.IsStrong);
            return errand?.Target ?? Sessions.Home(person.Acting());
        }
        catch (SecondFactorNeeded needed)
        {
            Leave(context, Ticket, needed.Ticket);
        }
        catch (SignInRefused)
        {
            Leave(context, Told, ExternalLoginRules.ExternalLoginRests.Code);
        }
        catch (RuleBroken broken)
        {
            Leave(context, Told, broken.Rule.Code);
        }

        return errand?.Binds is not null ? "/logins" : SignInPage(errand);
    }

    private static string SignInPage(Errand? errand)
    {
        var query = new List<KeyValuePair<string, string?>>();
        if (errand?.Way == ExternalWay.WeChat)
        {
            query.Add(new("by", "phone"));
        }

        if (errand?.Target is not null)
        {
            query.Add(new("returnUrl", errand.ReturnUrl));
            query.AddRange(errand.Draft is null ? [] : [new("draft", errand.Draft)]);
        }

        return "/sign-in" + QueryString.Create(query);
    }

    private void Leave(HttpContext context, string name, string value)
    {
        var left = memory.GetTempData(context);
        left[name] = value;
        left.Save();
    }
}
