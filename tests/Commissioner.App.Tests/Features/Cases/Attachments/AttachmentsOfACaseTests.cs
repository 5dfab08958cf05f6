using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Attachments;

/// <summary>Files of a case, from the form to whoever may see it.</summary>
public sealed class AttachmentsOfACaseTests : OnOneApp
{
    private static readonly byte[] Pdf = "%PDF-1.7\n示例\n%%EOF"u8.ToArray();

    [Test]
    public async Task A_file_is_handed_out_as_an_attachment_to_who_may_see_its_case_and_to_nobody_else()
    {
        var owner = await App.Api("enterprise1");
        var file = (await owner.UploadAsync("../说明.pdf", Pdf)).Id;
        (await owner.GetAsync($"/attachments/{file}")).MustRefuse(404, "NotFound");
        var filed = await owner.DoAsync(
            "/cases",
            new
            {
                title = "示例",
                description = "示例",
                category = "Other",
                attachmentIds = new[] { file },
            }
        );
        Assert.That(filed.Each("attachments", "fileName"), Is.EqualTo(new[] { "说明.pdf" }));

        var sheet = await (await App.Api("commissioner1")).SeeAsync($"/cases/{filed.Id}");
        Assert.That(sheet.Each("attachments", "id"), Is.EqualTo(new[] { file }));
        var answer = await (await App.Api("commissioner1")).GetAsync($"/attachments/{file}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((answer.Status, answer.MediaType), Is.EqualTo((200, "application/pdf")));
            Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
            Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
        }

        foreach (var stranger in new[] { "enterprise2", "commissioner3", "department1" })
        {
            (await (await App.Api(stranger)).GetAsync($"/attachments/{file}")).MustRefuse(404, "NotFound");
        }

        (
            await owner.PostAsync(
                "/cases",
                new
                {
                    title = "示例",
                    description = "示例",
                    category = "Other",
                    attachmentIds = new[] { file },
                }
            )
        ).MustName("attachmentIds");
        (
            await (await App.Api("enterprise2")).PostAsync(
                "/cases",
                new
                {
                    title = "示例",
                    description = "示例",
                    category = "Other",
                    attachmentIds = new[] { file },
                }
            )
        ).MustName("attachmentIds");
    }

    [Test]
    public async Task A_photo_is_kept_and_handed_out_without_where_it_was_taken()
    {
        var owner = await App.Api("enterprise1");
        var photo = Pictures.Jpeg(
            Pictures.Jfif,
            Pictures.ExifSegment(Pictures.Tiff(true, 6)),
            Pictures.Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. System.Text.Encoding.ASCII.GetBytes(Pictures.Place)])
        );
        Assert.That(System.Text.Encoding.Latin1.GetString(photo), Does.Contain(Pictures.Place), "the stage is set");
        var file = (await owner.UploadAsync("现场.jpg", photo)).Id;
        await owner.DoAsync(
            "/cases",
            new
            {
                title = "示例",
                description = "示例",
                category = "Other",
                attachmentIds = new[] { file },
            }
        );
        using var http = App.Client();
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)owner.Session!["accessToken"]!);
        using var answer = await http.GetAsync($"/api/v1/attachments/{file}");
        var handed = await answer.Content.ReadAsByteArrayAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(handed, Is.EqualTo(Pictures.Jpeg(Pictures.Jfif, Pictures.ExifSegment(Pictures.TurnOnly(6)))));
            Assert.That(answer.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
            Assert.That(answer.Content.Headers.ContentDisposition.FileNameStar, Is.EqualTo("现场.jpg"));
        }

        await using var db = App.Db();
        Assert.That(
            db.Attachments.AsEnumerable().Single(a => a.Id.ToString() == file).Hash,
            Is.EqualTo(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(handed))),
            "its hash is that of what is kept"
        );
    }

    [Test]
    public async Task A_department_from_which_the_enterprise_is_hidden_gets_none_of_its_files()
    {
        var owner = await App.Api("enterprise1");
        var file = (await owner.UploadAsync("示例企业1营业执照.pdf", Pdf)).Id;
        var filed = await owner.DoAsync(
            "/cases",
            new
            {
                title = "示例",
                description = "示例",
                category = "Other",
                attachmentIds = new[] { file },
            }
        );
        var commissioner = await App.Api("commissioner1");
        await commissioner.DoAsync($"/cases/{filed.Id}/acceptances");
        await commissioner.DoAsync(
            $"/cases/{filed.Id}/contacts",
            new
            {
                means = "call",
                at = App.Clock.GetUtcNow(),
                outcome = "示例",
            }
        );
        await commissioner.DoAsync(
            $"/cases/{filed.Id}/whistles",
            new
            {
                kind = "routine",
                asked = "示例",
                tried = "示例",
                disclosure = "identityHidden",
                legs = new[] { new { departmentId = App.World.Departments[0].Id.ToString(), lead = true } },
            }
        );

        var department = await App.Api("department1");
        Assert.That((await department.SeeAsync($"/cases/{filed.Id}"))["attachments"]!.AsArray(), Is.Empty);
        (await department.GetAsync($"/attachments/{file}")).MustRefuse(404, "NotFound");
    }

    [Test]
    public async Task Evidence_of_a_report_and_of_a_closure_belongs_to_the_case()
    {
        var journey = new Journey(App);
        await journey.BeginAsync();
        var whistle = await journey.WhistleAsync([1], disclosure: "identityHidden");
        await journey.CheckInAsync(whistle, 1);
        var department = await journey.As("department1");
        var photo = (await department.UploadAsync("完工.pdf", Pdf)).Id;
        var now = App.Clock.GetUtcNow();
        await department.DoAsync(
            $"{journey.Leg(whistle, 1)}/reports",
            new
            {
                takenUpAt = now,
                spokenWith = "示例",
                spokenAt = now,
                done = "示例",
                solvedAt = now,
                evidenceIds = new[] { photo },
            }
        );
        await journey.ApproveAsync(whistle, 1);
        var commissioner = await journey.As("commissioner1");
        var record = (await commissioner.UploadAsync("验收.pdf", Pdf)).Id;
        await commissioner.DoAsync(
            $"{journey.Path}/closure-proposals",
            new
            {
                takenUpAt = now,
                spokenWith = "示例",
                spokenAt = now,
                done = "示例",
                solvedAt = now,
                evidenceIds = new[] { record },
            }
        );

        using (Assert.EnterMultipleScope())
        {
            var enterprise = await journey.SeenBy("enterprise1");
            Assert.That(enterprise["attachments"]!.AsArray(), Is.Empty, "evidence stands apart from the request");
            Assert.That(enterprise.Each("evidence", "fileName"), Is.EqualTo(new[] { "完工.pdf", "验收.pdf" }));
            Assert.That(enterprise.Each("evidence", "broughtWith"), Is.EqualTo(new[] { "Report", "Closure" }));
            Assert.That(
                (await journey.SeenBy("department1")).Each("evidence", "fileName"),
                Is.EqualTo(new[] { "完工.pdf" }),
                "a hidden enterprise's department keeps its own"
            );
            Assert.That((await department.GetAsync($"/attachments/{photo}")).Status, Is.EqualTo(200));
            Assert.That((await department.GetAsync($"/attachments/{record}")).Status, Is.EqualTo(404));
        }
    }

    [Test]
    public async Task A_department_gets_the_enterprises_files_and_its_own_evidence_and_nobody_elses()
    {
        var owner = await App.Api("enterprise1");
        var request = (await owner.UploadAsync("现场.jpg", Documents.Picture(ImageMagick.MagickFormat.Jpeg))).Id;
        var journey = new Journey(App);
        await journey.BeginAsync(attachments: [request]);
        var whistle = await journey.WhistleAsync([1, 2]);
        var evidence = new Dictionary<int, string>();
        foreach (var number in new[] { 1, 2 })
        {
            await journey.CheckInAsync(whistle, number);
            evidence[number] = await ReportWithAsync(journey, whistle, number, $"完工{number}.pdf");
        }

        // Who gets what: the request's, the first department's, the second's.
        foreach (
            var (who, sees) in new[]
            {
                ("department1", new[] { true, true, false }),
                ("department2", [true, false, true]),
                ("enterprise1", [true, true, true]),
                ("commissioner1", [true, true, true]),
                ("triage", [true, true, true]),
                ("supervisor", [true, true, true]),
                ("department3", [false, false, false]),
                ("enterprise2", [false, false, false]),
            }
        )
        {
            var api = await journey.As(who);
            var browser = await App.Browser(who);
            var files = new[] { request, evidence[1], evidence[2] };
            for (var i = 0; i < files.Length; i++)
            {
                var status = sees[i] ? 200 : 404;
                Assert.That((await api.GetAsync($"/attachments/{files[i]}")).Status, Is.EqualTo(status), $"{who} {i} by the API");
                Assert.That((await browser.GetAsync($"/attachments/{files[i]}")).Status, Is.EqualTo(status), $"{who} {i} by the page");
                Assert.That((await browser.GetAsync($"/attachments/preview/{files[i]}")).Status, Is.EqualTo(status), $"{who} {i} small");
            }

            if (sees[0])
            {
                var sheet = await journey.SeenBy(who);
                Assert.That(sheet.Each("attachments", "id"), Is.EqualTo(new[] { request }), who);
                Assert.That(
                    sheet.Each("evidence", "id"),
                    Is.EquivalentTo(new[] { 1, 2 }.Where(n => sees[n]).Select(n => evidence[n])),
                    who
                );
                Assert.That(
                    sheet.Each("evidence", "departmentName"),
                    Is.EquivalentTo(new[] { 1, 2 }.Where(n => sees[n]).Select(n => App.World.Departments[n - 1].Name)),
                    who
                );
                var page = await browser.SeeAsync(who == "enterprise1" ? $"/cases/follow/{journey.Case}" : $"/cases/show/{journey.Case}");
                Assert.That(
                    evidence.Where(e => page.Document.Source.Text.Contains(e.Value, StringComparison.Ordinal)).Select(e => e.Key),
                    Is.EqualTo(new[] { 1, 2 }.Where(n => sees[n])),
                    who
                );
                Assert.That(page.Document.QuerySelectorAll($"img[src='/attachments/preview/{request}']"), Has.Count.EqualTo(1), who);
            }
        }

        var theirs = (await journey.SeenBy("department1"))["whistles"]!.AsArray().Single()!;
        Assert.That(theirs["legs"]!.AsArray(), Has.Count.EqualTo(1));
        var other = theirs["others"]!.AsArray().Single()!;
        Assert.That(
            ((string?)other["departmentName"], (string?)other["status"]),
            Is.EqualTo((App.World.Departments[1].Name, "Reported")),
            "that another department is called, and where it stands"
        );
        Assert.That(theirs.ToJsonString(), Does.Not.Contain("做了第2件"), "not what it did");
        Assert.That((await journey.SeenBy("commissioner1"))["whistles"]!.AsArray().Single()!["others"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Evidence_of_a_report_that_waits_for_its_head_is_not_the_enterprises_yet()
    {
        await Workflow.Mover.EnrolAsync(App);
        var journey = new Journey(App);
        await journey.BeginAsync();
        var whistle = await journey.WhistleAsync([1]);
        await journey.CheckInAsync(whistle, 1);
        var file = await ReportWithAsync(journey, whistle, 1, "完工.pdf", "handler1");
        Assert.That((await journey.SeenBy("enterprise1"))["evidence"]!.AsArray(), Is.Empty);
        (await (await journey.As("enterprise1")).GetAsync($"/attachments/{file}")).MustRefuse(404, "NotFound");
        Assert.That((await journey.SeenBy("commissioner1")).Each("evidence", "id"), Is.EqualTo(new[] { file }));
        await (await journey.As("department1")).DoAsync($"{journey.Leg(whistle, 1)}/head-approvals");
        Assert.That((await journey.SeenBy("enterprise1")).Each("evidence", "id"), Is.EqualTo(new[] { file }));
    }

    [Test]
    public async Task A_photo_of_an_iphone_comes_back_as_one_that_everybody_sees()
    {
        var owner = await App.Api("enterprise1");
        var taken = await owner.UploadAsync("IMG_0001.HEIC", Documents.Heic);
        Assert.That(((string?)taken["fileName"], (string?)taken["mediaType"]), Is.EqualTo(("IMG_0001.jpg", "image/jpeg")));
        await FileAsync(owner, taken.Id);
        using var http = App.Client();
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)owner.Session!["accessToken"]!);
        var handed = await http.GetByteArrayAsync($"/api/v1/attachments/{taken.Id}");
        Assert.That(handed, Has.Length.EqualTo((int)taken["length"]!));
        Assert.That(handed.AsSpan(0, 3).ToArray(), Is.EqualTo(new byte[] { 0xFF, 0xD8, 0xFF }));
        Assert.That(
            (await (await App.Browser("enterprise1")).GetAsync($"/attachments/preview/{taken.Id}"))
                .Headers.GetValues("Content-Security-Policy")
                .Single(),
            Does.Contain("default-src 'none'").And.EndsWith("sandbox")
        );
    }

    [TestCase("现场.jfif", "现场.jpg", "image/jpeg")]
    [TestCase("现场.png", "现场.jpg", "image/jpeg")]
    public async Task A_wrong_ending_is_put_right(string given, string name, string mediaType)
    {
        var taken = await (await App.Api("enterprise1")).UploadAsync(given, Documents.Picture(ImageMagick.MagickFormat.Jpeg));
        Assert.That(((string?)taken["fileName"], (string?)taken["mediaType"]), Is.EqualTo((name, mediaType)));
    }

    [Test]
    public async Task Whatever_was_uploaded_is_handed_out_so_that_no_browser_runs_it()
    {
        var owner = await App.Api("enterprise1");
        var files = new (string Name, byte[] Content, string MediaType)[]
        {
            ("发票.ofd", Documents.Ofd, "application/ofd"),
            ("往来.eml", Documents.Mail, "message/rfc822"),
            ("打包.zip", Documents.Zip(("a.html", "<script>alert(1)</script>")), "application/zip"),
            ("说明.txt", "示例 <script>alert(1)</script>"u8.ToArray(), "text/plain"),
            ("通话.amr", Documents.Amr, "audio/amr"),
            ("现场.mp4", Documents.Recording("isom"), "video/mp4"),
            ("合同.pdf", Documents.Pdf, "application/pdf"),
        };
        var taken = new List<string>();
        foreach (var (name, content, _) in files)
        {
            taken.Add((await owner.UploadAsync(name, content)).Id);
        }

        await FileAsync(owner, [.. taken]);
        using var http = App.Client();
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)owner.Session!["accessToken"]!);
        var browser = await App.Browser("enterprise1");
        for (var i = 0; i < files.Length; i++)
        {
            using var answer = await http.GetAsync($"/api/v1/attachments/{taken[i]}");
            var page = await browser.GetAsync($"/attachments/{taken[i]}");
            using (Assert.EnterMultipleScope())
            {
                Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo(files[i].MediaType));
                Assert.That(answer.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"), files[i].Name);
                Assert.That(answer.Content.Headers.ContentDisposition.FileNameStar, Is.EqualTo(files[i].Name));
                foreach (var headers in new[] { answer.Headers, page.Headers })
                {
                    Assert.That(headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
                    Assert.That(headers.GetValues("Content-Security-Policy").Single(), Does.EndWith("; sandbox"), files[i].Name);
                }

                var preview = await browser.GetAsync($"/attachments/preview/{taken[i]}");
                Assert.That(preview.Status, Is.EqualTo(files[i].MediaType == "application/pdf" ? 200 : 404), files[i].Name);
            }
        }
    }

    [Test]
    public async Task A_form_offers_what_is_taken_and_says_so()
    {
        foreach (var (who, path) in new[] { ("enterprise1", "/cases/submit"), ("commissioner1", await ProposalAsync()) })
        {
            var chooser = (await (await App.Browser(who)).SeeAsync(path)).Document.QuerySelector("input[name=Files]")!;
            Assert.That(chooser.GetAttribute("accept"), Is.EqualTo(Commissioner.App.Features.Attachments.Kinds.FileKind.Accept), path);
            Assert.That(
                chooser.Owner!.GetElementById("Files-hint")!.TextContent,
                Does.Contain("OFD").And.Contain("WPS 文档").And.Contain("HEIC").And.Contain("20 MB"),
                path
            );
        }

        async Task<string> ProposalAsync()
        {
            var journey = new Journey(App);
            await journey.BeginAsync();
            return $"/closures/propose/{journey.Case}";
        }
    }

    [Test]
    public async Task A_refusal_says_what_the_file_is_and_what_to_do()
    {
        var browser = await App.Browser("enterprise1");
        var refused = await (await browser.SeeAsync("/cases/submit"))
            .FormWith("Description")
            .Fill("Category", "Other")
            .Fill("Title", "示例")
            .Fill("Description", "示例")
            .Attach("Files", "合同.docx", Documents.Ole(1, "EncryptedPackage"))
            .Attach("Files", "清单.xls", "<html><table/></html>"u8.ToArray())
            .Attach("Files", "IMG_0001.HEIC", Documents.Heic)
            .SubmitAsync();
        Assert.That(refused.Status, Is.EqualTo(422), refused.Text);
        Assert.That(
            refused.Text,
            Does.Contain("合同.docx — 加密的 Word 文档，没有密码谁也打不开：请去掉密码后再上传")
                .And.Contain("清单.xls — 这是网页")
                .And.Contain("IMG_0001.jpg"),
            "the photo stays, under the name that it has now"
        );
    }

    private static async Task<Answer> FileAsync(Api owner, params string[] files) =>
        await owner.DoAsync(
            "/cases",
            new
            {
                title = "示例",
                description = "示例",
                category = "Other",
                attachmentIds = files,
            }
        );

    private static async Task<string> ReportWithAsync(Journey journey, Answer whistle, int number, string fileName, string? by = null)
    {
        var department = await journey.As(by ?? $"department{number}");
        var file = (await department.UploadAsync(fileName, Pdf)).Id;
        var now = journey.Now;
        await department.DoAsync(
            $"{journey.Leg(whistle, number)}/reports",
            new
            {
                takenUpAt = now,
                spokenWith = "示例",
                spokenAt = now,
                done = $"做了第{number}件",
                solvedAt = now,
                evidenceIds = new[] { file },
            }
        );
        return file;
    }
}
