using System.ComponentModel;
using Commissioner.App.Features.Shared;
using Commissioner.App.Features.Templates;
using Commissioner.App.Features.Undertakings;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Packages;

internal sealed class PackagesApi : IApi
{
    internal sealed record ApplicationBody(
        string? What,
        IReadOnlyDictionary<string, string>? Answers,
        IReadOnlyList<BroughtPaper>? Papers,
        IReadOnlyList<string>? Promised
    );

    internal sealed record SupplyBody(string? Words, IReadOnlyList<BroughtPaper>? Papers);

    private const string Papers = """[{"name":"营业执照","attachmentId":"0193b0a0-0000-7000-8000-000000000001"}]""";

    public static void Map(RouteGroupBuilder api)
    {
        var packages = api.MapGroup("/packages").WithTags("Packages");
        packages
            .MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) =>
                    Results.Ok(new Page<TemplateRow>(await mediator.Send(new ListTemplates(UndertakingKind.Package), cancelled), null))
            )
            .Allow(Permission.ReadUndertakings)
            .Says<ListTemplates, Page<TemplateRow>>(200, "The catalogue of packages in force, by code.", 401, 403)
            .WithName("listPackages");
        packages
            .MapGet(
                "/{code}",
                async (
                    [Description("The package's code, such as CANTEEN.")] string code,
                    [FromQuery, Description("What is answered so far, each as question=answer.")] string[]? answers,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ShowGuide(code, GuideModel.Read(answers ?? [])), cancelled))
            )
            .Allow(Permission.ReadUndertakings)
            .Says<ShowGuide, PackageGuide>(
                200,
                "The guide of a package: its matters, the one limit, its questions, and the papers that are left by what is answered.",
                401,
                403,
                404
            );
        packages
            .MapPost(
                "/{code}/applications",
                async (
                    [Description("The package's code, such as CANTEEN.")] string code,
                    ApplicationBody a,
                    IMediator mediator,
                    CancellationToken cancelled
                ) =>
                    await Shown(
                        mediator,
                        await mediator.Send(new ApplyForPackage(code, a.What, a.Answers, a.Papers, a.Promised), cancelled),
                        cancelled
                    )
            )
            .Allow(Permission.ApplyForPackages)
            .Says<ApplyForPackage, UndertakingSheet>(
                201,
                "An enterprise applies by one form: answers, each paper once, and what its owner signs to follow.",
                401,
                403,
                404,
                409,
                422
            )
            .Example($$"""{"what":"示例","answers":{"场所":"租赁"},"papers":{{Papers}},"promised":["消防安全检查意见书"]}""");
        var all = api.MapGroup("/undertakings/{id}").WithTags("Packages");
        all.MapPost(
                "/supplies",
                async (Id<Undertaking> id, SupplyBody s, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(mediator, await mediator.Send(new SupplyPackage(id, s.Words, s.Papers), cancelled), cancelled)
            )
            .Allow(Permission.ApplyForPackages)
            .Says<SupplyPackage, UndertakingSheet>(
                201,
                "The enterprise hands in what it was asked for, once for all matters of a package.",
                401,
                403,
                404,
                409,
                422
            )
            .Example($$"""{"words":"示例：已补齐","papers":{{Papers}}}""");
        all.MapPost(
                "/askings",
                async (Id<Undertaking> id, IMediator mediator, CancellationToken cancelled) =>
                    await Shown(mediator, await mediator.Send(new AskForAll(id), cancelled), cancelled)
            )
            .Allow(Permission.StartUndertakings)
            .Says<AskForAll, UndertakingSheet>(
                201,
                "The office asks now for all that units found missing, and waits for no other unit.",
                401,
                403,
                404,
                409,
                422
            );
        all.MapPost(
                "/nodes/{code}/hand-ins",
                async (
                    Id<Undertaking> id,
                    [Description("The node's code, such as LAND.")] string code,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => await Shown(mediator, await mediator.Send(new HandInAnew(id, code), cancelled), cancelled)
            )
            .Allow(Permission.ApplyForPackages)
            .Says<HandInAnew, UndertakingSheet>(
                201,
                "The enterprise hands a matter of a package in anew after it was refused or revoked.",
                401,
                403,
                404,
                409,
                422
            );
    }

    private static async Task<IResult> Shown(IMediator mediator, Id<Undertaking> id, CancellationToken cancelled) =>
        Results.Created($"/api/v1/undertakings/{id}", await mediator.Send(new ShowUndertaking(id), cancelled));
}
