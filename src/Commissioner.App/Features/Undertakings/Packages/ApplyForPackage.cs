using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Packages;

/// <summary>
/// An enterprise applies for a package by one form: its answers, each paper of the shortened list once, and those for which its owner signs
/// that they follow.
/// </summary>
[Allow(Permission.ApplyForPackages)]
public sealed record ApplyForPackage(
    string? Code,
    string? What,
    IReadOnlyDictionary<string, string>? Answers,
    IReadOnlyList<BroughtPaper>? Papers,
    IReadOnlyList<string>? Promised
) : ICommand<Id<Undertaking>>, IHolds;

internal sealed class ApplyForPackageHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<ApplyForPackage, Id<Undertaking>>
{
    public async Task<Id<Undertaking>> Handle(ApplyForPackage command, CancellationToken cancellationToken)
    {
        var own = actor.EnterpriseId ?? throw new NotFound();
        // It may promise papers: one that is found broken elsewhere in this instant comes before it, or after.
        await db.HoldAsync(own, cancellationToken);
        var now = clock.GetUtcNow();
        var today = promises.Calendar.DateOf(now);
        var template = await db.PackageAsync(command.Code, today, cancellationToken);
        var found =
            await (
                from e in db.Enterprises
                join sub in db.Parks on e.ParkId equals sub.Id
                join park in db.Parks on sub.PartOfId ?? sub.Id equals park.Id
                where e.Id == own
                select new
                {
                    Enterprise = e,
                    Sub = sub,
                    park.Code,
                }
            ).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFound();
        var day = $"{found.Code}-YJ-{today:yyyyMMdd}-";
        var given = await db.Undertakings.CountAsync(u => u.Number.StartsWith(day), cancellationToken);
        var brought = PackageSlices.Read(command.Papers);
        var its = Undertaking.Apply(
            new(command.What, command.Answers, [.. brought.Select(p => p.Paper)], [.. (command.Promised ?? []).OfType<string>()]),
            template,
            found.Enterprise,
            found.Sub,
            await db.Departments.AsNoTracking().ToListAsync(cancellationToken),
            await db.ExclusionAsync(own, today, cancellationToken),
            $"{day}{given + 1:0000}",
            promises,
            actor,
            now
        );
        db.Undertakings.Add(its);
        var list = template.ListOf(template.Answered(command.Answers)).ToDictionary(p => p.Name, p => p.NodeCodes);
        await db.TakePapersAsync(
            its.Id,
            // What is on no list is nobody's to read.
            [
                .. brought.Select(p =>
                    (
                        p.File,
                        p.Paper,
                        list.TryGetValue(p.Paper, out var nodes)
                            ? nodes
                            : throw new RuleBroken(UndertakingRules.PaperNotAsked, p.Paper) { Field = "papers" }
                    )
                ),
            ],
            "papers",
            actor,
            cancellationToken
        );
        return its.Id;
    }
}
