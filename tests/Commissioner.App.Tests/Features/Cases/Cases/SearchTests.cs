using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Cases;

/// <summary>A case is found by what people know of it, and by nothing that the one who looks may not see.</summary>
public sealed class SearchTests : OnOneApp
{
    private readonly Dictionary<string, string> _numbers = [];

    [OneTimeSetUp]
    public async Task File()
    {
        await FileAsync("enterprise1", "厂区门口路灯不亮", "晚上十点以后北门一带停电，员工下夜班看不清路。", "示例路88号北门");
        await FileAsync("enterprise2", "申请高新技术补贴", "材料已经齐全，想问 100% 完成后什么时候拨付_示例[2026]。", "示例大厦 B 座");
        await FileAsync("enterprise3", "排水管堵塞", "雨后积水半米。", null);
        await App.ExecuteAsync(
            "INSERT INTO former_names (enterprise_id, name, noted_at) VALUES ({0}, '示例旧名称机械厂', now())",
            App.World.Enterprises[1].Id.Value
        );
    }

    [TestCase("路灯", "厂区门口路灯不亮")]
    [TestCase("停电", "厂区门口路灯不亮", TestName = "Two_characters_of_the_text")]
    [TestCase("88号", "厂区门口路灯不亮", TestName = "The_place")]
    [TestCase("停电 北门", "厂区门口路灯不亮", TestName = "Two_words")]
    [TestCase("停电　夜班", "厂区门口路灯不亮", TestName = "Two_words_with_a_wide_blank")]
    [TestCase("示例企业2", "申请高新技术补贴", TestName = "The_enterprise")]
    [TestCase("旧名称", "申请高新技术补贴", TestName = "A_former_name")]
    [TestCase("旧名称 补贴", "申请高新技术补贴", TestName = "A_former_name_and_a_word")]
    [TestCase("b 座", "申请高新技术补贴", TestName = "In_either_case")]
    [TestCase("100%", "申请高新技术补贴", TestName = "A_percent_sign_is_itself")]
    [TestCase("拨付_示例[2026]", "申请高新技术补贴", TestName = "So_are_an_underline_and_a_bracket")]
    [TestCase("\u200B积水\u202C", "排水管堵塞", TestName = "Marks_that_nobody_sees_are_not_looked_for")]
    public async Task It_is_found(string typed, string title) =>
        Assert.That(await TitlesAsync("triage", typed), Is.EqualTo(new[] { title }));

    [TestCase("%")]
    [TestCase("_")]
    [TestCase("[")]
    [TestCase("\\")]
    [TestCase("路%亮")]
    [TestCase("停电 补贴", TestName = "Each_word_must_be_there")]
    [TestCase("没有这样的词")]
    public async Task Nothing_is_found(string typed)
    {
        var titles = await TitlesAsync("triage", typed);
        Assert.That(
            titles,
            typed is "%" or "_" or "[" ? Is.EqualTo(new[] { "申请高新技术补贴" }) : Is.Empty,
            "a sign is looked for as itself"
        );
    }

    [Test]
    public async Task By_its_number_in_either_case_or_its_last_digits()
    {
        var (title, number) = ("排水管堵塞", _numbers["排水管堵塞"]);
        foreach (var typed in new[] { number, number.ToLowerInvariant(), number[^4..], number[^3..], " " + number + "\u202C" })
        {
            Assert.That(await TitlesAsync("triage", typed), Is.EqualTo(new[] { title }), typed);
        }

        Assert.That(await TitlesAsync("enterprise1", number), Is.Empty, "another enterprise's number");
        Assert.That(await TitlesAsync("enterprise1", "积水"), Is.Empty, "and its words");
    }

    [Test]
    public async Task By_the_digits_of_the_contact_that_one_sees()
    {
        // World: the contact of enterprise 3 is 13900000003.
        Assert.That(await TitlesAsync("triage", "0003"), Does.Contain("排水管堵塞"), "the last four digits stand on the sheet");
        Assert.That(await TitlesAsync("triage", "13900000003"), Is.Empty, "the others can't be guessed by looking for them");
        Assert.That(await TitlesAsync("triage", "00003"), Is.Empty);
    }

    [Test]
    public async Task A_department_finds_nothing_by_what_its_whistle_hides()
    {
        var story = new Journey(App);
        await story.FileAsync("示例隐名诉求标题", "Other");
        await story.AcceptAsync();
        await story.ContactAsync();
        await story.WhistleAsync([2], disclosure: "identityHidden");
        var department = await App.Api("department2");
        foreach (var hidden in new[] { "隐名诉求", "请协助处理", "示例企业1", "0001" })
        {
            var found = await department.SeeAsync($"/cases?q={Uri.EscapeDataString(hidden)}");
            Assert.That(found.Text, Does.Not.Contain(story.Case), hidden);
        }

        Assert.That((await department.SeeAsync("/cases?q=到场处理")).Text, Does.Contain(story.Case), "what it is asked is its title there");
        var shown = new Journey(App);
        await shown.FileAsync("示例明名诉求标题", "Other");
        await shown.AcceptAsync();
        await shown.ContactAsync();
        await shown.WhistleAsync([2]);
        foreach (var open in new[] { "明名诉求", "示例企业1" })
        {
            Assert.That((await department.SeeAsync($"/cases?q={Uri.EscapeDataString(open)}")).Text, Does.Contain(shown.Case), open);
        }
    }

    [Test]
    public async Task Words_of_two_characters_and_more_are_looked_up_in_an_index()
    {
        TestApp.OnPostgresOnly(TestApp.Given, "SQL Server looks through the texts");
        await using var db = App.Db();
        foreach (var word in new[] { "停电", "高新技术", "cnc" })
        {
            Assert.That(
                db.Cases.Where(db.Says(word)).ToQueryString(),
                Does.Contain("pairs_of_characters(c.title, c.description, c.place) @@ @pairs"),
                word
            );
        }

        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlRawAsync("SET LOCAL enable_seqscan = off");
        var plan = await db
            .Database.SqlQueryRaw<string>(
                "EXPLAIN SELECT c.id FROM cases AS c WHERE pairs_of_characters(c.title, c.description, c.place) @@ '''停电'''::tsquery"
            )
            .ToListAsync();
        Assert.That(string.Join('\n', plan), Does.Contain("ix_cases_words"));
    }

    [Test]
    public async Task A_search_costs_one_statement_more()
    {
        var api = await App.Api("triage");
        await api.SeeAsync("/cases");
        var statements = App.Count();
        await api.SeeAsync("/cases");
        var without = statements.Take().Sent;
        await api.SeeAsync("/cases?q=停电 北门 0001");
        Assert.That(statements.Take().Sent, Is.EqualTo(without + 1));
    }

    [Test]
    public async Task A_seat_finds_the_enterprise_that_rings_and_the_open_case_that_it_asks_for()
    {
        var seat = await App.Api("hotline");
        var enterprise = App.World.Enterprises[1];
        foreach (
            var typed in new[]
            {
                enterprise.CreditCode.ToLowerInvariant(),
                enterprise.CreditCode[6..],
                $"{enterprise.CreditCode[..8]}-{enterprise.CreditCode[8..]}",
                "旧名称",
                "示例企业2",
                "13900000002",
                "+86 139 0000 0002",
            }
        )
        {
            var found = await seat.SeeAsync($"/enterprises?q={Uri.EscapeDataString(typed)}");
            Assert.That(found.Each("items", "id"), Is.EqualTo(new[] { enterprise.Id.ToString() }), typed);
        }

        var number = _numbers["申请高新技术补贴"];
        foreach (var typed in new[] { number, number.ToLowerInvariant(), number.Replace("-", "", StringComparison.Ordinal) })
        {
            var open = await seat.SeeAsync($"/hotline/cases/{typed}");
            Assert.That(
                ((string?)open["number"], (string?)open["enterpriseName"], (string?)open["holderName"], (string?)open["phone"]),
                Is.EqualTo((number, enterprise.Name, "示例专员2", "13910000002")),
                typed
            );
            Assert.That((string?)open["id"], Is.Null, "it is told of, and not opened");
        }

        var page = await (await App.Browser("hotline")).SeeAsync($"/hotline/file?q={number.ToLowerInvariant()}");
        Assert.That(page.Text, Does.Contain(number).And.Contain("示例专员2").And.Contain("3月3日"));
        (await seat.GetAsync("/hotline/cases/FL-20260302-9999")).MustBe(404);
        (await (await App.Api("commissioner1")).GetAsync($"/hotline/cases/{number}")).MustBe(403);
    }

    [Test]
    public async Task A_case_about_officials_keeps_its_title_and_who_filed_it_to_itself_on_the_phone()
    {
        var story = new Journey(App);
        var filed = await story.FileAsync("示例意见标题", "AboutOfficials");
        var open = await (await App.Api("hotline")).SeeAsync($"/hotline/cases/{(string)filed["number"]!}");
        Assert.That(open.Text, Does.Not.Contain("示例意见标题").And.Not.Contain(App.World.Enterprises[0].Name));
        Assert.That(((string?)open["title"], (string?)open["phone"]), Is.EqualTo(((string?)null, (string?)null)));
    }

    [Test]
    public void Signs_of_patterns_stand_for_themselves() =>
        Assert.That(TextPattern.Containing(@"a%b_c[d\e"), Is.EqualTo(@"%a\%b\_c\[d\\e%"));

    private async Task<IReadOnlyList<string?>> TitlesAsync(string user, string typed)
    {
        var found = await (await App.Api(user)).SeeAsync($"/cases?q={Uri.EscapeDataString(typed)}");
        return [.. found.Each("items", "title").Where(t => t is not null && _numbers.ContainsKey(t))];
    }

    private async Task FileAsync(string by, string title, string description, string? place)
    {
        var filed = await (await App.Api(by)).DoAsync(
            "/cases",
            new
            {
                title,
                description,
                category = "Other",
                place,
            }
        );
        _numbers[title] = (string)filed["number"]!;
    }
}
