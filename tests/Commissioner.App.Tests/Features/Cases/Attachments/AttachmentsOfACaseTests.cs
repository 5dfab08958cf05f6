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
            Assert.That(
                (await journey.SeenBy("enterprise1")).Each("attachments", "fileName"),
                Is.EquivalentTo(new[] { "完工.pdf", "验收.pdf" })
            );
            Assert.That(
                (await journey.SeenBy("department1")).Each("attachments", "fileName"),
                Is.EqualTo(new[] { "完工.pdf" }),
                "a hidden enterprise's department keeps its own"
            );
            Assert.That((await department.GetAsync($"/attachments/{photo}")).Status, Is.EqualTo(200));
            Assert.That((await department.GetAsync($"/attachments/{record}")).Status, Is.EqualTo(404));
        }
    }
}
