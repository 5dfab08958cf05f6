using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Hosting;

/// <summary>Takes a form's key and version, gives back what was typed before, and forgets it when it was sent.</summary>
internal sealed class PageEnvelope(Envelope envelope, Drafts drafts, CurrentActor who) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsPost(request.Method) && request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(context.HttpContext.RequestAborted);
            envelope.Key =
                form.TryGetValue(FormKeyTagHelper.Field, out var key) && key.Count > 0 && key[0]!.Length is > 0 and <= 64
                    ? "form:" + key[0]
                    : null;
            envelope.Rehearses = form.ContainsKey(RehearseTagHelper.Field);
            envelope.Version = form.TryGetValue("version", out var version) && int.TryParse(version, out var number) ? number : null;
        }

        if (
            HttpMethods.IsGet(request.Method)
            && context.HandlerInstance is PageModel page
            && await KeptAsync(context) is { Count: > 0 } kept
        )
        {
            foreach (var (field, values) in kept)
            {
                page.ModelState.SetModelValue(field, new ValueProviderResult(values));
            }

            page.ViewData["Restored"] = true;
        }

        var executed = await next();
        if (
            HttpMethods.IsPost(request.Method)
            && who.Actor.IsKnown
            && executed is { Exception: null, Result: LocalRedirectResult or RedirectToPageResult }
        )
        {
            await drafts.ForgetAsync(who.Actor.Id, Drafts.Address(request), CancellationToken.None);
        }
    }

    // A piece that a page reads anew by itself is no opening of the form.
    private async Task<IReadOnlyDictionary<string, string?[]>?> KeptAsync(PageHandlerExecutingContext context)
    {
        var (request, cancelled) = (context.HttpContext.Request, context.HttpContext.RequestAborted);
        if (request.Query["draft"] is [{ } draft])
        {
            return await drafts.TakeAsync(draft, context.HttpContext, cancelled);
        }

        // A refusal is shown at the address that was refused, and also while the database is away.
        return
            who.Actor.IsKnown
            && context.HttpContext.Features.Get<Microsoft.AspNetCore.Diagnostics.IStatusCodeReExecuteFeature>() is null
            && !request.Headers.ContainsKey("HX-Request")
            && context.ActionDescriptor.HandlerMethods.Any(h => HttpMethods.IsPost(h.HttpMethod))
            ? await drafts.TakeOwnAsync(who.Actor.Id, Drafts.Address(request), cancelled)
            : null;
    }
}
