using System.Reflection;
using Commissioner.App.Tests.Conventions;
using Commissioner.App.Tests.Harness;
using Commissioner.Data.Migrations;
using Commissioner.Data.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Commissioner.App.Tests.Data;

/// <summary>While a new version is put in, nodes of the one before work on the migrated database.</summary>
public sealed class MigrationsTests
{
    private const string Foundation = "20261129000000_Foundation";

    [TestCase(Engine.Postgres)]
    [TestCase(Engine.SqlServer)]
    public void A_migration_leaves_what_code_of_before_uses_or_names_the_release_that_stopped_using_it(Engine engine)
    {
        var releases = File.ReadLines(Path.Combine(Product.App, "../../.ci/released"))
            .Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => l.Split(' ')[0])
            .ToHashSet();
        var all = Of(engine);
        Assert.That(all[0].Id, Is.EqualTo(Foundation));
        Assert.That(all.Skip(1).SelectMany(m => Wrong(m.Migration, releases).Select(w => $"{m.Id}: {w}")), Is.Empty);
    }

    [Test]
    public void Both_engines_take_the_same_steps() =>
        Assert.That(Of(Engine.Postgres).Select(Step), Is.EqualTo(Of(Engine.SqlServer).Select(Step)));

    [TestCaseSource(nameof(Breaking))]
    public void What_breaks_code_of_before_is_found(Action<MigrationBuilder> up, Action<MigrationBuilder> down) =>
        Assert.That(OldCodeRunsOn.Broken(new Invented(up, down)), Has.Count.EqualTo(1));

    [TestCaseSource(nameof(Kept))]
    public void What_it_does_not_notice_passes(Action<MigrationBuilder> up, Action<MigrationBuilder> down) =>
        Assert.That(OldCodeRunsOn.Broken(new Invented(up, down)), Is.Empty);

    [Test]
    public void Two_NULLs_are_alike_for_SQL_Server()
    {
        var once = new Invented(
            b =>
            {
                b.AddColumn<string>("area", "cases", "nvarchar(9)", nullable: true);
                b.CreateIndex("ix_a", "cases", ["park_id", "area"], unique: true);
            },
            _ => { }
        )
        {
            ActiveProvider = "Microsoft.EntityFrameworkCore.SqlServer",
        };
        Assert.That(OldCodeRunsOn.Broken(once), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_contract_names_a_release_that_there_is_and_something_that_it_ends()
    {
        Assert.That(Wrong(new Ending(), ["1.0", "1.1"]), Is.Empty);
        Assert.That(Wrong(new Ending(), ["1.0"]), Has.One.Contains("1.1"));
        Assert.That(Wrong(new EndingNothing(), ["1.1"]), Has.One.Contains("nothing"));
    }

    private static IEnumerable<string> Wrong(Migration migration, HashSet<string> releases) =>
        (migration.GetType().GetCustomAttribute<ContractAttribute>(), OldCodeRunsOn.Broken(migration)) switch
        {
            (null, var broken) => broken,
            ({ UnusedSince: var release }, _) when !releases.Contains(release) => [$"there is no release {release} in .ci/released"],
            (_, { Count: 0 }) => ["a contract that ends nothing"],
            _ => [],
        };

    private static List<(string Id, Migration Migration)> Of(Engine engine)
    {
        using var db = TestApp.Open(engine, engine == Engine.SqlServer ? "Server=127.0.0.1" : "Host=127.0.0.1");
        var assembly = db.GetService<IMigrationsAssembly>();
        var provider = db.Database.ProviderName!;
        return
        [
            .. assembly
                .Migrations.OrderBy(m => m.Key, StringComparer.Ordinal)
                .Select(m => (m.Key, assembly.CreateMigration(m.Value, provider))),
        ];
    }

    private static string Step((string Id, Migration Migration) migration) =>
        migration.Id[(migration.Id.IndexOf('_', StringComparison.Ordinal) + 1)..];

    private static IEnumerable<TestCaseData> Breaking() =>
        [
            Case("A table is dropped", b => b.DropTable("cases")),
            Case("A table is renamed", b => b.RenameTable("cases", newName: "requests")),
            Case("A column is dropped", b => b.DropColumn("title", "cases")),
            Case("A column is renamed", b => b.RenameColumn("title", "cases", "subject")),
            Case("A column must be there and has no default", b => b.AddColumn<string>("area", "cases", "text")),
            Case(
                "A column may be empty no more",
                b =>
                    b.AlterColumn<string>(
                        "title",
                        "cases",
                        "text",
                        defaultValue: "",
                        oldClrType: typeof(string),
                        oldType: "text",
                        oldNullable: true
                    )
            ),
            Case(
                "A column may be empty now",
                b => b.AlterColumn<string>("title", "cases", "text", nullable: true, oldClrType: typeof(string), oldType: "text")
            ),
            Retyped("character varying(100)", "character varying(200)"),
            Retyped("character varying(100)", "text"),
            Retyped("nvarchar(100)", "nvarchar(max)"),
            Retyped("bigint", "integer"),
            Retyped("integer", "bigint"),
            Retyped("numeric(5,2)", "numeric(7,2)"),
            Retyped("timestamp with time zone", "timestamp(6) with time zone"),
            Retyped("datetimeoffset(0)", "datetimeoffset(6)"),
            Case(
                "A default goes",
                b => b.AlterColumn<int>("n", "cases", "integer", oldClrType: typeof(int), oldType: "integer", oldDefaultValue: 0)
            ),
            Case("What was there twice is refused", b => b.CreateIndex("ix_a", "cases", "title", unique: true)),
            Case(
                "What was there twice is refused, of several columns",
                b => b.CreateIndex("ix_a", "cases", ["title", "park_id"], unique: true)
            ),
            Case("A key of what was there", b => b.AddUniqueConstraint("ak_a", "cases", "title")),
            Case("Another primary key", b => b.DropPrimaryKey("pk_cases", "cases")),
            Case("A check of what was there", b => b.AddCheckConstraint("ck_a", "cases", "title <> ''")),
            Case(
                "A check of what is new beside what was there",
                b => b.AddCheckConstraint("ck_a", "cases", "area IS NULL OR title <> ''"),
                before: b => b.AddColumn<string>("area", "cases", "text", nullable: true)
            ),
            Case(
                "A check has a word fewer",
                b => b.AddCheckConstraint("ck_a", "cases", "state IN ('A')"),
                b => b.AddCheckConstraint("ck_a", "cases", "state IN ('A', 'B')"),
                before: b => b.DropCheckConstraint("ck_a", "cases")
            ),
            Case(
                "A check refuses a word more",
                b => b.AddCheckConstraint("ck_a", "cases", "state NOT IN ('A', 'B')"),
                b => b.AddCheckConstraint("ck_a", "cases", "state NOT IN ('A')"),
                before: b => b.DropCheckConstraint("ck_a", "cases")
            ),
            Case("What it writes must lead somewhere", b => b.AddForeignKey("fk_a", "cases", "park_id", "parks")),
            Case(
                "What is there once may come twice",
                b => b.DropIndex("ix_a", "cases"),
                b => b.CreateIndex("ix_a", "cases", "number", unique: true)
            ),
            Case("Rows are removed", b => b.DeleteData("parks", "code", "A")),
            Case(
                "Once of what is new, which is the same everywhere",
                b => b.CreateIndex("ix_a", "cases", "area", unique: true),
                before: b => b.AddColumn<string>("area", "cases", "text", defaultValue: "")
            ),
            Case("By hand", b => b.Sql("ALTER TABLE cases DROP COLUMN title")),
            Case("A trigger", b => b.Sql("CREATE TRIGGER t BEFORE INSERT ON cases EXECUTE FUNCTION f()")),
            Case("A sequence goes", b => b.DropSequence("numbers")),
        ];

    private static IEnumerable<TestCaseData> Kept() =>
        [
            Case(
                "A table, with all that belongs to it",
                b =>
                {
                    b.CreateTable(
                        "areas",
                        t => new { id = t.Column<Guid>(), name = t.Column<string>() },
                        constraints: t => t.PrimaryKey("pk_areas", a => a.id)
                    );
                    b.CreateIndex("ix_areas_name", "areas", "name", unique: true);
                    b.AddCheckConstraint("ck_areas_name", "areas", "name <> ''");
                }
            ),
            Case(
                "A column that may be empty, with its index",
                b =>
                {
                    b.AddColumn<string>("area", "cases", "text", nullable: true);
                    b.CreateIndex("ix_cases_area", "cases", "area");
                }
            ),
            Case("A column with a default", b => b.AddColumn<int>("n", "cases", "integer", defaultValue: 0)),
            Case(
                "A column with a computed default",
                b => b.AddColumn<DateTimeOffset>("at", "cases", "timestamp with time zone", defaultValueSql: "now()")
            ),
            Case(
                "A column that the database numbers",
                b => b.AddColumn<long>("row_seq", "cases", "bigint").Annotation("SqlServer:Identity", "1, 1")
            ),
            Case("An index", b => b.CreateIndex("ix_a", "cases", "title")),
            Case("An index goes", b => b.DropIndex("ix_a", "cases"), b => b.CreateIndex("ix_a", "cases", "title")),
            Retyped("character varying(200)", "character varying(100)", kept: true),
            Retyped("text", "character varying(100)", kept: true),
            Retyped("nvarchar(max)", "nvarchar(100)", kept: true),
            Retyped("numeric(7,2)", "numeric(5,2)", kept: true),
            Case(
                "Once of what is new",
                b =>
                {
                    b.AddColumn<string>("area", "cases", "text", nullable: true);
                    b.CreateIndex("ix_a", "cases", ["park_id", "area"], unique: true);
                }
            ),
            Case(
                "Once of what is new, on SQL Server",
                b =>
                {
                    b.AddColumn<string>("area", "cases", "nvarchar(9)", nullable: true);
                    b.CreateIndex("ix_a", "cases", "area", unique: true, filter: "[area] IS NOT NULL");
                }
            ),
            Case(
                "A check of what is new",
                b =>
                {
                    b.AddColumn<string>("area", "cases", "text", nullable: true);
                    b.AddCheckConstraint("ck_a", "cases", "area IS NULL OR area IN ('north', 'south')");
                }
            ),
            Case(
                "What is new leads somewhere",
                b =>
                {
                    b.AddColumn<Guid>("area_id", "cases", "uuid", nullable: true);
                    b.AddForeignKey("fk_a", "cases", "area_id", "areas");
                }
            ),
            Case(
                "A check has a word more",
                b => b.AddCheckConstraint("ck_a", "cases", "(state IN ('A', 'C', 'B') AND n IS NULL) OR state NOT IN ('A')"),
                b => b.AddCheckConstraint("ck_a", "cases", "(state IN ('A', 'B') AND n IS NULL) OR state NOT IN ('A')"),
                before: b => b.DropCheckConstraint("ck_a", "cases")
            ),
            Case("A check goes", b => b.DropCheckConstraint("ck_a", "cases")),
            Case("Rows are filled", b => b.Sql("UPDATE cases SET area = 'north' WHERE area IS NULL")),
            Case("A row more", b => b.InsertData("parks", "code", "A")),
        ];

    private static TestCaseData Case(
        string name,
        Action<MigrationBuilder> up,
        Action<MigrationBuilder>? down = null,
        Action<MigrationBuilder>? before = null
    ) =>
        new TestCaseData(
            (MigrationBuilder b) =>
            {
                before?.Invoke(b);
                up(b);
            },
            down ?? (_ => { })
        ).SetArgDisplayNames(name);

    private static TestCaseData Retyped(string type, string old, bool kept = false) =>
        Case(
            $"{old} is {type}{(kept ? ", which holds it" : "")}",
            b => b.AlterColumn<string>("title", "cases", type, oldClrType: typeof(string), oldType: old)
        );

    private sealed class Invented(Action<MigrationBuilder> up, Action<MigrationBuilder> down) : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => up(migrationBuilder);

        protected override void Down(MigrationBuilder migrationBuilder) => down(migrationBuilder);
    }

    [Contract("1.1")]
    private sealed class Ending : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("title", "cases");
    }

    [Contract("1.1")]
    private sealed class EndingNothing : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateIndex("ix_a", "cases", "title");
    }
}
