using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Hosting;

/// <summary>Takes a form's key and version, and gives back what was typed before a session ended.</summary>
internal sealed class PageEnvelope(Envelope envelope, Drafts drafts) : IAsyncPageFilter
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
            envelope.Version = form.TryGetValue("version", out var version) && int.TryParse(version, out var number) ? number : null;
        }

        if (
            HttpMethods.IsGet(request.Method)
            && context.HandlerInstance is PageModel page
            && request.Query["draft"] is [{ } draft]
            && await drafts.TakeAsync(draft, context.HttpContext, context.HttpContext.RequestAborted) is { Count: > 0 } kept
        )
        {
            foreach (var (field, values) in kept)
            {
                page.ModelState.SetModelValue(field, new ValueProviderResult(values));
            }

            page.ViewData["Restored"] = true;
        }

        await next();
    }
}
