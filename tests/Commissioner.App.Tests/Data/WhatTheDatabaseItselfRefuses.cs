using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Commissioner.App.Tests.Data;

/// <summary>What must never be is refused by PostgreSQL, whatever the code does.</summary>
public sealed class WhatTheDatabaseItselfRefuses
{
    private const string Post =
        "INSERT INTO assignments (id, enterprise_id, duty, person_id, from_at, to_at, follows_at, reason) VALUES (gen_random_uuid(), {0}, 'Active', NULL, {1}, {2}, {3}, 'Acting')";

    private const string First =
        "INSERT INTO assignments (id, enterprise_id, duty, person_id, from_at, to_at, follows_at, reason) VALUES (gen_random_uuid(), {0}, 'Active', NULL, {1}, {2}, NULL, 'Paired')";

    private TestApp _app = null!;
    private Guid _enterprise;
    private Guid _case;
    private Guid _whistle;
    private DateTimeOffset _replaced;

    [OneTimeSetUp]
    public async Task Make_a_history()
    {
        _app = await TestApp.StartAsync();
        _enterprise = _app.World.Enterprises[0].Id.Value;
        var story = new Journey(_app);
        await story.BeginAsync();
        _whistle = Guid.Parse((await story.WhistleAsync([1])).Id);
        _case = Guid.Parse(story.Case);
        _replaced = _app.Clock.GetUtcNow();
        await (await story.As("enterprise1")).DoAsync($"/enterprises/{_enterprise}/replacements");
        await using var db = _app.Db();
        Assert.That(await db.Assignments.CountAsync(), Is.EqualTo(2), "one ended assignment to each post");
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public void An_assignment_beside_one_that_there_was() =>
        Refuses("ux_assignments_one_first", First, _enterprise, World.Begin.AddDays(1), _replaced.AddDays(-1));

    [Test]
    public void A_second_first_assignment() =>
        Refuses("ux_assignments_one_first", First, _enterprise, World.Begin.AddDays(-9), World.Begin.AddDays(-1));

    [Test]
    public async Task A_second_assignment_that_follows_the_same()
    {
        await using var app = await TestApp.StartAsync();
        var at = await TwiceReplacedAsync(app);
        Refuses(app, "ux_assignments_one_follows", Post, app.World.Enterprises[0].Id.Value, at, at.AddDays(9), at);
    }

    [Test]
    public void An_assignment_after_a_gap() =>
        Refuses("ck_assignments_follows", Post, _enterprise, _replaced.AddDays(1), _replaced.AddDays(2), _replaced);

    [Test]
    public void An_assignment_that_follows_nothing() =>
        Refuses("fk_", Post, _enterprise, _replaced.AddDays(1), _replaced.AddDays(2), _replaced.AddDays(1));

    [Test]
    public void An_assignment_without_length() => Refuses("ck_assignments_has_length", Post, _enterprise, _replaced, _replaced, _replaced);

    [Test]
    public async Task Taking_an_assignment_out_of_the_middle()
    {
        await using var app = await TestApp.StartAsync();
        await TwiceReplacedAsync(app);
        Refuses(
            app,
            "fk_",
            "DELETE FROM assignments WHERE enterprise_id = {0} AND duty = 'Active' AND follows_at IS NULL",
            app.World.Enterprises[0].Id.Value
        );
    }

    [Test]
    public void One_person_in_both_posts() =>
        Refuses("ck_enterprises_two_people", "UPDATE enterprises SET backup_id = active_id WHERE id = {0}", _enterprise);

    [Test]
    public void A_post_that_does_not_begin_where_the_one_before_ended() =>
        Refuses(
            "ck_enterprises_follows",
            "UPDATE enterprises SET active_since_at = active_since_at + interval '1 hour' WHERE id = {0}",
            _enterprise
        );

    [Test]
    public void A_second_open_replacement() =>
        Refuses(
            "ux_replacements_one_open",
            "INSERT INTO replacements (id, enterprise_id, trigger, status, began_at, keep_until) VALUES (gen_random_uuid(), {0}, 'Button', 'Acting', now(), now())",
            _enterprise
        );

    [Test]
    public void A_stopped_clock_that_fires() =>
        Refuses("ck_clocks_running_fires", "UPDATE clocks SET next_fire_at = due_at WHERE owner_id = {0} AND kind = 'Accept'", _case);

    [Test]
    public void A_clock_of_nothing() => Refuses("ck_clocks_owned", "UPDATE clocks SET owner_id = NULL WHERE owner_id = {0}", _case);

    [Test]
    public void A_clock_of_a_kind_that_there_is_not() =>
        Refuses("ck_clocks_owned", "UPDATE clocks SET owner_kind = 'Nonsense' WHERE owner_id = {0}", _case);

    [Test]
    public void A_second_clock_of_the_same_promise() =>
        Refuses(
            "ix_clocks_subject_id_kind_cycle",
            "INSERT INTO clocks SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid()))).* FROM clocks c WHERE owner_id = {0} AND kind = 'Settle'",
            _case
        );

    [Test]
    public void A_second_open_leg_of_a_department() =>
        Refuses(
            "ux_legs_one_open_per_department",
            "INSERT INTO legs SELECT (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid()))).* FROM legs l WHERE whistle_id = {0}",
            _whistle
        );

    [Test]
    public void A_second_entry_at_one_place_of_a_timeline() =>
        Refuses(
            "ix_timeline_subject_id_seq",
            "INSERT INTO timeline (subject_id, seq, at, name, by_id, by_name, \"as\", seen_by, facts) SELECT subject_id, seq, at, name, by_id, by_name, \"as\", seen_by, facts FROM timeline WHERE subject_id = {0} AND seq = 1",
            _case
        );

    [Test]
    public void A_level_raised_twice() =>
        Refuses(
            "pk_firings",
            "INSERT INTO firings SELECT id, 1, 1, now(), now() FROM clocks WHERE owner_id = {0} AND kind = 'Settle' UNION ALL SELECT id, 1, 1, now(), now() FROM clocks WHERE owner_id = {0} AND kind = 'Settle'",
            _case
        );

    [Test]
    public async Task A_number_given_twice()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.FileAsync();
        await story.FileAsync();
        Refuses(app, "ix_cases_number", "UPDATE cases SET number = 'FL-20260302-0001'");
    }

    [Test]
    public async Task A_second_rating_of_one_cycle()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.CloseAsync();
        await story.RateAsync(1);
        Refuses(
            app,
            "ix_ratings_case_id_cycle",
            "INSERT INTO ratings SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid()))).* FROM ratings r"
        );
    }

    private static async Task<DateTimeOffset> TwiceReplacedAsync(TestApp app)
    {
        var story = new Journey(app);
        var at = app.Clock.GetUtcNow();
        await (await story.As("enterprise1")).DoAsync($"/enterprises/{app.World.Enterprises[0].Id}/replacements");
        app.Advance(TimeSpan.FromDays(1));
        Assert.That(await app.RunAsync("sweep-deadlines"), Is.GreaterThan(0));
        await using var db = app.Db();
        Assert.That(await db.Assignments.CountAsync(), Is.EqualTo(4));
        return at;
    }

    private void Refuses(string constraint, string sql, params object[] values) => Refuses(_app, constraint, sql, values);

    private static void Refuses(TestApp app, string constraint, string sql, params object[] values)
    {
        var refused = Assert.ThrowsAsync<PostgresException>(() => app.ExecuteAsync(sql, values));
        Assert.That(refused!.ConstraintName, Does.StartWith(constraint).IgnoreCase, refused.Message);
    }
}
