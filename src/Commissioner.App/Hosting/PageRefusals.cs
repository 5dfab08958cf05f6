using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Hosting;

/// <summary>A page that must read something before it is shown, also when it is shown again with reasons.</summary>
public interface IShows
{
    /// <summary>Reads what the page shows.</summary>
    Task ShowAsync(CancellationToken cancellationToken);
}

/// <summary>Shows the same page again with the reasons of a refusal, what was typed still there.</summary>
internal sealed class PageRefusals(Refusals refusals, LocalTimes.Unread unread, Data.CommissionerDb db) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (context.HandlerInstance is not PageModel page)
        {
            await next();
            return;
        }

        var cancelled = context.HttpContext.RequestAborted;
        if (unread.Fields.Count > 0 && await refusals.OfAsync(new NotWellFormed(unread.Fields), cancelled) is { } unreadable)
        {
            context.Result = await ShowAgainAsync(page, unreadable, cancelled);
            return;
        }

        var executed = await next();
        if (executed.Exception is Features.Rehearsals.Rehearsed rehearsed)
        {
            executed.ExceptionHandled = true;
            page.ViewData["Told"] = rehearsed.Told;
            executed.Result = await ShowAgainAsync(page, null, cancelled);
            return;
        }

        if (executed.Exception is null || await refusals.OfAsync(executed.Exception, cancelled) is not { } refusal)
        {
            return;
        }

        executed.ExceptionHandled = true;
        if (refusal.Status is 404 or 401 || (refusal.Status == 403 && !HttpMethods.IsPost(context.HttpContext.Request.Method)))
        {
            executed.Result = refusal.Status == 401 ? new ChallengeResult() : new StatusCodeResult(refusal.Status);
            return;
        }

        executed.Result = await ShowAgainAsync(page, refusal, cancelled);
    }

    // Without a refusal it was a rehearsal, and all is well.
    private async Task<IActionResult> ShowAgainAsync(PageModel page, Refusal? refusal, CancellationToken cancellationToken)
    {
        if (refusal is not null)
        {
            Tell(page, refusal);
        }

        if (page is IShows shows)
        {
            // The refused command may have changed tracked objects. They are forgotten, so that the page shows what is stored.
            db.ChangeTracker.Clear();
            try
            {
                await shows.ShowAsync(cancellationToken);
            }
            catch (Exception again) when (again is RuleBroken or NotFound or NotWellFormed or Forbidden)
            {
                return new StatusCodeResult((await refusals.OfAsync(again, cancellationToken))!.Status);
            }
        }
        else if (HttpMethods.IsGet(page.Request.Method) || HttpMethods.IsHead(page.Request.Method))
        {
            // What it was to show was not read: there is nothing to show it on.
            return new StatusCodeResult(refusal?.Status ?? StatusCodes.Status200OK);
        }

        var result = page.Page();
        result.StatusCode = refusal?.Status;
        return result;
    }

    private static void Tell(PageModel page, Refusal refusal)
    {
        foreach (var (field, reasons) in refusal.Errors)
        {
            foreach (var reason in reasons)
            {
                page.ModelState.AddModelError(field.Length == 0 ? "" : char.ToUpperInvariant(field[0]) + field[1..], reason);
            }
        }

        if (refusal.Errors.Count == 0)
        {
            page.ModelState.AddModelError("", refusal.Title);
        }

        page.ViewData["Refusal"] = refusal;
    }
}
