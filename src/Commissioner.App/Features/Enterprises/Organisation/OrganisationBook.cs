using Commissioner.App.Features.Departments;
using Commissioner.App.Hosting;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Financing;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Organisation;

/// <summary>What is kept of the organisation, by the words that tables use; what is taken in is added to it.</summary>
internal sealed class OrganisationBook(CommissionerDb db, DepartmentNames names, Texts texts, Actor actor, TimeProvider clock)
{
    private readonly Dictionary<string, Park> _parks = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Department> _departments = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (Person Person, ServiceCommissioner? Serves)> _people = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Bank> _banks = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Id<Person>, Banker> _bankers = [];
    private Dictionary<string, string> _industries = [];

    /// <summary>The park itself.</summary>
    public Park Park => _parks.Values.Single(p => p.PartOfId is null);

    /// <summary>Reads what a part needs. They are few: tens of parks, hundreds of departments and officials.</summary>
    public async Task ReadAsync(OrganisationPart part, CancellationToken cancellationToken)
    {
        foreach (var park in await db.Parks.ToListAsync(cancellationToken))
        {
            _parks[park.Code] = park;
        }

        if (part == OrganisationPart.Departments)
        {
            foreach (var department in await db.Departments.Include(d => d.FormerNames).ToListAsync(cancellationToken))
            {
                _departments[department.Code] = department;
            }
        }

        if (part is OrganisationPart.Banks or OrganisationPart.Bankers)
        {
            foreach (var bank in await db.Banks.ToListAsync(cancellationToken))
            {
                _banks[bank.Code] = bank;
            }
        }

        if (part == OrganisationPart.Bankers)
        {
            foreach (var banker in await db.Bankers.ToListAsync(cancellationToken))
            {
                _bankers[banker.PersonId] = banker;
            }
        }

        if (part is not (OrganisationPart.Commissioners or OrganisationPart.Bankers))
        {
            return;
        }

        _industries = texts
            .Chinese.Where(k => k.StartsWith("industry.", StringComparison.Ordinal))
            .SelectMany(k => texts.InBoth(k).Append(k["industry.".Length..]).Select(word => (word, Code: k["industry.".Length..])))
            .DistinctBy(i => i.word, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(i => i.word, i => i.Code, StringComparer.OrdinalIgnoreCase);
        var people = await (
            from p in db.People
            join a in db.Accounts on (Guid)(object)p.Id equals a.Id
            where p.EnterpriseId == null && p.LeftAt == null
            join c in db.ServiceCommissioners on p.Id equals c.PersonId into serving
            from serves in serving.DefaultIfEmpty()
            select new
            {
                Person = p,
                a.UserName,
                Serves = serves,
            }
        ).ToListAsync(cancellationToken);
        foreach (var one in people)
        {
            _people[one.UserName!] = (one.Person, one.Serves);
        }
    }

    /// <summary>Has a sub-park of this name; null where nothing changed, else whether it is new.</summary>
    public bool? KeepPark(string code, string name)
    {
        if (_parks.TryGetValue(code, out var known))
        {
            return known.PartOfId is null ? throw new RuleBroken(ParkRules.ParkCodeTaken, code) { Field = "code" }
                : known.Name == name ? null
                : Changed(() => known.Rename(name));
        }

        var park = Park.Found(Id<Park>.New(clock.GetUtcNow()), code, name, Park.Id);
        _parks.Add(code, park);
        db.Parks.Add(park);
        return true;
    }

    /// <summary>Has a department of this name, of the park or of one of its parts; null where nothing changed, else whether it is new.</summary>
    public bool? KeepDepartment(string code, string name, string? park)
    {
        var of = ParkOf(park) ?? Park;
        names.Forget();
        if (_departments.TryGetValue(code, out var known))
        {
            return known.ClosedAt is null && (known.Name, known.ParkId) == (name, of.Id)
                ? null
                : Changed(() => known.Correct(of.Id, name, clock.GetUtcNow()));
        }

        var department = Department.Open(Id<Department>.New(clock.GetUtcNow()), of.Id, code, name);
        _departments.Add(code, department);
        db.Departments.Add(department);
        return true;
    }

    /// <summary>Somebody who holds the role serves enterprises so; null where nothing changed, else whether it is new.</summary>
    public bool? PlaceCommissioner(string userName, string? park, string? industry, int loadLimit)
    {
        if (!_people.TryGetValue(userName, out var one) || !one.Person.Roles.Contains(Role.Commissioner))
        {
            throw new RuleBroken(CommissionerRules.HoldsNoCommissionersRole, userName) { Field = "userName" };
        }

        var of = ParkOf(park) ?? throw new RuleBroken(Enterprises.EnterpriseTableRules.ParkUnknown, park ?? "") { Field = "park" };
        var knows =
            _industries.GetValueOrDefault(industry ?? "")
            ?? throw new RuleBroken(Enterprises.EnterpriseTableRules.IndustryUnknown, industry ?? "") { Field = "industry" };
        if (one.Serves is { } serves)
        {
            return (serves.ParkId, serves.Industry, serves.LoadLimit) == (of.Id, knows, loadLimit)
                ? null
                : Changed(() => serves.Work(of.Id, knows, loadLimit));
        }

        serves = ServiceCommissioner.Join(one.Person.Id, of.Id, knows, loadLimit);
        _people[userName] = (one.Person, serves);
        db.ServiceCommissioners.Add(serves);
        return true;
    }

    /// <summary>Has a partner bank of this name; null where nothing changed, else whether it is new.</summary>
    public bool? KeepBank(string code, string name)
    {
        if (_banks.TryGetValue(code, out var known))
        {
            return known.IsPartner && known.Name == name ? null : Changed(() => known.Correct(name, actor, clock.GetUtcNow()));
        }

        var bank = Bank.Join(code, name, actor, clock.GetUtcNow());
        _banks.Add(code, bank);
        db.Banks.Add(bank);
        return true;
    }

    /// <summary>Somebody who holds a bank's role belongs to this one; null where nothing changed, else whether it is new.</summary>
    public bool? PlaceBanker(string userName, string bankCode)
    {
        if (!_people.TryGetValue(userName, out var one) || !one.Person.Roles.Contains(Role.Bank))
        {
            throw new RuleBroken(FinancingRules.HoldsNoBanksRole, userName) { Field = "userName" };
        }

        var bank = _banks.GetValueOrDefault(bankCode) ?? throw new RuleBroken(FinancingRules.BankUnknown, bankCode) { Field = "bank" };
        if (_bankers.TryGetValue(one.Person.Id, out var banker))
        {
            return banker.BankId == bank.Id ? null : Changed(() => banker.Move(bank));
        }

        banker = Banker.Place(one.Person.Id, bank);
        _bankers.Add(one.Person.Id, banker);
        db.Bankers.Add(banker);
        return true;
    }

    /// <summary>What somebody is called.</summary>
    public string NameOf(string userName) => _people.TryGetValue(userName, out var one) ? one.Person.Name : userName;

    // By its code or its name; null where nothing is said.
    private Park? ParkOf(string? said) =>
        string.IsNullOrWhiteSpace(said) ? null
        : _parks.TryGetValue(said, out var park) ? park
        : _parks.Values.FirstOrDefault(p => string.Equals(p.Name, said, StringComparison.OrdinalIgnoreCase))
            ?? throw new RuleBroken(Enterprises.EnterpriseTableRules.ParkUnknown, said) { Field = "park" };

    private static bool? Changed(Action change)
    {
        change();
        return false;
    }
}
