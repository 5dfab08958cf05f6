using System.Text.Json.Nodes;
using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Access;

/// <summary>What can't be is refused in words, with the rule's code, and nothing of it is remembered.</summary>
public sealed class RefusedByTheApi
{
    private static readonly object Whole = new
    {
        title = "示例诉求",
        description = "请协助处理。",
        category = "Other",
        urgency = "ordinary",
    };
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return new TestCaseData(
            new
            {
                title = "",
                description = "",
                category = "Nonsense",
                urgency = "ordinary",
            },
            new[] { "title", "description", "category" }
        ).SetArgDisplayNames("everything at once");
        yield return new TestCaseData(new { }, new[] { "title", "description", "category" }).SetArgDisplayNames("nothing");
        yield return new TestCaseData(
            new
            {
                title = "示例",
                description = "  \n ",
                category = "Other",
            },
            new[] { "description" }
        ).SetArgDisplayNames("blanks for a text");
        yield return new TestCaseData(
            new
            {
                title = "示例",
                description = new string('字', 5001),
                category = "Other",
            },
            new[] { "description" }
        ).SetArgDisplayNames("5,001 characters");
        yield return new TestCaseData(
            new
            {
                title = new string('字', 101),
                description = "示例",
                category = "Other",
            },
            new[] { "title" }
        ).SetArgDisplayNames("a title of 101 characters");
        yield return new TestCaseData(
            new
            {
                title = "示例",
                description = "示例",
                category = "Other",
                place = new string('字', 201),
            },
            new[] { "place" }
        ).SetArgDisplayNames("a place of 201 characters");
    }

    [TestCaseSource(nameof(Wrong))]
    public async Task A_request_that_cannot_be_is_refused_by_its_fields(object body, string[] fields)
    {
        var before = await CountAsync();
        (await (await _app.Api("enterprise1")).PostAsync("/cases", body)).MustName(fields);
        Assert.That(await CountAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Five_thousand_characters_are_taken()
    {
        var filed = await (await _app.Api("enterprise1")).DoAsync(
            "/cases",
            new
            {
                title = new string('字', 100),
                description = new string('字', 5000),
                category = "other",
                urgency = "URGENT",
            }
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(((string)filed["description"]!).Length, Is.EqualTo(5000));
            Assert.That((string?)filed["urgency"], Is.EqualTo("Urgent"));
            Assert.That((string?)filed["category"], Is.EqualTo("Other"));
        }
    }

    [Test]
    public async Task A_refusal_speaks_the_language_that_was_asked_for()
    {
        var api = await _app.Api("enterprise1");
        var chinese = await api.PostAsync(
            "/cases",
            new
            {
                title = "示例",
                description = "示例",
                category = "Nonsense",
            }
        );
        var english = await api.PostAsync(
            "/cases",
            new
            {
                title = "示例",
                description = "示例",
                category = "Nonsense",
            },
            language: "en"
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)chinese["errors"]!["category"]![0], Does.Match(@"\p{IsCJKUnifiedIdeographs}"));
            Assert.That((string?)english["errors"]!["category"]![0], Is.EqualTo("Choose a category"));
        }
    }

    [Test]
    public async Task A_seat_files_only_with_a_name_a_phone_that_can_be_and_what_was_read_back()
    {
        var seat = await _app.Api("hotline");
        var wrong = await seat.PostAsync(
            "/cases",
            new
            {
                title = "示例",
                description = "示例",
                category = "Other",
                onBehalfOf = new
                {
                    enterpriseId = _app.World.Enterprises[0].Id.Value,
                    contactName = "",
                    contactPhone = "1234",
                    readBack = false,
                },
            }
        );
        wrong.MustName("contactName", "contactPhone", "readBack");
        (await seat.PostAsync("/cases", Whole)).MustName("onBehalfOf");
        (
            await (await _app.Api("enterprise1")).PostAsync(
                "/cases",
                new
                {
                    title = "示例",
                    description = "示例",
                    category = "Other",
                    onBehalfOf = new
                    {
                        enterpriseId = _app.World.Enterprises[1].Id.Value,
                        contactName = "示例",
                        contactPhone = "13800000000",
                        readBack = true,
                    },
                }
            )
        ).MustName("onBehalfOf");
    }

    [Test]
    public async Task A_file_that_is_too_large_or_nothing_that_is_known_is_refused()
    {
        var api = await _app.Api("enterprise1");
        (await api.UploadAsync("大.pdf", [.. "%PDF-1.7\n"u8, .. new byte[21 * 1024 * 1024]])).MustRefuse(413, "FileTooLarge");
        (await api.UploadAsync("照片.jpg", "照片"u8.ToArray())).MustRefuse(415, "FileDamaged");
        (await api.UploadAsync("程序.exe", "MZ"u8.ToArray())).MustRefuse(415, "FileKindNotAllowed");
        (await api.UploadAsync("空.pdf", [])).MustName("file");
        (await api.PostAsync("/attachments", new { file = "x" })).MustRefuse(415, "BodyUnreadable");
        await using var db = _app.Db();
        Assert.That(await db.Attachments.CountAsync(), Is.Zero);
    }

    [Test]
    public async Task A_file_of_somebody_else_is_no_file()
    {
        await using var app = await TestApp.StartAsync();
        var theirs = await (await app.Api("enterprise2")).UploadAsync("合同.pdf", "%PDF-1.7\n%%EOF"u8.ToArray());
        Assert.That(theirs.Status, Is.EqualTo(201), theirs.ToString());
        var api = await app.Api("enterprise1");
        (
            await api.PostAsync(
                "/cases",
                new
                {
                    title = "示例",
                    description = "示例",
                    category = "Other",
                    attachmentIds = new[] { theirs.Id },
                }
            )
        ).MustName("attachmentIds");
        (await api.GetAsync($"/attachments/{theirs.Id}")).MustRefuse(404, "NotFound");

        var own = await (await app.Api("enterprise2")).DoAsync(
            "/cases",
            new
            {
                title = "示例",
                description = "示例",
                category = "Other",
                attachmentIds = new[] { theirs.Id },
            }
        );
        Assert.That(own.Each("attachments", "fileName"), Is.EqualTo(new[] { "合同.pdf" }));
        (await api.GetAsync($"/attachments/{theirs.Id}")).MustRefuse(404, "NotFound");
        Assert.That((await (await app.Api("commissioner2")).GetAsync($"/attachments/{theirs.Id}")).Text, Does.StartWith("%PDF"));
    }

    [Test]
    public async Task An_enterprise_without_a_commissioner_is_served_by_the_duty_desk()
    {
        var story = new Journey(_app);
        var filed = await story.FileAsync(by: "enterprise4");
        filed.MustStand("Submitted", "Commissioner", null, "03-03 18:00");
        Assert.That(filed["commissioner"], Is.Null);
        (await story.SeenBy("triage")).MustStand("Submitted", "Commissioner", null, "03-03 18:00", "accept");
        var queue = await (await story.As("triage")).SeeAsync("/cases?box=queue");
        Assert.That(queue.Each("items", "id"), Does.Contain(story.Case));
        foreach (var commissioner in new[] { "commissioner1", "commissioner3", "commissioner6" })
        {
            Assert.That((await (await story.As(commissioner)).GetAsync(story.Path)).Status, Is.EqualTo(404));
        }

        await story.AcceptAsync("triage");
        await story.ContactAsync("triage");
        await story.ProposeAsync(by: "triage");

        // Who proposed does not review, at the duty desk no more than elsewhere.
        (await (await story.As("triage")).PostAsync($"{story.Path}/reviews", new { pass = true })).MustRefuse(409, "ReviewerProposed");
        await story.PassAsync("triage2");
        await story.ConfirmAsync(by: "enterprise4");
        await story.RateAsync(5, "enterprise4");
        (await (await story.As("enterprise4")).PostAsync($"/enterprises/{_app.World.Enterprises[3].Id}/replacements")).MustRefuse(
            409,
            "NobodyToReplace"
        );
        await using var db = _app.Db();
        Assert.That(await db.Replacements.AnyAsync(r => r.EnterpriseId == _app.World.Enterprises[3].Id), Is.False);
    }

    [Test]
    public async Task What_is_about_officials_is_invisible_to_the_commissioner()
    {
        var story = new Journey(_app);
        var filed = await story.FileAsync("对专员的意见", "AboutOfficials");
        Assert.That(filed["commissioner"], Is.Null);
        Assert.That((string?)filed["holder"]!["name"], Is.Null);
        foreach (var one in new[] { "commissioner1", "commissioner2" })
        {
            var api = await story.As(one);
            (await api.GetAsync(story.Path)).MustRefuse(404, "NotFound");
            (await api.PostAsync($"{story.Path}/acceptances")).MustRefuse(404, "NotFound");
            Assert.That((await api.SeeAsync("/cases")).Text, Does.Not.Contain(story.Case));
        }

        (await story.SeenBy("triage")).MustStand("Submitted", "Commissioner", null, "03-03 18:00", "accept");
    }

    [Test]
    public async Task A_move_out_of_order_says_where_the_case_stands_and_who_could()
    {
        var story = new Journey(_app);
        await story.FileAsync();
        var early = await (await story.As("commissioner1")).PostAsync(
            $"{story.Path}/contacts",
            new
            {
                means = "call",
                at = _app.Clock.GetUtcNow(),
                outcome = "示例",
            },
            language: "en"
        );
        early.MustRefuse(409, "MoveOutOfOrder");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)early["title"], Is.EqualTo("Not possible while the case stands at: Submitted"));
            Assert.That(
                early.Strings("could"),
                Is.EqualTo(
                    new[]
                    {
                        "Service commissioner",
                        "Enterprise service office",
                        "Head of enterprise",
                        "Enterprise contact",
                        "Hotline seat",
                    }
                )
            );
        }

        var unchanged = await story.SeenBy("enterprise1");
        unchanged.MustTell("CaseSubmitted");

        (await (await story.As("enterprise1")).PostAsync($"{story.Path}/confirmations", new { outcome = "resolved" })).MustRefuse(
            409,
            "MoveOutOfOrder"
        );
        (await (await story.As("triage")).PostAsync($"{story.Path}/reviews", new { pass = true })).MustRefuse(409, "MoveOutOfOrder");
        (await (await story.As("enterprise1")).PostAsync($"{story.Path}/ratings", new { overall = 1 })).MustRefuse(409, "NotYetClosed");
    }

    [Test]
    public async Task A_click_is_neither_a_contact_nor_a_check_in()
    {
        var story = new Journey(_app);
        await story.FileAsync();
        await story.AcceptAsync();
        var commissioner = await story.As("commissioner1");
        (await commissioner.PostAsync($"{story.Path}/contacts")).MustName("means", "at", "outcome");
        (
            await commissioner.PostAsync(
                $"{story.Path}/contacts",
                new
                {
                    means = "call",
                    at = _app.Clock.GetUtcNow().AddHours(1),
                    outcome = "示例",
                }
            )
        ).MustName("at");
        await story.ContactAsync();
        (await commissioner.PostAsync($"{story.Path}/whistles")).MustName("asked", "tried", "legs");
        (
            await commissioner.PostAsync(
                $"{story.Path}/whistles",
                new
                {
                    asked = "示例",
                    tried = "示例",
                    legs = new[] { new { departmentId = Guid.Empty, lead = true } },
                }
            )
        ).MustName("legs");
        var whistle = await story.WhistleAsync([1]);
        var department = await story.As("department1");
        (await department.PostAsync($"{story.Leg(whistle, 1)}/check-ins")).MustName(
            "handlerName",
            "handlerPhone",
            "firstStep",
            "firstStepAt"
        );
        (
            await department.PostAsync(
                $"{story.Leg(whistle, 1)}/check-ins",
                new
                {
                    handlerName = "示例",
                    handlerPhone = "110",
                    firstStep = "看现场",
                    firstStepAt = _app.Clock.GetUtcNow(),
                }
            )
        ).MustName("handlerPhone");
        (await department.PostAsync($"{story.Leg(whistle, 1)}/reports", new { })).MustRefuse(409, "LegOutOfOrder");
        await story.CheckInAsync(whistle, 1);
        (await department.PostAsync($"{story.Leg(whistle, 1)}/reports", new { })).MustName("spokenWith");
        (await commissioner.PostAsync($"{story.Leg(whistle, 1)}/approvals")).MustRefuse(409, "LegOutOfOrder");
    }

    [Test]
    public async Task A_case_is_rated_once_on_levels_that_there_are()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.CloseAsync();
        var api = await story.As("enterprise1");
        (await api.PostAsync($"{story.Path}/ratings", new { })).MustName("overall");
        (await api.PostAsync($"{story.Path}/ratings", new { overall = 6 })).MustName("overall");
        (await api.PostAsync($"{story.Path}/ratings", new { overall = 1, commissioner = 0 })).MustName("commissioner");
        (await api.PostAsync($"{story.Path}/ratings", new { overall = 1, reason = new string('字', 1001) })).MustName("reason");
        (
            await api.PostAsync(
                $"{story.Path}/ratings",
                new { overall = 1, departments = new[] { new { departmentId = app.World.Departments[0].Id.Value, level = 1 } } }
            )
        ).MustName("departments");
        await story.RateAsync(1);
        (await api.PostAsync($"{story.Path}/ratings", new { overall = 2 })).MustBe(200);
        (await api.PostAsync($"{story.Path}/ratings", new { overall = 4 })).MustRefuse(409, "RatedAlready");
        await using var db = app.Db();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await db.Ratings.CountAsync(), Is.EqualTo(1));
            Assert.That(await db.Replacements.CountAsync(), Is.Zero);
        }
    }

    [Test]
    public async Task Another_enterprises_case_does_not_exist()
    {
        var story = new Journey(_app);
        await story.FileAsync();
        var other = await story.As("enterprise2");
        var there = await other.GetAsync(story.Path);
        there.MustRefuse(404, "NotFound");
        var nowhere = await other.GetAsync($"/cases/{Guid.Empty}");
        Assert.That(
            nowhere.Text.Replace(Guid.Empty.ToString(), story.Case, StringComparison.Ordinal),
            Is.EqualTo(there.Text),
            "the two are not told apart"
        );
        foreach (
            var (path, body) in new (string, object)[] { ("confirmations", new { outcome = "resolved" }), ("ratings", new { overall = 5 }) }
        )
        {
            (await other.PostAsync($"{story.Path}/{path}", body)).MustRefuse(404, "NotFound");
        }

        (await other.GetAsync($"/enterprises/{_app.World.Enterprises[0].Id}")).MustRefuse(404, "NotFound");
        (await other.PostAsync($"/enterprises/{_app.World.Enterprises[0].Id}/replacements")).MustRefuse(404, "NotFound");
        Assert.That((await other.SeeAsync($"/cases?enterpriseId={_app.World.Enterprises[0].Id}")).Each("items", "id"), Is.Empty);
    }

    [Test]
    public async Task A_key_answers_the_same_and_files_once_and_serves_no_other_request()
    {
        var api = await _app.Api("enterprise1");
        var first = await api.PostAsync("/cases", Whole, key: "key-1");
        var before = await CountAsync();
        var again = await api.PostAsync("/cases", Whole, key: "key-1");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.Status, Is.EqualTo(201), again.ToString());
            Assert.That(again.Text, Is.EqualTo(first.Text));
        }

        (
            await api.PostAsync(
                "/cases",
                new
                {
                    title = "另一件",
                    description = "示例",
                    category = "Other",
                },
                key: "key-1"
            )
        ).MustRefuse(409, "KeyUsedForAnother");
        Assert.That(await CountAsync(), Is.EqualTo(before));

        // Somebody else's key of the same name is another key.
        var other = await (await _app.Api("enterprise2")).PostAsync("/cases", Whole, key: "key-1");
        Assert.That(other.Status, Is.EqualTo(201), other.ToString());
        Assert.That(other.Id, Is.Not.EqualTo(first.Id));
    }

    [Test]
    public async Task A_stale_version_is_told_what_changed_meanwhile()
    {
        var story = new Journey(_app);
        var filed = await story.FileAsync();
        var read = (int)filed["version"]!;
        await story.AcceptAsync("triage");
        var late = await (await story.As("commissioner1")).PostAsync(
            $"{story.Path}/contacts",
            new
            {
                means = "call",
                at = _app.Clock.GetUtcNow(),
                outcome = "示例",
            },
            version: read
        );
        late.MustRefuse(409, "LostUpdate");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(late.Each("changes", "name"), Is.EqualTo(new[] { "CaseAccepted" }));
            Assert.That(late.Each("changes", "by"), Is.EqualTo(new[] { "示例服务办" }));
            Assert.That(late.Each("changes", "text"), Is.All.Not.Empty);
        }

        (await story.SeenBy("enterprise1")).MustTell("CaseSubmitted", "CaseAccepted");
        Assert.That(
            (
                await (await story.As("commissioner1")).PostAsync(
                    $"{story.Path}/contacts",
                    new
                    {
                        means = "call",
                        at = _app.Clock.GetUtcNow(),
                        outcome = "示例",
                    },
                    version: read + 1
                )
            ).Status,
            Is.EqualTo(201)
        );
    }

    [Test]
    public async Task Another_role_is_told_who_could()
    {
        var story = new Journey(_app);
        await story.FileAsync();
        foreach (
            var (user, path, could) in new[]
            {
                ("enterprise1", $"{story.Path}/acceptances", "Service commissioner,Enterprise service office,Supervision"),
                ("department1", $"{story.Path}/acceptances", "Service commissioner,Enterprise service office,Supervision"),
                ("commissioner1", $"{story.Path}/reviews", "Enterprise service office,Supervision"),
                ("sysadmin", "/cases", "Head of enterprise,Enterprise contact,Hotline seat"),
            }
        )
        {
            var refused = await (await story.As(user)).PostAsync(path, new { pass = true, title = "示例" }, language: "en");
            refused.MustRefuse(403, "MoveNotYours");
            Assert.That(string.Join(',', refused.Strings("could")), Is.EqualTo(could), $"{user} {path}");
        }

        // A role of the same permission whose move it is not at this case.
        await story.AcceptAsync();
        var contact = await (await story.As("triage")).PostAsync(
            $"{story.Path}/contacts",
            new
            {
                means = "call",
                at = _app.Clock.GetUtcNow(),
                outcome = "示例",
            },
            language: "en"
        );
        contact.MustRefuse(403, "MoveNotYours");
        Assert.That(contact.Strings("could"), Is.EqualTo(new[] { "Service commissioner" }));
    }

    [Test]
    public async Task The_three_administrators_read_no_business()
    {
        var story = new Journey(_app);
        await story.FileAsync();
        foreach (var user in new[] { "sysadmin", "secadmin", "auditor", "appraiser" })
        {
            foreach (var path in new[] { "/cases", story.Path, "/enterprises", "/replacements" })
            {
                (await (await story.As(user)).GetAsync(path)).MustRefuse(403, "MoveNotYours");
            }
        }
    }

    [Test]
    public async Task Who_has_not_signed_in_is_asked_to()
    {
        var nobody = await _app.Api();
        foreach (
            var answer in new[]
            {
                await nobody.GetAsync("/cases"),
                await nobody.PostAsync("/cases", Whole),
                await nobody.GetAsync($"/cases/{Guid.Empty}"),
                await nobody.GetAsync("/departments"),
            }
        )
        {
            answer.MustRefuse(401, "NotSignedIn");
            Assert.That(answer.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Bearer"));
        }

        var wrong = await nobody.PostAsync("/sign-in", new { userName = "enterprise1", password = "wrong" });
        var unknown = await nobody.PostAsync("/sign-in", new { userName = "nobody", password = "wrong" });
        wrong.MustRefuse(401, "SignInRefused");
        Assert.That(unknown.Text, Is.EqualTo(wrong.Text), "which of the two was wrong is not told");
        (await nobody.PostAsync("/sign-in/renewals", new { refreshToken = "示例" })).MustRefuse(401, "SignInRefused");
        (await nobody.PostAsync("/sign-in/renewals", new { })).MustRefuse(401, "SignInRefused");
    }

    [Test]
    public async Task A_session_is_renewed_by_its_refresh_token_and_not_by_its_access_token()
    {
        var api = await _app.Api("enterprise1");
        var renewed = await api.PostAsync("/sign-in/renewals", new { refreshToken = (string)api.Session!["refreshToken"]! });
        Assert.That(renewed.Status, Is.EqualTo(200), renewed.ToString());
        (await api.PostAsync("/sign-in/renewals", new { refreshToken = (string)api.Session!["accessToken"]! })).MustRefuse(
            401,
            "SignInRefused"
        );
    }

    [TestCase("{\"title\": ")]
    [TestCase("[]")]
    [TestCase("\"示例\"")]
    [TestCase("")]
    [TestCase("null")]
    public async Task A_body_that_cannot_be_read_is_a_problem(string body) =>
        (await (await _app.Api("enterprise1")).PostRawAsync("/cases", body)).MustRefuse(422, "BodyUnreadable");

    [TestCase("{\"title\": 5}", "title")]
    [TestCase("{\"title\": \"示例\", \"urgency\": \"whenever\"}", "urgency")]
    [TestCase("{\"title\": \"示例\", \"urgency\": 1}", "urgency")]
    [TestCase("{\"title\": \"示例\", \"onBehalfOf\": {\"enterpriseId\": \"x\"}}", "onBehalfOf.enterpriseId")]
    public async Task A_member_that_cannot_be_read_is_named(string body, string field) =>
        (await (await _app.Api("enterprise1")).PostRawAsync("/cases", body)).MustName(field);

    [Test]
    public async Task A_body_of_another_kind_is_a_problem() =>
        (await (await _app.Api("enterprise1")).PostRawAsync("/cases", "title=x", "application/x-www-form-urlencoded")).MustRefuse(
            415,
            "BodyUnreadable"
        );

    [TestCase("/nonsense")]
    [TestCase("/cases/x")]
    [TestCase("/cases/x/y/z")]
    [TestCase("")]
    public async Task An_unknown_route_is_a_problem(string path)
    {
        var answer = await (await _app.Api("enterprise1")).GetAsync(path);
        Assert.That(answer.Status, Is.AnyOf(404, 422), answer.ToString());
        Assert.That(answer.MediaType, Is.EqualTo("application/problem+json"), answer.ToString());
    }

    [Test]
    public async Task A_method_that_a_path_has_not_is_a_problem()
    {
        var answer = await (await _app.Api("enterprise1")).DeleteAsync("/cases");
        answer.MustRefuse(405, "NoSuchMethod");
    }

    [TestCase("/cases?after=x")]
    [TestCase("/cases?after=ffffffffffffffffffff-00000000000000000000000000000000")]
    [TestCase("/cases?box=queue&after=1-2")]
    [TestCase("/enterprises?after=x")]
    public async Task A_cursor_that_was_not_given_is_refused(string path) =>
        (await (await _app.Api("triage")).GetAsync(path)).MustName("after");

    [TestCase("/cases?box=nonsense", "box")]
    [TestCase("/cases?take=x", "take")]
    [TestCase("/cases?enterpriseId=x", "enterpriseId")]
    [TestCase("/replacements?status=1", "status")]
    [TestCase("/cases?alarm=purple", "alarm")]
    [TestCase("/legs?standing=x", "standing", "department1")]
    public async Task A_question_that_cannot_be_read_is_named(string path, string field, string user = "triage") =>
        (await (await _app.Api(user)).GetAsync(path)).MustName(field);

    [Test]
    public async Task A_list_of_a_category_that_there_is_not_is_refused_and_not_the_list_of_all() =>
        (await (await _app.Api("triage")).GetAsync("/cases?category=Nonsense")).MustName("category");

    [Test]
    public async Task A_key_or_a_version_that_cannot_be_used_is_refused_and_not_passed_over()
    {
        var before = await CountAsync();
        using var http = _app.Client();
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)(await _app.Api("enterprise1")).Session!["accessToken"]!);
        foreach (
            var (header, value) in new[]
            {
                ("Idempotency-Key", new string('k', 91)),
                ("If-Match", "\"latest\""),
                ("If-Match", "\"1\", \"2\""),
            }
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cases")
            {
                Content = System.Net.Http.Json.JsonContent.Create(Whole),
            };
            request.Headers.TryAddWithoutValidation(header, value);
            using var response = await http.SendAsync(request);
            (await Answer.ReadAsync(response)).MustName(header);
        }

        Assert.That(await CountAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Who_signs_in_too_often_is_told_to_wait()
    {
        await using var app = await TestApp.StartAsync(
            settings: new Dictionary<string, string> { ["Commissioner:Limits:SignInsByAddress"] = "300" }
        );
        var api = await app.Api();
        Answer answer;
        var tries = 0;
        do
        {
            // Without a password none is hashed: what counts is that somebody knocks.
            answer = await api.PostAsync("/sign-in", new { });
        } while (answer.Status == 401 && ++tries < 1000);
        answer.MustRefuse(429, "TooManyRequests");
        Assert.That(answer.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public async Task A_list_gives_as_many_as_are_asked_for_and_200_at_the_most()
    {
        var api = await _app.Api("triage");
        await (await _app.Api("enterprise1")).DoAsync("/cases", Whole);
        await (await _app.Api("enterprise1")).DoAsync("/cases", Whole);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await api.SeeAsync("/cases?take=1"))["items"]!.AsArray(), Has.Count.EqualTo(1));
            Assert.That((await api.SeeAsync("/cases?take=100000"))["items"]!.AsArray(), Has.Count.AtLeast(2));
            Assert.That((await api.SeeAsync("/enterprises?take=2"))["items"]!.AsArray(), Has.Count.EqualTo(2));
        }
    }

    [Test]
    public async Task What_nobody_sees_in_a_text_is_not_stored()
    {
        const string written = @"\u0000\u202e\u200b";
        var api = await _app.Api("enterprise1");
        var filed = await api.PostRawAsync(
            "/cases",
            $$"""{"title": "a{{written}}b", "description": "一\r\n二{{written}}", "category": "Other"}"""
        );
        Assert.That(((string?)filed["title"], (string?)filed["description"]), Is.EqualTo(("ab", "一\n二")), filed.ToString());
        filed = await (await _app.Api("hotline")).PostRawAsync(
            "/cases",
            $$$"""
            {"title": "示例", "description": "示例", "category": "Other", "onBehalfOf": {"enterpriseId": "{{{_app.World.Enterprises[
                0
            ].Id}}}", "contactName": "a{{{written}}}b", "contactPhone": "{{{written}}}13800000000{{{written}}}", "readBack": true}}
            """
        );
        Assert.That((string?)(await api.SeeAsync($"/cases/{filed.Id}"))["contactName"], Is.EqualTo("ab"), filed.ToString());
        (await api.PostRawAsync("/cases", $$"""{"title": "{{written}}\u3164", "description": "示例", "category": "Other"}""")).MustName(
            "title"
        );
        Assert.That((await api.GetAsync("/cases?q=%00")).Status, Is.EqualTo(200));
        var emoji = string.Concat(Enumerable.Repeat("\U0001F600", 100));
        Assert.That(
            (string?)
                (
                    await api.DoAsync(
                        "/cases",
                        new
                        {
                            title = emoji,
                            description = emoji,
                            category = "Other",
                        }
                    )
                )["title"],
            Is.EqualTo(emoji)
        );
        (
            await api.PostAsync(
                "/cases",
                new
                {
                    title = emoji + "一",
                    description = emoji,
                    category = "Other",
                }
            )
        ).MustName("title");
        (await api.PostRawAsync("/cases", """{"title": "\ud83d", "description": "示例", "category": "Other"}""")).MustName("title");
    }

    [Test]
    public async Task Nothing_in_a_list_is_refused_by_its_field()
    {
        var story = new Journey(_app);
        await story.BeginAsync();
        (
            await (await story.As("commissioner1")).PostAsync(
                $"{story.Path}/whistles",
                new
                {
                    asked = "示例",
                    tried = "示例",
                    legs = new object?[] { null },
                }
            )
        ).MustName("legs");
        await story.ProposeAsync();
        await story.PassAsync();
        await story.ConfirmAsync();
        (
            await (await story.As("enterprise1")).PostAsync(
                $"{story.Path}/ratings",
                new { overall = 1, departments = new object?[] { null } }
            )
        ).MustName("departments");
    }

    [Test]
    public async Task A_list_is_read_to_its_end_by_its_cursors_without_gap_or_repetition()
    {
        await using var app = await TestApp.StartAsync();
        var api = await app.Api("enterprise1");
        for (var i = 0; i < 7; i++)
        {
            await api.DoAsync("/cases", Whole);
        }

        foreach (var list in new[] { "/cases?box=mine", "/cases?box=queue" })
        {
            List<string?> seen = [];
            JsonNode? next = null;
            do
            {
                var page = await api.SeeAsync($"{list}&take=3{(next is null ? "" : "&after=" + (string?)next)}");
                seen.AddRange(page.Each("items", "id"));
                next = page["next"];
            } while (next is not null);
            Assert.That(seen, Has.Count.EqualTo(7).And.Unique, list);
        }
    }

    private async Task<int> CountAsync()
    {
        await using var db = _app.Db();
        return await db.Cases.CountAsync();
    }
}
