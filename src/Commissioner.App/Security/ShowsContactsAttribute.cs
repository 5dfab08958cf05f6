namespace Commissioner.App.Security;

/// <summary>A page on which an enterprise's contact may stand, masked or not: the desk draws who reads it, and when, across it.</summary>
// One word at the page's model decides; NothingIsAFault opens every page of every role and finds those that lack it.
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShowsContactsAttribute : Attribute
{
    /// <summary>Whether this request is answered by such a page.</summary>
    public static bool Is(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.GetEndpoint()?.Metadata.GetMetadata<ShowsContactsAttribute>() is not null;
    }
}
