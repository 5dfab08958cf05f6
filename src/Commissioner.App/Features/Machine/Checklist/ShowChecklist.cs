using Commissioner.App.Channels;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Checklist;

/// <summary>What is still missing before a park can serve its enterprises, of what the one who asks can put right.</summary>
[Allow(Permission.ReadChecklist)]
public sealed record ShowChecklist : IQuery<ChecklistSheet>;

/// <summary>The checklist; done once every item holds.</summary>
public sealed record ChecklistSheet(bool Done, IReadOnlyList<ChecklistItem> Items);

/// <summary>Something that a park needs.</summary>
/// <param name="Key">What; texts <c>checklist.{Key}</c>.</param>
/// <param name="Holds">It is there.</param>
/// <param name="Count">How many there are, or are missing; null where it is not counted.</param>
/// <param name="Where">The page on which it is put right.</param>
public sealed record ChecklistItem(string Key, bool Holds, int? Count, string Where);

internal sealed class ShowChecklistHandler(
    CommissionerDb db,
    Actor actor,
    Settings settings,
    IEnumerable<IChannel> channels,
    EngineWatch engine,
    Promises promises,
    TimeProvider clock
) : IRequestHandler<ShowChecklist, ChecklistSheet>
{
    // From the middle of November on the next year's holidays are published, and promises begin to reach into it.
    private const int NoticeMonth = 11;
    private const int NoticeDay = 15;

    // What a park can't do without; leaders, appraisers, seats and call-backs begin later in most.
    private static readonly Role[] Needed = [Role.TriageDesk, Role.Commissioner, Role.DepartmentLiaison, Role.Supervisor];

    private readonly List<ChecklistItem> _items = [];

    public async Task<ChecklistSheet> Handle(ShowChecklist query, CancellationToken cancellationToken)
    {
        if (actor.Is(Role.TriageDesk))
        {
            await OrganisationAsync(cancellationToken);
        }

        if (actor.Is(Role.SecurityAdmin))
        {
            await PeopleAsync(cancellationToken);
        }

        if (actor.Is(Role.SystemAdmin))
        {
            Add("publicAddress", settings.PublicAddress.Length > 0, null, "/channels");
            Add("textMessages", channels.Any(c => c.Kind == Domain.Told.Channel.Sms), null, "/channels");
            Add("engine", !(await engine.AskAsync(cancellationToken)).IsStale, null, "/engine");
        }

        if (actor.Is(Role.TriageDesk, Role.Supervisor))
        {
            var today = promises.Calendar.DateOf(clock.GetUtcNow());
            var year = today >= new DateOnly(today.Year, NoticeMonth, NoticeDay) ? today.Year + 1 : today.Year;
            Add("calendar", promises.Calendar.IsAssured(year), year, "/calendars");
        }

        return new(_items.TrueForAll(i => i.Holds), _items);
    }

    private async Task OrganisationAsync(CancellationToken cancellationToken)
    {
        var departments = await db.Departments.CountAsync(cancellationToken);
        Add("departments", departments > 0, departments, "/organisation");
        var empty = await db.Departments.CountAsync(
            d => !db.People.Any(p => p.DepartmentId == d.Id && p.LeftAt == null),
            cancellationToken
        );
        Add("departmentsStaffed", departments > 0 && empty == 0, empty, "/organisation");
        var commissioners = await db.ServiceCommissioners.CountAsync(cancellationToken);
        Add("commissioners", commissioners > 0, commissioners, "/organisation");
        // Owners hold that one role, so their list is that one word.
        IReadOnlyList<Role> owner = [Role.EnterpriseOwner];
        var enterprises = await db.Enterprises.CountAsync(e => e.EndedAt == null, cancellationToken);
        Add("enterprises", enterprises > 0, enterprises, "/enterprises/import");
        var unpaired = await db.Enterprises.CountAsync(e => e.ActiveId == null && e.EndedAt == null, cancellationToken);
        Add("paired", enterprises > 0 && unpaired == 0, unpaired, "/enterprises/import");
        var alone = await db.Enterprises.CountAsync(e => e.BackupId == null && e.EndedAt == null, cancellationToken);
        Add("backups", enterprises > 0 && alone == 0, alone, "/enterprises/import");
        var ownerless = await db.Enterprises.CountAsync(
            e => e.EndedAt == null && !db.People.Any(p => p.EnterpriseId == e.Id && p.Roles == owner && p.LeftAt == null),
            cancellationToken
        );
        Add("owners", enterprises > 0 && ownerless == 0, ownerless, "/enterprises/import");
        var items = await db.CatalogueItems.CountAsync(cancellationToken);
        Add("catalogue", items > 0, items, "/catalogue");
        Add(
            "hotline",
            await db.Parks.AnyAsync(p => p.PartOfId == null && p.HotlinePhone != null, cancellationToken),
            null,
            "/enterprises/hotline"
        );
    }

    private async Task PeopleAsync(CancellationToken cancellationToken)
    {
        var held = await db
            .People.AsNoTracking()
            .Where(p => p.EnterpriseId == null && p.LeftAt == null)
            .Select(p => p.Roles)
            .ToListAsync(cancellationToken);
        foreach (var role in Needed)
        {
            var count = held.Count(roles => roles.Contains(role));
            Add($"role.{role}", count > 0, count, "/staff/import");
        }

        // One alone can't be replaced, nor be given a new authenticator.
        var administrators = held.Count(roles => roles.Contains(Role.SecurityAdmin));
        Add("secondAdministrator", administrators > 1, administrators, "/staff/new");
        var waiting = await db.RoleChanges.CountAsync(c => c.State == RoleChangeState.Proposed, cancellationToken);
        Add("rolesDecided", waiting == 0, waiting, "/staff/changes");
    }

    private void Add(string key, bool holds, int? count, string where) => _items.Add(new(key, holds, count, where));
}

internal sealed class ChecklistApi : IApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet(
                "/checklist",
                async (IMediator mediator, CancellationToken cancelled) => Results.Ok(await mediator.Send(new ShowChecklist(), cancelled))
            )
            .Allow(Permission.ReadChecklist)
            .WithTags("Engine")
            .Says<ShowChecklist, ChecklistSheet>(
                200,
                "What is still missing before the park can serve its enterprises, of what the one who asks can put right.",
                401,
                403
            );
}
