using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Choices;
using Commissioner.App.Features.Enterprises;
using Commissioner.App.Features.Financing;
using Commissioner.App.Features.Labels;
using Commissioner.App.Features.Logins;
using Commissioner.App.Features.Logins.Keys;
using Commissioner.App.Features.Notices;
using Commissioner.App.Features.Offerings;
using Commissioner.App.Features.Remedies;
using Commissioner.App.Features.Satisfaction;
using Commissioner.App.Features.Shared;
using Commissioner.App.Features.Undertakings;
using Commissioner.App.Features.Visits;
using Commissioner.App.Hosting;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;

namespace Commissioner.App.Features.Privacy;

/// <summary>
/// Writes the copy of somebody's own data: a ZIP of JSON, part after part as it is read. Each part is asked for by the request by which the
/// person's own pages show it, so that it can't say more than they do.
/// </summary>
public sealed class OwnCopy(IMediator mediator, Texts texts, TimeProvider clock)
{
    private const int PageOf = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    private readonly List<OwnPart> _parts = [];

    /// <summary>The files of the copy and what is written into them.</summary>
    public static IReadOnlyList<(string File, Type Shape, bool IsList)> Files { get; } =
    [
        ("person.json", typeof(OwnPerson), false),
        ("messages.json", typeof(OwnMessage), true),
        ("requests.json", typeof(OwnAsked), true),
        ("enterprise.json", typeof(OwnEnterprise), false),
        ("looks.json", typeof(OwnLook), true),
        ("offerings.json", typeof(OwnOffering), true),
        ("financing.json", typeof(OwnFinancing), true),
        ("cases/*.json", typeof(OwnCase), false),
        ("projects/*.json", typeof(OwnProject), false),
        ("visits.json", typeof(OwnVisit), true),
        ("remedies.json", typeof(OwnRemedyLine), true),
        ("labels.json", typeof(OwnKnown), true),
        ("claims.json", typeof(OwnClaim), true),
    ];

    /// <summary>The copy as a file to hand out.</summary>
    public HandedOut Of(OwnRecord record) =>
        new(
            "application/zip",
            $"my-data-{Shared.Moments.Local(clock.GetUtcNow()):yyyyMMdd}.zip",
            (to, cancelled) => WriteAsync(record, to, cancelled)
        );

    private async Task WriteAsync(OwnRecord record, Stream to, CancellationToken cancelled)
    {
        await using var line = new Gathered(to);
        await using (var zip = await ZipArchive.CreateAsync(line, ZipArchiveMode.Create, leaveOpen: true, null, cancelled))
        {
            await FillAsync(record, zip, line, cancelled);
        }

        await line.SendAsync(cancelled);
    }

    private async Task FillAsync(OwnRecord record, ZipArchive zip, Gathered line, CancellationToken cancelled)
    {
        await AddAsync(zip, line, "fields.json", Files.SelectMany(f => OwnFields.Of(f.File, f.Shape, f.IsList, texts)).ToList(), cancelled);
        await AddAsync(zip, line, "person.json", await PersonAsync(record, cancelled), cancelled);
        await AddAsync(zip, line, "messages.json", MessagesAsync(cancelled), cancelled);
        var asked = await mediator.Send(new ListOwnRequests(), cancelled);
        await AddAsync(
            zip,
            line,
            "requests.json",
            asked.Select(r => new OwnAsked(r.AskedAt, texts.Name(r.Ask), r.Text, r.Granted, r.Answer, r.AnsweredAt)).ToList(),
            cancelled
        );
        await AddAsync(zip, line, "enterprise.json", await EnterpriseAsync(record, cancelled), cancelled);
        await AddAsync(zip, line, "looks.json", LooksAsync(record, cancelled), cancelled);
        await AddAsync(zip, line, "offerings.json", OfferingsAsync(cancelled), cancelled);
        await AddAsync(zip, line, "financing.json", FinancingAsync(cancelled), cancelled);
        await foreach (var row in PagesAsync(after => new ListCases(Box.All, Take: PageOf, After: after), cancelled))
        {
            await AddAsync(
                zip,
                line,
                $"cases/{row.Number ?? row.Id.ToString()}.json",
                await CaseAsync(row.Id, record.Filed.Contains(row.Id), cancelled),
                cancelled
            );
        }

        await foreach (var row in PagesAsync(after => new ListUndertakings(Take: PageOf, After: after), cancelled))
        {
            await AddAsync(zip, line, $"projects/{row.Number}.json", await ProjectAsync(row.Id, cancelled), cancelled);
        }

        await AddAsync(zip, line, "visits.json", VisitsAsync(cancelled), cancelled);
        await AddAsync(zip, line, "remedies.json", RemediesAsync(cancelled), cancelled);
        var labels = await mediator.Send(new ListOwnLabels(), cancelled);
        await AddAsync(
            zip,
            line,
            "labels.json",
            labels
                .Select(l => new OwnKnown(
                    texts["label." + l.Label],
                    l.Value,
                    l.Source,
                    l.AsOf,
                    l.Wanted,
                    l.WantedBecause,
                    l.RefusedBecause
                ))
                .ToList(),
            cancelled
        );
        await AddAsync(zip, line, "claims.json", record.Claims, cancelled);

        // The last file, so that a copy that was cut off has none.
        await AddAsync(zip, line, "manifest.json", new OwnManifest(clock.GetUtcNow(), PrivacyNotice.Version, [.. _parts]), cancelled);
    }

    private async Task<OwnPerson> PersonAsync(OwnRecord record, CancellationToken cancelled)
    {
        var choice = await mediator.Send(new ShowChoice(), cancelled);
        var logins = await mediator.Send(new ListLogins(), cancelled);
        var keys = await mediator.Send(new ListKeys(), cancelled);
        return record.Person with
        {
            Language = choice.Culture,
            Channels = [.. choice.Channels.Select(c => new OwnChannel(texts.Name(c.Channel), c.To, texts.Name(c.Wants)))],
            SignedInOn = [.. logins.Select(l => new OwnLogin(l.BeganAt, l.SeenAt, l.Device, l.Network))],
            Keys = [.. keys.Select(k => new OwnKey(k.Name, texts.Name(k.Scope), k.MadeAt, k.EndsAt, k.SeenAt))],
        };
    }

    private async IAsyncEnumerable<T> PagesAsync<T>(
        Func<string?, IRequest<Page<T>>> ask,
        [EnumeratorCancellation] CancellationToken cancelled
    )
    {
        string? after = null;
        do
        {
            var page = await mediator.Send(ask(after), cancelled);
            foreach (var row in page.Items)
            {
                yield return row;
            }

            after = page.Next;
        } while (after is not null);
    }

    private async IAsyncEnumerable<OwnMessage> MessagesAsync([EnumeratorCancellation] CancellationToken cancelled)
    {
        await foreach (var message in PagesAsync(after => new ListNotices(PageOf, after), cancelled))
        {
            yield return new(message.At, message.Text, message.ReadAt);
        }
    }

    private async Task<OwnEnterprise> EnterpriseAsync(OwnRecord record, CancellationToken cancelled)
    {
        var e = await mediator.Send(new ShowEnterprise(record.EnterpriseId), cancelled);
        return new(
            e.Name,
            e.CreditCode,
            e.Industry,
            e.Park,
            e.FormerNames,
            record.ContactName,
            record.ContactPhone,
            [.. e.Assignments.Select(a => new OwnAssignment(texts.Name(a.Duty), a.Person?.Name, a.From, a.To, texts.Name(a.Reason)))]
        );
    }

    private async IAsyncEnumerable<OwnLook> LooksAsync(OwnRecord record, [EnumeratorCancellation] CancellationToken cancelled)
    {
        string? after = null;
        do
        {
            var page = await mediator.Send(new ListViews(record.EnterpriseId, PageOf, after), cancelled);
            foreach (var look in page.Items)
            {
                yield return new(look.Unit, texts.Name(look.Role), texts.Name(look.Purpose), look.At);
            }

            after = page.Next;
        } while (after is not null);
    }

    private async IAsyncEnumerable<OwnFinancing> FinancingAsync([EnumeratorCancellation] CancellationToken cancelled)
    {
        await foreach (var row in PagesAsync(after => new ListFinancing(Take: PageOf, After: after), cancelled))
        {
            var n = await mediator.Send(new ShowFinancing(row.Id), cancelled);
            yield return new(
                texts.Name(n.State),
                n.StatedAt,
                n.AmountFrom,
                n.AmountTo,
                n.Purpose,
                n.TermMonths,
                n.WantedOn,
                n.Collateral,
                n.ContactName,
                n.ContactPhone,
                n.ProposedBecause,
                n.CheckedBecause,
                n.ListedAt,
                n.GrantedAmount,
                n.GrantedOn,
                n.GrantedBy,
                n.OutcomeWords,
                [
                    .. n.Pushes.Select(p => new OwnPush(
                        p.Bank,
                        texts.Name(p.State),
                        p.PushedAt,
                        [
                            .. p.Answers.Select(a => new OwnBankAnswer(
                                texts.Name(a.Word),
                                a.At,
                                a.Amount,
                                a.Rate,
                                a.TermMonths,
                                a.ContactName,
                                a.ContactPhone,
                                a.Words,
                                a.Reply,
                                a.RepliedAt
                            )),
                        ]
                    )),
                ]
            );
        }
    }

    private async IAsyncEnumerable<OwnOffering> OfferingsAsync([EnumeratorCancellation] CancellationToken cancelled)
    {
        await foreach (var o in PagesAsync(after => new ListOfferings(Take: PageOf, After: after), cancelled))
        {
            yield return new(
                texts.Name(o.Kind),
                texts.Name(o.Category),
                o.What,
                o.Amount,
                o.Unit,
                o.Place,
                o.UntilOn,
                texts.Name(o.Audience),
                texts.Name(o.State),
                o.FiledAt
            );
        }
    }

    private async IAsyncEnumerable<OwnVisit> VisitsAsync([EnumeratorCancellation] CancellationToken cancelled)
    {
        await foreach (var row in PagesAsync(after => new ListVisits(Take: PageOf, After: after), cancelled))
        {
            var v = await mediator.Send(new ShowVisit(row.Id), cancelled);
            yield return new(
                texts.Name(v.Origin),
                texts.Name(v.State),
                v.At,
                v.Purpose,
                v.By,
                v.Departments,
                v.Note,
                v.HeldAt,
                [.. v.Findings.Select(f => new OwnFinding(f.Text, f.Number))],
                v.Rated is { } level ? texts.Name(level) : null,
                v.RatedWords
            );
        }
    }

    private async IAsyncEnumerable<OwnRemedyLine> RemediesAsync([EnumeratorCancellation] CancellationToken cancelled)
    {
        await foreach (var r in PagesAsync(after => new ListOwnRemedies(Take: PageOf, After: after), cancelled))
        {
            yield return new(r.Title, r.Number, texts.Name(r.State), r.Owner, r.Measures, r.DueAt, r.Done, r.Helped, r.Words);
        }
    }

    private async Task<OwnProject> ProjectAsync(Id<Undertaking> id, CancellationToken cancelled)
    {
        var u = await mediator.Send(new ShowUndertaking(id, int.MaxValue), cancelled);
        return new(
            u.Number,
            texts.Name(u.Kind),
            u.Title,
            texts.Name(u.Status),
            u.Entrusted,
            [.. u.Authority.Select(a => texts.Name(a))],
            u.EntrustedBy,
            u.EntrustedAt,
            u.RevokedAt,
            u.Agent,
            u.Colleague,
            u.StartedAt,
            u.EndAt,
            u.CompletedAt,
            u.GreenDecision,
            u.Answers,
            u.Rated is { } level ? texts.Name(level) : null,
            u.RatedReason,
            [
                .. u.Nodes.Select(n => new OwnNode(
                    n.Code,
                    n.Name,
                    texts.Name(n.Status),
                    n.DepartmentName,
                    n.DueAt,
                    n.Words,
                    [.. n.Files.Select(f => new OwnPaperFile(f.Paper, f.FileName))]
                )),
            ],
            [
                .. u.Papers.Select(p => new OwnPaper(
                    p.Name,
                    p.NodeName,
                    texts.Name(p.Status),
                    p.SignedBy,
                    p.SignedAt,
                    p.PromisedBy,
                    p.SuppliedAt,
                    p.VerifiedAt,
                    p.Words,
                    p.BrokenAt,
                    p.ExcludedUntil,
                    p.Majeure,
                    p.MajeureGranted
                )),
            ],
            [.. u.History.Reverse().Select(h => new OwnHappening(h.At, h.Text, h.By, texts.Name(h.As)))]
        );
    }

    private async Task<OwnCase> CaseAsync(Id<Case> id, bool filedByYou, CancellationToken cancelled)
    {
        var c = await mediator.Send(new ShowCase(id, PageOf), cancelled);
        List<TimelineLine> history = [.. c.Timeline];
        for (var next = c.TimelineNext; next is not null; )
        {
            var older = await mediator.Send(new ShowCase(id, PageOf, next), cancelled);
            history.InsertRange(0, older.Timeline);
            next = older.TimelineNext;
        }

        var ratings = await mediator.Send(new ShowRating(id), cancelled);
        return new(
            c.Number,
            c.Title,
            c.Description,
            texts["category." + c.Category],
            texts.Name(c.Urgency),
            c.Place,
            texts.Name(c.Status),
            c.SubmittedAt,
            filedByYou,
            c.ContactName,
            c.ContactPhone,
            c.DueAt,
            c.Question,
            c.GoTo,
            c.Plan?.Measures,
            c.Explanation?.Words,
            c.Closure is { } f ? new(f.TakenUpAt, f.SpokenWith, f.SpokenAt, f.Done, f.SolvedAt) : null,
            [
                .. c.Attachments.Select(a => new OwnAttachment(a.FileName, a.MediaType, a.Length, texts["privacy.own.yours"])),
                .. c.Evidence.Select(a => new OwnAttachment(
                    a.FileName,
                    a.MediaType,
                    a.Length,
                    a.DepartmentName ?? texts["files.from.closure"]
                )),
            ],
            [.. history.Select(h => new OwnHappening(h.At, h.Text, h.By, texts.Name(h.As)))],
            [.. ratings.SelectMany(Said)]
        );
    }

    private IEnumerable<OwnRating> Said(RatingSheet rating)
    {
        yield return Of(rating.First, false);
        if (rating.Change is { } change)
        {
            yield return Of(change, true);
        }

        OwnRating Of(OpinionSheet said, bool isChange) =>
            new(
                said.At,
                texts.Name(said.Overall),
                Name(said.Commissioner),
                Name(said.Result),
                said.Reason,
                isChange,
                isChange ? null : rating.Reply
            );
        string? Name(Domain.Satisfaction.Level? level) => level is { } l ? texts.Name(l) : null;
    }

    private async Task AddAsync<T>(ZipArchive zip, Gathered line, string path, T content, CancellationToken cancelled)
    {
        using var hash = SHA256.Create();
        await using (var entry = await zip.CreateEntry(path).OpenAsync(cancelled))
        {
            await using var hashing = new CryptoStream(entry, hash, CryptoStreamMode.Write, leaveOpen: true);
            await JsonSerializer.SerializeAsync(hashing, content, Json, cancelled);
            await hashing.FlushFinalBlockAsync(cancelled);
        }

        await line.SendAsync(cancelled);
        _parts.Add(new(path, Convert.ToHexStringLower(hash.Hash!)));
    }
}

/// <summary>A file of the copy.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Sha256">Of its bytes, hexadecimal.</param>
public sealed record OwnPart(string Path, string Sha256);

/// <summary>What the copy consists of.</summary>
/// <param name="MadeAt">When it was made, UTC.</param>
/// <param name="NoticeVersion">By which notice of personal information.</param>
/// <param name="Files">All other files.</param>
public sealed record OwnManifest(DateTimeOffset MadeAt, int NoticeVersion, IReadOnlyList<OwnPart> Files);
