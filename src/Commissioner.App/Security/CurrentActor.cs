using System.Security.Claims;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.App.Security;

/// <summary>Who acts in this scope: the signed-in person of a request, or the system in a job.</summary>
public sealed class CurrentActor(IHttpContextAccessor http)
{
    private Actor? _actor;

    /// <summary>Who acts.</summary>
    public Actor Actor => _actor ??= From(http.HttpContext?.User);

    /// <summary>Lets somebody else act from now on in this scope.</summary>
    public void Become(Actor actor) => _actor = actor;

    /// <summary>The claims of a person's session.</summary>
    public static ClaimsPrincipal Principal(Person person, string scheme)
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

        return new(identity);
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
        );
    }
}
