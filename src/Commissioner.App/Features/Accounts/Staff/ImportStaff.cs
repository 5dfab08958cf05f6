using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Staff;

/// <summary>
/// The security administrator takes in all whom a table names, each with a password for once: all of them or, with one error or on a dry run,
/// nobody. Who is here already and holds what the table says stays as it is.
/// </summary>
[Allow(Permission.GrantRoles)]
public sealed record ImportStaff(string FileName, Stream? Content, string? Reason, bool DryRun)
    : ICommand<StaffImported>,
        IRepeatable,
        IBringsFile;

/// <summary>What an import of staff did or would do.</summary>
public sealed record StaffImported(
    bool Done,
    int Created,
    int Unchanged,
    IReadOnlyList<StaffImportedLine> Lines,
    IReadOnlyList<ImportError> Errors
);

/// <summary>Whom it takes in; its password for once, told this one time, where it was done; whether its roles wait for a second person.</summary>
public sealed record StaffImportedLine(int Row, string UserName, string Name, string? Password, bool Waits);

internal sealed class ImportStaffHandler(CommissionerDb db, Passwords passwords, Texts texts, Actor actor, TimeProvider clock)
    : IRequestHandler<ImportStaff, StaffImported>
{
    // Each password is hashed as slowly as it is compared: more would take minutes.
    private const int Most = 500;

    private readonly Dictionary<string, int> _names = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, Person> _staff = [];
    private StaffWords? _words;

    public async Task<StaffImported> Handle(ImportStaff command, CancellationToken cancellationToken)
    {
        var content = command.Content ?? throw new RuleBroken(ImportRules.TableMissing) { Field = "file" };
        if (command.Reason?.Trim() is not { Length: > 0 and <= RoleChange.LongestReason } reason)
        {
            throw new RuleBroken(RoleRules.RoleReasonMissing) { Field = "reason" };
        }

        var table = new TableCells(TableFile.Read(command.FileName, content, TableCells.Names(StaffColumn.All)), StaffColumn.All);
        _words = new(texts, await db.Departments.AsNoTracking().Include(d => d.FormerNames).ToListAsync(cancellationToken));
        _staff = await db.StaffByUserNameAsync(cancellationToken);
        if (table.Rows.Count(r => !_staff.ContainsKey(Account.Normalized(table[r, StaffColumn.UserName]))) > Most)
        {
            throw new RuleBroken(StaffTableRules.StaffTableTooLong) { Field = "file" };
        }

        List<StaffImportedLine> lines = [];
        foreach (var row in table.Rows)
        {
            if (Take(row, table, reason) is { } line)
            {
                lines.Add(line);
            }
        }

        var done = table.Errors.Count == 0 && !command.DryRun;
        if (!done)
        {
            db.ChangeTracker.Clear();
            lines = [.. lines.Select(l => l with { Password = null })];
        }

        return new(done, lines.Count, table.Rows.Count - lines.Count, lines, table.Errors);
    }

    private StaffImportedLine? Take(TableRow row, TableCells table, string reason)
    {
        var before = table.Errors.Count;
        void Demands(bool holds, TableColumn column, Rule rule, params object[] details)
        {
            if (!holds)
            {
                table.Wrong(row.Number, column, rule, details);
            }
        }

        var (name, userName) = (table[row, StaffColumn.PersonName], table[row, StaffColumn.UserName]);
        Demands(name.Length is >= 1 and <= RoleChange.LongestName, StaffColumn.PersonName, RoleRules.PersonNameMissing);
        Demands(AccountRules.IsUserName(userName), StaffColumn.UserName, AccountRules.UserNameUnfit);
        Demands(
            _names.TryAdd(userName, row.Number),
            StaffColumn.UserName,
            StaffTableRules.UserNameTwice,
            _names.GetValueOrDefault(userName)
        );
        var roles = _words!.Roles(
            table[row, StaffColumn.Roles],
            word => Demands(false, StaffColumn.Roles, StaffTableRules.RoleUnknown, word)
        );
        Demands(roles.Count > 0 || table.Errors.Count > before, StaffColumn.Roles, RoleRules.RolesMissing);
        var department = _words.DepartmentOf(
            table[row, StaffColumn.Department],
            word => Demands(false, StaffColumn.Department, StaffTableRules.StaffDepartmentUnknown, word)
        );
        if (table.Errors.Count > before)
        {
            return null;
        }

        if (_staff.TryGetValue(Account.Normalized(userName), out var known))
        {
            var same =
                known.Name == name && known.Roles.Order().SequenceEqual(roles.Distinct().Order()) && known.DepartmentId == department;
            Demands(same, StaffColumn.UserName, AccountRules.UserNameTaken);
            return null;
        }

        try
        {
            var now = clock.GetUtcNow();
            var person = Person.Register(Id<Person>.New(now), name, []);
            var change = RoleChange.Propose(person, roles, department, reason, actor, now);
            var account = new Account
            {
                Id = person.Id.Value,
                UserName = userName,
                NormalizedUserName = Account.Normalized(userName),
            };
            var once = passwords.Give(account);
            db.People.Add(person);
            db.Accounts.Add(account);
            db.RoleChanges.Add(change);
            return new(row.Number, userName, name, once, change.State == RoleChangeState.Proposed);
        }
        catch (RuleBroken broken)
        {
            Demands(false, broken.Field == "departmentId" ? StaffColumn.Department : StaffColumn.Roles, broken.Rule, [.. broken.Details]);
            return null;
        }
    }
}
