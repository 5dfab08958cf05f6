using System.Reflection;
using System.Text.RegularExpressions;
using Commissioner.App.Jobs;
using Commissioner.App.Security;
using Commissioner.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Tests.Conventions;

/// <summary>How the house is built, so that every line knows its neighbours.</summary>
public sealed partial class HouseRules
{
    private static readonly string[] NoSuffixes =
    [
        "Service",
        "Manager",
        "Helper",
        "Util",
        "Utils",
        "Processor",
        "Base",
        "Impl",
        "Info",
        "Data",
        "Common",
        "Misc",
        "Extensions",
    ];

    // What is everybody's: shared parts, planning of notices, reading of tables, names of departments.
    private static readonly string[] Everybodys = ["Shared", "Told", "Imports", "Departments"];

    // Slices that use another room's, each for a reason.
    private static readonly HashSet<(string Slice, string Feature)> Borrowed =
    [
        // A leg's row hides the enterprise as the case's own sheet does.
        ("Features/Whistles/Whistles/ListLegs.cs", "Cases"),
        // A calendar's name is the rulebook's.
        ("Features/Cases/Cases/Due/ExplainDue.cs", "Clocks"),
        // The sweep raises what is due of a replacement, and a poor rating or a call-back replaces in its own transaction.
        ("Features/Promises/Clocks/SweepDeadlines.cs", "Replacements"),
        ("Features/Satisfaction/Satisfaction/RateCase.cs", "Replacements"),
        ("Features/Satisfaction/Callbacks/RecordResult.cs", "Replacements"),
        // Whoever leaves the staff hands its enterprises over in the same decision.
        ("Features/Accounts/Departures/ShowDeparture.cs", "Replacements"),
        // An enterprise that moves may get another commissioner, as in any rotation, in the same decision.
        ("Features/Enterprises/Moves/MoveEnterprise.cs", "Replacements"),
        // A bank is handed a paper that was released to it from where all files are kept.
        ("Features/Enterprises/Financing/Banks/ReadReleasedPaper.cs", "Attachments"),
    ];

    // The room of each folder: namespaces and addresses do not say it.
    private static readonly Dictionary<string, string> Rooms = Directory
        .EnumerateDirectories(Path.Combine(Product.App, "Features"), "*", SearchOption.AllDirectories)
        .Select(d => Path.GetRelativePath(Path.Combine(Product.App, "Features"), d).Replace('\\', '/').Split('/'))
        .Where(d => d.Length is 1 or 2)
        .GroupBy(d => d[^1])
        .ToDictionary(g => g.Key, g => g.MaxBy(d => d.Length)![0]);

    private static List<Type> Requests =>
        [.. Product.Types.Where(t => t is { IsClass: true, IsAbstract: false } && typeof(IBaseRequest).IsAssignableFrom(t))];

    // What one page leaves for the next is found by its name alone: another page's of that name and another type would be a fault there.
    [Test]
    public void What_pages_leave_for_the_next_is_of_one_type_by_its_name()
    {
        var left = Product
            .Types.SelectMany(t => t.GetProperties())
            .Where(p => p.IsDefined(typeof(Microsoft.AspNetCore.Mvc.TempDataAttribute), true))
            .ToList();
        Assert.That(left, Has.Count.GreaterThan(10));
        Assert.That(
            left.GroupBy(p => p.Name).Where(g => g.Select(p => p.PropertyType).Distinct().Count() > 1).Select(g => g.Key),
            Is.Empty
        );
    }

    [Test]
    public void Every_request_has_one_handler_and_one_permission()
    {
        var handled = Product
            .Types.SelectMany(t => t.GetInterfaces())
            .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>))
            .Select(i => i.GetGenericArguments()[0])
            .ToList();
        Assert.That(Requests, Has.Count.GreaterThan(20));
        using (Assert.EnterMultipleScope())
        {
            foreach (var request in Requests)
            {
                Assert.That(handled.Count(h => h == request), Is.EqualTo(1), $"handlers of {request.Name}");
                Assert.That(
                    request.GetCustomAttributes<AllowAttribute>(inherit: false).Count(),
                    Is.EqualTo(1),
                    $"permission of {request.Name}"
                );
            }
        }
    }

    [Test]
    public void Every_page_says_who_may_see_it()
    {
        var pages = Product.Types.Where(t => typeof(PageModel).IsAssignableFrom(t) && !t.IsAbstract).ToList();
        Assert.That(pages, Has.Count.GreaterThan(10));
        Assert.That(
            pages
                .Where(p => p.IsDefined(typeof(AllowAttribute), true) == p.IsDefined(typeof(AllowAnonymousAttribute), true))
                .Select(p => p.FullName),
            Is.Empty
        );
    }

    [Test]
    public void The_domain_stands_on_the_base_library_alone() =>
        Assert.That(
            typeof(Case)
                .Assembly.GetReferencedAssemblies()
                .Select(a => a.Name)
                .Where(n => !n!.StartsWith("System.", StringComparison.Ordinal)),
            Is.Empty
        );

    [Test]
    public void What_is_remembered_knows_nothing_of_what_happens() =>
        Assert.That(
            typeof(Commissioner.Data.CommissionerDb).Assembly.GetReferencedAssemblies().Select(a => a.Name),
            Has.Member("Commissioner.Domain").And.No.Member("commissioner").And.No.Member("MediatR")
        );

    [Test]
    public void A_slice_uses_no_other_room()
    {
        // Pages and API lines put rooms together; slices do not.
        var slices = Product.Files("Features", "*.cs").Where(f => SliceDeclared().IsMatch(Product.Read(f))).ToList();
        Assert.That(slices, Has.Count.GreaterThan(40));
        var uses = slices
            .SelectMany(f => FeatureUsed().Matches(Product.Read(f)).Select(m => (File: f, Feature: m.Groups[1].Value)))
            .Select(u => (u.File, u.Feature, Room: Rooms.GetValueOrDefault(u.Feature, u.Feature)))
            .Where(u =>
                u.Room != u.File.Split('/')[1]
                && !Everybodys.Contains(u.Feature)
                && !Everybodys.Contains(u.Room)
                && !Borrowed.Contains((u.File, u.Feature))
            )
            .Select(u => $"{u.File} uses {u.Feature} of {u.Room}")
            .Distinct();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(uses, Is.Empty);
            Assert.That(
                Borrowed.Where(b => !Product.Read(b.Slice).Contains($"Features.{b.Feature};", StringComparison.Ordinal)),
                Is.Empty,
                "exceptions that are none any more"
            );
        }
    }

    [Test]
    public void The_address_of_a_page_is_its_path_below_its_room()
    {
        var pages = Product
            .Files("Features", "*.cshtml")
            .Where(f => Product.Read(f).StartsWith("@page", StringComparison.Ordinal))
            .ToList();
        Assert.That(pages, Has.Count.GreaterThan(60));
        var elsewhere = pages
            .Select(f => (File: f, Given: AddressGiven().Match(Product.Read(f)).Groups[1].Value))
            .Where(p => p.Given.StartsWith('/'))
            .Select(p =>
                (
                    p.File,
                    Words: string.Join('/', p.Given.Split('/').Where(w => w.Length > 0 && w[0] != '{')),
                    Path: Kebab(p.File[..^".cshtml".Length].Split('/')[2..])
                )
            )
            // Parameters may stand in the middle, and a page that shows one thing need not say so.
            .Where(p => p.Words != p.Path && p.Words + "/show" != p.Path)
            .Select(p => $"{p.File} answers at {p.Words}");
        Assert.That(elsewhere, Is.Empty);
    }

    // A tag helper is the framework's own word.
    [Test]
    public void Names_are_the_trades_and_not_the_programmers() =>
        Assert.That(
            Product
                .Types.Select(t => t.Name.Split('`')[0])
                .Where(n => !n.EndsWith("TagHelper", StringComparison.Ordinal))
                .Where(n => NoSuffixes.Any(s => n.EndsWith(s, StringComparison.Ordinal))),
            Is.Empty
        );

    [Test]
    public void Requests_are_sentences()
    {
        string[] endings = ["Command", "Query", "Request", "Dto", "Vm"];
        Assert.That(Requests.Select(r => r.Name).Where(n => endings.Any(e => n.EndsWith(e, StringComparison.Ordinal))), Is.Empty);
    }

    [Test]
    public void A_slice_is_one_file_named_like_its_request_and_of_150_lines_at_the_most()
    {
        var slices = Product.Files("Features", "*.cs").Where(f => SliceDeclared().IsMatch(Product.Read(f))).ToList();
        Assert.That(slices, Has.Count.GreaterThan(20));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(slices.Select(f => (f, Lines: Said(Product.Read(f)))).Where(f => f.Lines > 150), Is.Empty);
            Assert.That(
                slices.Where(f =>
                    !SliceDeclared().Matches(Product.Read(f)).Select(m => m.Groups[1].Value).Contains(Path.GetFileNameWithoutExtension(f))
                ),
                Is.Empty
            );
        }
    }

    [Test]
    public void A_query_only_reads()
    {
        var slices = Product.Files("Features", "*.cs").Where(f => SliceDeclared().IsMatch(Product.Read(f))).ToList();
        var queries = slices.Where(f => QueryDeclared().IsMatch(Product.Read(f))).ToList();
        // What sees no write in a job would see none in a query either.
        var jobs = slices.Where(f => JobDeclared().IsMatch(Product.Read(f))).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(queries, Has.Count.GreaterThan(50));
            Assert.That(jobs, Has.Count.EqualTo(Schedule.Jobs.Count));
            Assert.That(jobs.Where(f => !Written().IsMatch(Product.Read(f))), Is.Empty, "jobs that write nothing");
            Assert.That(
                queries.SelectMany(f => Written().Matches(Product.Read(f)).Select(m => $"{f}: {m.Value}")),
                Is.Empty,
                "queries that write"
            );
        }
    }

    // Begun elsewhere, a statement could run outside of it once the connection was opened anew.
    [Test]
    public void Transactions_begin_at_one_place() =>
        Assert.That(Product.Files("", "*.cs").Where(f => Product.Read(f).Contains("BeginTransaction", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void No_folder_holds_more_than_25_files_of_code()
    {
        var folders = Product.Files("", "*.cs").GroupBy(f => Path.GetDirectoryName(f)).ToList();
        Assert.That(folders, Has.Count.GreaterThan(10));
        Assert.That(folders.Where(f => f.Count() > 25).Select(f => $"{f.Key}: {f.Count()}"), Is.Empty);
    }

    [Test]
    public void Handlers_are_sent_nothing_by_handlers()
    {
        var handlers = Product.Types.Where(t =>
            t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>))
        );
        Assert.That(
            handlers
                .Where(h => h.GetConstructors().SelectMany(c => c.GetParameters()).Any(p => p.ParameterType == typeof(IMediator)))
                .Select(h => h.Name),
            Is.Empty
        );
    }

    [Test]
    public void Pages_hold_no_database()
    {
        var pages = Product.Types.Where(t => typeof(PageModel).IsAssignableFrom(t));
        Assert.That(
            pages
                .Where(h =>
                    h.GetConstructors()
                        .SelectMany(c => c.GetParameters())
                        .Any(p => typeof(Commissioner.Data.CommissionerDb).IsAssignableFrom(p.ParameterType))
                )
                .Select(h => h.FullName),
            Is.Empty
        );
    }

    [Test]
    public void Namespaces_are_folders()
    {
        var wrong = Product
            .Files("", "*.cs")
            .Select(f => (File: f, Namespace: NamespaceDeclared().Match(Product.Read(f)).Groups[1].Value))
            .Where(f =>
                f.Namespace.Length > 0 && f.Namespace != string.Join('.', ["Commissioner.App", .. WithoutRoom(f.File.Split('/')[..^1])])
            )
            .Select(f => $"{f.File} is in {f.Namespace}");
        Assert.That(wrong, Is.Empty);
    }

    // Lines that say something: not usings, comments, shapes of records or lone punctuation, which the formatter adds at will.
    private static int Said(string file) =>
        RecordShape()
            .Replace(file, "")
            .Split('\n')
            .Count(l => SaysSomething().IsMatch(l) && !l.StartsWith("using", StringComparison.Ordinal));

    [GeneratedRegex(@"public sealed record \w+(?:<\w+>)?\([^;{]*?\)(?=;|\s*:|\s*\{)")]
    private static partial Regex RecordShape();

    [GeneratedRegex(@"^(?!\s*//)(?:.*[A-Za-z0-9]){3}")]
    private static partial Regex SaysSomething();

    // The room is left out as soon as a folder stands in it: the address and the namespace are then the same.
    private static string[] WithoutRoom(string[] folders) => folders is ["Features", _, _, ..] ? ["Features", .. folders[2..]] : folders;

    private static string Kebab(string[] path) => string.Join('/', path.Select(p => Hump().Replace(p, "$1-$2").ToLowerInvariant()));

    [GeneratedRegex("([a-z0-9])([A-Z])")]
    private static partial Regex Hump();

    [GeneratedRegex("^@page \"([^\"]*)\"")]
    private static partial Regex AddressGiven();

    [GeneratedRegex(@"(?<=[^.\w]|Commissioner\.App\.)Features\.(\w+)")]
    private static partial Regex FeatureUsed();

    [GeneratedRegex(@"public sealed record (\w+)(?:\([^;{]*\))?\s*:\s*(?:(?:ICommand|IQuery)<|IJob\b)")]
    private static partial Regex SliceDeclared();

    [GeneratedRegex(@":\s*IQuery<")]
    private static partial Regex QueryDeclared();

    [GeneratedRegex(@":\s*IJob\b")]
    private static partial Regex JobDeclared();

    [GeneratedRegex(
        @"\b(?:SaveChanges|Store|Chain|ExecuteUpdate|ExecuteDelete|ExecuteSql\w*)Async\b|\bdb\s*\.\s*(?:\w+\s*\.\s*)?(?:Add|Update|Attach|Remove)(?:Range)?\(|\baccounts\s*\.\s*(?:Access|Reset|Update|Create|Add|Set|Remove|Delete)\w*Async\b"
    )]
    private static partial Regex Written();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclared();
}
