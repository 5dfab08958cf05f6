using System.Globalization;
using System.Security.Claims;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.App.Security;

/// <summary>Who acts in this scope: the signed-in person of a request, or the system in a job.</summary>
public sealed class CurrentActor(IHttpContextAccessor http, TimeProvider clock)
{
    private const string LentClaim = "lent";
    private const string StrongClaim = "strong";

    private Actor? _actor;

    /// <summary>Who acts.</summary>
    public Actor Actor => _actor ??= Now(From(http.HttpContext?.User));

    /// <summary>With which session it came; null for the system, and for who has not signed in.</summary>
    public Id<Session>? Session => http.HttpContext is { } context ? Sessions.Of(context.User) : null;

    /// <summary>With which key a program came; null for everybody else.</summary>
    public Id<ApiKey>? Key => Id<ApiKey>.TryParse(http.HttpContext?.User.FindFirstValue("key"), null, out var key) ? key : null;

    /// <summary>Lets somebody else act from now on in this scope.</summary>
    public void Become(Actor actor) => _actor = Now(actor);

    /// <summary>
    /// Lets a seat speak for a caller from now on in this scope: whatever is sent is done in its words. Of anybody else it changes nothing.
    /// </summary>
    public void Speak(Spoken? caller)
    {
        if (caller is not null && Actor.Is(Role.HotlineSeat))
        {
            _actor = Actor.For(
                new(TypedText.Clean(caller.Words ?? "", lines: true), TypedText.Clean(caller.Recording ?? "", lines: false))
            );
        }
    }

    // The system sees everything at any time, and is known by being nothing but itself.
    private Actor Now(Actor actor) => actor == Actor.System ? actor : actor with { At = clock.GetUtcNow() };

    /// <summary>The claims of a person's session.</summary>
    public static ClaimsPrincipal Principal(
        Person person,
        string scheme,
        Id<Session> session,
        Id<Case>? only = null,
        Owed? owes = null,
        Lent? lent = null,
        bool isStrong = false
    )
    {
        var identity = IdentityOf(person, scheme);
        identity.AddClaim(new(Sessions.Claim, session.ToString()));
        if (only is { } @case)
        {
            identity.AddClaim(new("case", @case.ToString()));
        }

        if (owes is { } owed)
        {
            identity.AddClaim(new("owes", owed.ToString()));
        }

        if (isStrong)
        {
            identity.AddClaim(new(StrongClaim, "1"));
        }

        if (lent is not null)
        {
            identity.AddClaim(new(ClaimTypes.Role, lent.Role.ToString()));
            identity.AddClaim(new(LentClaim, $"{lent.Id} {lent.Role} {lent.Until.UtcTicks}"));
        }

        return new(identity);
    }

    /// <summary>The claims of a program with a key.</summary>
    public static ClaimsPrincipal Principal(KeyHolder holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        var identity = IdentityOf(holder.Person, Sessions.Bearer);
        identity.AddClaim(new("key", holder.Id.ToString()));
        identity.AddClaim(new("scope", holder.Scope.ToString()));
        if (holder.IsStrong)
        {
            identity.AddClaim(new(StrongClaim, "1"));
        }

        return new(identity);
    }

    private static ClaimsIdentity IdentityOf(Person person, string scheme)
    {
        var identity = new ClaimsIdentity(scheme);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, person.Id.ToString()));
        identity.AddClaim(new(ClaimTypes.Name, person.Name));
        identity.AddClaims(person.Roles.Select(r => new Claim(ClaimTypes.Role, r.ToString())));
        if (person.EnterpriseId is { } enterprise)
        {
            identity.AddClaim(new("enterprise", enterprise.ToString()));
        }

        if (person.DepartmentId is { } department)
        {
            identity.AddClaim(new("department", department.ToString()));
        }

        return identity;
    }

    /// <summary>Who these claims are of.</summary>
    public static Actor From(ClaimsPrincipal? user)
    {
        if (user?.Identity?.IsAuthenticated != true || user.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id)
        {
            return Actor.Anonymous;
        }

        return new(
            Id<Person>.Parse(id, null),
            user.FindFirstValue(ClaimTypes.Name) ?? "",
            [.. user.FindAll(ClaimTypes.Role).Select(c => Enum.Parse<Role>(c.Value)).Where(r => r != Role.System)],
            Id<Enterprise>.TryParse(user.FindFirstValue("enterprise"), null, out var enterprise) ? enterprise : null,
            Id<Department>.TryParse(user.FindFirstValue("department"), null, out var department) ? department : null
        )
        {
            OnlyCase = Id<Case>.TryParse(user.FindFirstValue("case"), null, out var only) ? only : null,
            Owes = Enum.TryParse<Owed>(user.FindFirstValue("owes"), out var owed) ? owed : null,
            ByKey = Enum.TryParse<KeyScope>(user.FindFirstValue("scope"), out var scope) ? scope : null,
            Lent = LentOf(user.FindFirstValue(LentClaim)),
            IsStrong = user.HasClaim(StrongClaim, "1"),
        };
    }

    private static Lent? LentOf(string? claim) =>
        claim?.Split(' ') is [var id, var role, var until]
            ? new(
                Id<EmergencyAccess>.Parse(id, null),
                Enum.Parse<Role>(role),
                new(long.Parse(until, CultureInfo.InvariantCulture), TimeSpan.Zero)
            )
            : null;
}
