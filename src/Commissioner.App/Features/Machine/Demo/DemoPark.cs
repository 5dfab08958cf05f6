using System.Globalization;
using Commissioner.App.Features.Shared;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Duties;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Demo;

/// <summary>
/// A plainly invented park, 示例高新区: three sub-parks, 24 departments, 117 commissioners, 150 enterprises, and its last six months. The same
/// every time.
/// </summary>
public sealed class DemoPark(CommissionerDb db, Promises promises, TimeProvider clock)
{
    /// <summary>The password of every demo account.</summary>
    public const string Password = "demo";

    /// <summary>Of how many enterprises and commissioners the accounts are offered to a visitor.</summary>
    public const int Shown = 8;

    private static readonly string[] Industries = ["BioMedicine", "Equipment", "ConsumerGoods", "NewMaterials", "Electronics"];
    private static readonly string[] DepartmentNames =
    [
        "园林绿化处",
        "市政道路处",
        "经济发展局",
        "市场监管分局",
        "供电服务处",
        "供水服务处",
        "燃气服务处",
        "海关服务处",
        "税务服务处",
        "规划自然资源处",
        "建设管理处",
        "生态环境处",
        "人力社保处",
        "科技创新局",
        "招商服务局",
        "财政局",
        "应急管理处",
        "消防服务处",
        "交通运输处",
        "行政审批处",
        "教育服务处",
        "医疗保障处",
        "公安服务处",
        "物业服务中心",
    ];

    private readonly List<Enterprise> _enterprises = [];
    private readonly List<ServiceCommissioner> _commissioners = [];
    private readonly Dictionary<string, Department> _departments = [];
    private readonly Dictionary<Id<Person>, Person> _people = [];
    private readonly Dictionary<string, Actor> _actors = [];

    // One hash for all accounts: hashing five hundred passwords would take longer than playing the six months.
    private readonly string _hash = new PasswordHasher<Account>().HashPassword(new Account(), Password);

    /// <summary>The park that numbers its cases.</summary>
    public Park Park { get; private set; } = null!;

    /// <summary>Number 1 is first; the last two have no commissioner.</summary>
    public IReadOnlyList<Enterprise> Enterprises => _enterprises;

    /// <summary>
    /// Whether its account is one of those that a visitor is offered. They keep the commissioner of their number whatever was played, so
    /// that enterprise2's case is always found at commissioner2's desk.
    /// </summary>
    public bool IsShown(Enterprise enterprise) => _enterprises.IndexOf(enterprise) < Shown;

    /// <summary>All commissioners.</summary>
    public IReadOnlyList<ServiceCommissioner> Commissioners => _commissioners;

    /// <summary>Departments by their name without 示例.</summary>
    public IReadOnlyDictionary<string, Department> Departments => _departments;

    /// <summary>Everybody.</summary>
    public IReadOnlyDictionary<Id<Person>, Person> People => _people;

    /// <summary>Who acts, by user name.</summary>
    public IReadOnlyDictionary<string, Actor> Actors => _actors;

    /// <summary>Who acts for an enterprise.</summary>
    public Actor OwnerOf(Enterprise enterprise) => _actors[$"enterprise{_enterprises.IndexOf(enterprise) + 1}"];

    /// <summary>Who acts for a department.</summary>
    public Actor LiaisonOf(Department department) => _actors[$"department{int.Parse(department.Code[1..], CultureInfo.InvariantCulture)}"];

    /// <summary>Fills an empty database, all or nothing.</summary>
    /// <param name="cancellationToken">Ends it, and nothing is left.</param>
    /// <param name="months">So many months up to now.</param>
    /// <returns>How many cases were played.</returns>
    public async Task<int> PlayAsync(CancellationToken cancellationToken, int months = 6)
    {
        // Objects are final once added. Looking for changes would cost a fifth of the time.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var cases = Play(months).Cases.Count;
        await using var transaction = await db.BeginAsync(cancellationToken);
        await db.StoreAsync(cancellationToken);

        // Old entries are marked as reacted to, so that nobody gets notices today of what happened months ago.
        var recent = clock.GetUtcNow().AddDays(-2);
        await db.Timeline.Where(e => e.At < recent).ExecuteUpdateAsync(e => e.SetProperty(t => t.ReactedAt, t => t.At), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return cases;
    }

    /// <summary>Plays the months up to now, ready to be stored.</summary>
    public DemoPlay Play(int months = 6)
    {
        var now = DemoStage.Whole(clock.GetUtcNow());
        var begin = now.AddMonths(-months);
        Found(begin);
        Staff(begin);
        Serve(begin);
        Catalogue(begin, now);
        var play = new DemoPlay(this, promises, begin, now);
        play.Run();
        db.Enterprises.AddRange(_enterprises);
        db.Cases.AddRange(play.Cases);
        db.Ratings.AddRange(play.Ratings);
        db.Replacements.AddRange(play.Replacements);
        db.Firings.AddRange(play.Firings);
        Answer(now);
        Visit(now);
        DemoProjects.Play(this, db, promises, begin, now);
        DemoBenefits.Play(this, play, db, promises, now);
        DemoOfferings.Play(this, db, promises, now);
        DemoFinancing.Play(this, db, promises, begin, now);
        DemoDesk.Play(this, play, db, now);
        return play;
    }

    // Visits of today: one that took place and found something, one that waits for the enterprise, and one that it asked for.
    private void Visit(DateTimeOffset now)
    {
        var (first, second) = (_enterprises[0], _enterprises[1]);
        var (inspector, others) = (_actors["department1"], _actors["department2"]);
        var held = PlanAt(first, "示例：了解扩产用地和用电", now.AddDays(-12), now.AddDays(-15), inspector);
        held.Agree(false, OwnerOf(first), now.AddDays(-14));
        held.Join(others.DepartmentId!.Value, others, now.AddDays(-13));
        held.Hold(
            "示例：看了新车间，三季度扩产，用电要增容。",
            ["示例：东门路灯不亮，夜班不安全"],
            false,
            inspector,
            now.AddDays(-12).AddHours(1)
        );
        var asked = Domain.Visits.Visit.AskFor(second.Id, "示例：请来看看新车间的供电", now.AddDays(2), OwnerOf(second), now.AddHours(-3));
        db.Visits.AddRange(held, PlanAt(second, "示例：政策宣讲", now.AddDays(3), now.AddHours(-2), inspector), asked);
    }

    private static Domain.Visits.Visit PlanAt(Enterprise enterprise, string purpose, DateTimeOffset at, DateTimeOffset now, Actor by) =>
        Domain.Visits.Visit.Plan(enterprise.Id, purpose, at, Domain.Visits.Visit.QuarterOf(Moments.Local(at)), [], [], 1, null, by, now);

    // The hotline of today: who is on duty now and tonight, what the last one wrote down, and a call that nobody took.
    private void Answer(DateTimeOffset now)
    {
        var (seat, officer) = (
            db.People.Local.Single(p => p.Id == _actors["hotline"].Id),
            db.People.Local.Single(p => p.Id == _commissioners[0].PersonId)
        );
        db.DutyShifts.Add(DutyShift.Plan(DutyPost.Seat, seat, now.AddHours(-2), now.AddHours(10), now));
        db.DutyShifts.Add(DutyShift.Plan(DutyPost.Officer, officer, now.AddHours(-2), now.AddHours(22), now));
        db.DutyNotes.Add(
            DutyNote.Write("示例：东门停电，供电局已到场，来电请告知预计 18:00 前恢复。", _actors["callback"], now.AddHours(-2))
        );
        db.Calls.Add(Call.Of("demo-1", new(CallSign.Missed, now.AddMinutes(-20), "13900000001", "12345"), now));
        db.Calls.Add(Call.Of("demo-2", new(CallSign.Answered, now.AddMinutes(-1), "13900000002", "12345", seat.Id), now));
    }

    /// <summary>Plays a span for its figures alone: everyday life, nothing to be stored.</summary>
    /// <param name="begin">From when on, UTC.</param>
    /// <param name="end">Until when, UTC.</param>
    /// <param name="pace">The limits that people's pace comes from.</param>
    /// <param name="seed">Where all choices come from.</param>
    public DemoPlay Imagine(DateTimeOffset begin, DateTimeOffset end, PromisePolicy pace, int seed)
    {
        Found(begin);
        Staff(begin);
        Serve(begin);
        var play = new DemoPlay(this, promises, begin, end, pace, seed);
        play.RunEveryday();
        return play;
    }

    private void Found(DateTimeOffset begin)
    {
        Park = Park.Found(Id<Park>.New(begin), "SL", "示例高新区");
        Park.AnswerAt(ContactWays.Stored("12345"));
        db.Parks.Add(Park);
        db.Parks.AddRange("东西南".Select((side, i) => Park.Found(Id<Park>.New(begin), "SL" + (i + 1), $"示例高新区{side}园", Park.Id)));
        foreach (var name in DepartmentNames)
        {
            _departments.Add(name, Department.Open(Id<Department>.New(begin), Park.Id, $"D{_departments.Count + 1:00}", "示例" + name));
        }

        db.Departments.AddRange(_departments.Values);
    }

    // The catalogue that ships with the product, by the service office; one item was changed since.
    private void Catalogue(DateTimeOffset begin, DateTimeOffset now)
    {
        var (triage, day) = (_actors["triage"], DateOnly.FromDateTime(begin.UtcDateTime));
        var items = FirstCatalogue
            .For(_departments.Values)
            .Select(i => CatalogueItem.Add(i.Code, i.Entry, day, null, triage, begin))
            .ToList();
        var changed = items.Find(i => i.Code == "PARKING")!;
        var (later, today) = (begin.AddMonths(2), DateOnly.FromDateTime(begin.AddMonths(2).UtcDateTime));
        db.CatalogueItems.AddRange(items);
        db.CatalogueItems.Add(
            changed.Revise(
                changed.Says with
                {
                    Words = [.. changed.Words, "充电桩", "车位"],
                },
                today,
                "充电桩的诉求多了",
                triage,
                today,
                later < now ? later : now
            )
        );
    }

    private void Staff(DateTimeOffset begin)
    {
        foreach (var (department, i) in _departments.Values.Select((d, i) => (d, i)))
        {
            Take(
                    begin,
                    $"department{i + 1}",
                    $"{department.Name}联络员",
                    [Role.DepartmentLiaison, Role.DepartmentHandler, Role.DepartmentHead],
                    department: department.Id
                )
                .AnswerAt(ContactWays.Stored($"1392000{i + 1:0000}"));
        }

        foreach (
            var (user, name, role) in new[]
            {
                ("triage", "示例服务办", Role.TriageDesk),
                ("triage2", "示例服务办乙", Role.TriageDesk),
                ("hotline", "示例热线", Role.HotlineSeat),
                ("callback", "示例回访", Role.CallbackAgent),
                ("supervisor", "示例督查", Role.Supervisor),
                ("appraiser", "示例考核", Role.Appraiser),
                ("leader", "示例领导", Role.Leader),
                ("sysadmin", "示例系统管理员", Role.SystemAdmin),
                ("secadmin", "示例安全管理员", Role.SecurityAdmin),
                ("auditor", "示例审计员", Role.Auditor),
            }
        )
        {
            Take(begin, user, name, [role]);
        }
    }

    // enterprise1 has commissioner1; the next commissioner is the backup. The last two enterprises show the gap: the duty desk serves them.
    private void Serve(DateTimeOffset begin)
    {
        var subs = db.Parks.Local.Where(p => p.PartOfId is not null).OrderBy(p => p.Code, StringComparer.Ordinal).ToList();
        var persons = new List<Person>();
        for (var i = 0; i < 117; i++)
        {
            persons.Add(Take(begin, $"commissioner{i + 1}", "示例专员" + Ordinal(i + 1), [Role.Commissioner]));
            persons[i].AnswerAt(ContactWays.Stored($"1391000{i + 1:0000}"));
            _commissioners.Add(ServiceCommissioner.Join(persons[i].Id, subs[i % subs.Count].Id, Industries[i % Industries.Length], 4));
        }

        db.ServiceCommissioners.AddRange(_commissioners);
        for (var i = 0; i < 150; i++)
        {
            var id = Id<Enterprise>.New(begin);
            var code = CreditCode.WithCheckDigit($"91500000MA{i + 1:0000000}");
            var enterprise = Enterprise.Register(
                id,
                subs[i % subs.Count].Id,
                $"示例企业{Ordinal(i + 1)}有限公司",
                code,
                Industries[i % Industries.Length],
                $"示例联系人{Ordinal(i + 1)}",
                $"1390000{i + 1:0000}",
                _actors["triage"],
                begin
            );
            if (i < 148)
            {
                enterprise.Pair(persons[i % 117], persons[(i + 1) % 117], _actors["triage"], begin);
            }

            _enterprises.Add(enterprise);
            var owner = Take(
                begin,
                $"enterprise{i + 1}",
                $"示例联系人{Ordinal(i + 1)}",
                [Role.EnterpriseOwner],
                enterprise: id,
                phone: $"1390000{i + 1:0000}"
            );
            owner.AnswerAt(ContactWays.Stored($"1390000{i + 1:0000}"));
            db.NoticeAcceptances.Add(
                new()
                {
                    PersonId = owner.Id,
                    Version = PrivacyNotice.Version,
                    At = begin,
                }
            );
        }
    }

    // Keys are made a millisecond apart, since the choice of a successor falls back on their order: the demo must come out the same every
    // time.
    internal Person Take(
        DateTimeOffset begin,
        string userName,
        string name,
        IReadOnlyList<Role> roles,
        Id<Enterprise>? enterprise = null,
        Id<Department>? department = null,
        string? phone = null
    )
    {
        var person = Person.Register(Id<Person>.New(begin.AddMilliseconds(_people.Count)), name, roles, enterprise, department);
        _people.Add(person.Id, person);
        _actors.Add(userName, person.Acting());
        db.People.Add(person);
        db.Accounts.Add(
            new Account
            {
                Id = person.Id.Value,
                UserName = userName,
                NormalizedUserName = userName.ToUpperInvariant(),
                PasswordHash = _hash,
                PhoneNumber = phone,
                LockoutEnabled = true,
                SecurityStamp = person.Id.ToString(),
                ConcurrencyStamp = person.Id.ToString(),
            }
        );
        return person;
    }

    private static string Ordinal(int number) => number.ToString("000", CultureInfo.InvariantCulture);
}
