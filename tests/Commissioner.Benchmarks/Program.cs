using System.Diagnostics;
using System.Globalization;
using Commissioner.Benchmarks;

// Usage: dotnet run -c Release --project tests/Commissioner.Benchmarks [-- cases=10000,100000 seconds=8 clocks=1000000] clocks: how many
// more run beside those of the cases, due much later. only=engine: no pages, but sweeps, a re-base of all cases and the lateness of a
// minute. only=guard: a submit and three pages, thrice, or, with
// against=PATH of another build's commissioner.dll, in turns with that one. only=whistles: whistles to ten departments, a department's inbox, live across two nodes, suggestions out of 2,000 items.
// only=told: from a commit to its consequences and to the first try, how fast a gateway of 50 ms is fed, and what planning adds to a
// move. only=desk: the supervisor's charts alone, over a year of sums of days of 2,000 commissioners and the demo park's departments.
// only=scores: the log of a day (30,000 entries) read into facts and sums, and two quarters computed anew: the demo park's last, and the
// present one with all cases in it. only=benefits: ten thousand enterprises matched with five hundred policies, in memory alone.
var cases = Setting("cases", "10000,100000").Split(',').Select(c => int.Parse(c, CultureInfo.InvariantCulture)).ToList();
var engine = Setting("only", "") == "engine";
var desk = Setting("only", "") == "desk";
var seconds = int.Parse(Setting("seconds", "8"), CultureInfo.InvariantCulture);

var clocks = int.Parse(Setting("clocks", "0"), CultureInfo.InvariantCulture);
WorkingTimeFigures.Print();
BenefitFigures.Print();
if (Setting("only", "") == "benefits")
{
    return;
}

foreach (var count in cases)
{
    await using var park = await LoadedPark.StartAsync(count, clocks);
    Console.WriteLine();
    Console.WriteLine($"== {count:N0} open cases, {Environment.ProcessorCount} processors shared by client, application and database ==");
    Console.WriteLine($"cold start to first page on this database: {park.ColdStart.TotalSeconds:0.00} s");
    Console.WriteLine($"{"what", -46}{"clients", 8}{"per s", 10}{"p50 ms", 9}{"p95 ms", 9}{"p99 ms", 9}{"queries", 9}");

    if (Setting("only", "") == "whistles")
    {
        await park.FillWhistlesAsync(2000);
        Report(
            "whistle to 10 departments (API)",
            1,
            await Load.RunAsync(1, seconds, _ => park.WhistleAsync()),
            await park.QueriesAsync(() => park.WhistleAsync())
        );
        foreach (var clients in new[] { 1, 2 })
        {
            Report(
                "department's inbox, page of 50",
                clients,
                await Load.RunAsync(clients, seconds, _ => park.GetAsync(park.Department, "/whistles/inbox")),
                await park.QueriesAsync(() => park.GetAsync(park.Department, "/whistles/inbox"))
            );
            Report(
                "department's legs (API)",
                clients,
                await Load.RunAsync(clients, seconds, _ => park.GetAsync(park.DepartmentToken, "/api/v1/legs")),
                await park.QueriesAsync(() => park.GetAsync(park.DepartmentToken, "/api/v1/legs"))
            );
            Report(
                "suggestions out of 2,000 items (API)",
                clients,
                await Load.RunAsync(clients, seconds, park.SuggestAsync),
                await park.QueriesAsync(() => park.SuggestAsync(0))
            );
        }

        Report(
            "catalogue page of 50 with its figures",
            1,
            await Load.RunAsync(1, seconds, _ => park.GetAsync(park.Office, "/catalogue")),
            await park.QueriesAsync(() => park.GetAsync(park.Office, "/catalogue"))
        );
        Console.WriteLine(await park.LiveAsync(50));
        continue;
    }

    if (Setting("only", "") == "told")
    {
        Console.WriteLine(await park.ToldAsync(100, 20));
        Console.WriteLine(await park.DrainAsync(10_000));
        Console.WriteLine(await park.PlanningAsync(seconds));
        continue;
    }

    if (Setting("only", "") == "scores")
    {
        Console.WriteLine(await park.RollUpAsync(Math.Min(30_000, 3 * count)));
        var quarter = Commissioner.Domain.Appraisals.Period.QuarterOf(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        var last = Commissioner.Domain.Appraisals.Period.QuarterOf(quarter.From.AddDays(-1));
        Console.WriteLine(await park.RecomputeAsync("the demo park's last quarter", last.From, last.To));
        if (count <= 50_000)
        {
            Console.WriteLine(await park.RollUpAsync(4 * count));
            Console.WriteLine(await park.RecomputeAsync("the quarter with all of them", quarter.From, quarter.To));
        }

        continue;
    }

    if (desk)
    {
        await park.FillSumsAsync(2000);
        foreach (var red in new[] { 0, 2000 })
        {
            await park.MakeOverdueAsync(red);
            foreach (var (what, path) in park.ChartPages)
            {
                Report(
                    $"charts, {red:N0} red, {what}",
                    1,
                    await Load.RunAsync(1, seconds, _ => park.GetAsync(park.Supervisor, path)),
                    await park.QueriesAsync(() => park.GetAsync(park.Supervisor, path))
                );
            }
        }

        continue;
    }

    if (Setting("only", "") == "guard")
    {
        if (Setting("against", "") is { Length: > 0 } other)
        {
            await using var without = await LoadedPark.StartAsync(count, clocks, other);
            await CompareAsync("submit (API)", park.SubmitAsync, without.SubmitAsync);
            await CompareAsync(
                "queue, a commissioner",
                _ => park.GetAsync(park.Servant, "/cases/queue"),
                _ => without.GetAsync(without.Servant, "/cases/queue")
            );
            await CompareAsync(
                "queue, service office",
                _ => park.GetAsync(park.Office, "/cases/queue"),
                _ => without.GetAsync(without.Office, "/cases/queue")
            );
            await CompareAsync(
                "case page with 20 entries",
                _ => park.GetAsync(park.Office, park.CasePage),
                _ => without.GetAsync(without.Office, without.CasePage)
            );
            continue;

            async Task CompareAsync(string what, Func<int, Task> here, Func<int, Task> there)
            {
                var (first, second, apart) = await Load.InTurnsAsync(seconds, here, there);
                Report(what + ", this build", 1, first, await park.QueriesAsync(() => here(0)));
                Report(what + ", the other", 1, second, await without.QueriesAsync(() => there(0)));
                Console.WriteLine(
                    $"{what}: this takes {apart[1]:+0.00;-0.00} ms more (quartiles {apart[0]:+0.00;-0.00}, {apart[2]:+0.00;-0.00})"
                );
            }
        }

        // What authorization, audit and limits cost: run once more where they are taken out of the pipeline, and compare. Alternating, since a
        // machine is now faster, now slower.
        for (var round = 0; round < 3; round++)
        {
            Report(
                "submit (API)",
                1,
                await Load.RunAsync(1, seconds, park.SubmitAsync),
                await park.QueriesAsync(() => park.SubmitAsync(0))
            );
            foreach (
                var (what, client, path) in new[]
                {
                    ("queue, a commissioner", park.Servant, "/cases/queue"),
                    ("queue, service office", park.Office, "/cases/queue"),
                    ("case page with 20 entries", park.Office, park.CasePage),
                }
            )
            {
                Report(
                    what,
                    1,
                    await Load.RunAsync(1, seconds, _ => park.GetAsync(client, path)),
                    await park.QueriesAsync(() => park.GetAsync(client, path))
                );
            }
        }

        continue;
    }

    Report("bare single-row insert", 8, await Load.RunAsync(8, seconds, park.BareInsertAsync), null);
    if (!engine)
    {
        Report(
            "static page (a style sheet)",
            8,
            await Load.RunAsync(8, seconds, _ => park.GetAsync(park.Anonymous, park.StyleSheet)),
            null
        );
        foreach (var clients in new[] { 1, 8 })
        {
            Report(
                "submit (API, answers the case)",
                clients,
                await Load.RunAsync(clients, seconds, park.SubmitAsync),
                await park.QueriesAsync(() => park.SubmitAsync(0))
            );
        }

        foreach (var clients in new[] { 1, 2 })
        {
            Report(
                "queue page of 50, service office (all cases)",
                clients,
                await Load.RunAsync(clients, seconds, _ => park.GetAsync(park.Office, "/cases/queue")),
                await park.QueriesAsync(() => park.GetAsync(park.Office, "/cases/queue"))
            );
            Report(
                "queue page of 50, a commissioner",
                clients,
                await Load.RunAsync(clients, seconds, _ => park.GetAsync(park.Servant, "/cases/queue")),
                await park.QueriesAsync(() => park.GetAsync(park.Servant, "/cases/queue"))
            );
            Report(
                "case page with 20 entries",
                clients,
                await Load.RunAsync(clients, seconds, _ => park.GetAsync(park.Office, park.CasePage)),
                await park.QueriesAsync(() => park.GetAsync(park.Office, park.CasePage))
            );
        }
    }

    Console.WriteLine(
        $"memory of the web process under this load: {park.ResidentMegabytes()} MB now, {park.ResidentMegabytes(peak: true)} MB at most"
    );
    foreach (var overdue in new[] { 0, 0, 1000, 10_000 })
    {
        await park.MakeOverdueAsync(overdue);
        var started = Stopwatch.GetTimestamp();
        var raised = await park.SweepAsync();
        var took = Stopwatch.GetElapsedTime(started);
        Console.WriteLine(
            $"sweep of {overdue:N0} newly overdue among {count + clocks:N0} open clocks: {took.TotalMilliseconds:0.0} ms, {raised:N0} levels raised, {raised / took.TotalSeconds:0}/s"
        );
    }

    if (engine)
    {
        var calm = await Load.RunAsync(1, 3 * seconds, park.SubmitAsync);
        Report("submit, nothing beside it", 1, calm, null);
        var began = Stopwatch.GetTimestamp();
        var rebase = park.RebaseAsync();
        var meanwhile = await Load.RunAsync(1, 3 * seconds, park.SubmitAsync);
        Report("submit while promises are carried over", 1, meanwhile, null);
        var carried = await rebase;
        var took = Stopwatch.GetElapsedTime(began);
        Console.WriteLine(
            $"re-base of {carried:N0} clocks: {took.TotalSeconds:0.0} s, {carried / took.TotalSeconds:0}/s, {5 * seconds} s of it beside submissions; p95 of submit x {meanwhile.P95 / calm.P95:0.00}"
        );
        Console.WriteLine(await park.LatenessAsync(20_000));
    }

    foreach (var plan in await park.PlansAsync())
    {
        Console.WriteLine(plan);
    }
}

string Setting(string name, string otherwise) =>
    args.FirstOrDefault(a => a.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..] ?? otherwise;

static void Report(string what, int clients, Figures f, int? queries) =>
    Console.WriteLine(
        $"{what, -46}{clients, 8}{f.PerSecond, 10:0}{f.P50, 9:0.0}{f.P95, 9:0.0}{f.P99, 9:0.0}{queries?.ToString(CultureInfo.InvariantCulture) ?? "-", 9}"
    );
