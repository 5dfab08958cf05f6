using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Undertakings;

/// <summary>What slices of undertakings share.</summary>
public static class UndertakingSlices
{
    public static readonly Rule TemplateUnknown = new("TemplateUnknown", "No template with this code is in force.");

    public static readonly Rule NodeMoveMissing = new("NodeMoveMissing", "Say which move it is.");

    public static readonly Rule PaperFileMissing = new("PaperFileMissing", "Each paper has a name of 1 to 60 characters and a file.");

    /// <summary>An undertaking with all that its moves need, among what may be seen.</summary>
    /// <exception cref="NotFound">There is none, or it may not be seen.</exception>
    internal static async Task<Undertaking> UndertakingAsync(
        this CommissionerDb db,
        Id<Undertaking> id,
        Actor actor,
        CancellationToken cancellationToken
    ) =>
        await db
            .Undertakings.VisibleTo(db, actor)
            .Include(u => u.Nodes.OrderBy(n => n.No))
            .Include(u => u.Clocks)
            .Include(u => u.Cases)
            .Include(u => u.Papers)
            .AsSplitQuery()
            .SingleOrDefaultAsync(u => u.Id == id, cancellationToken)
        ?? throw new NotFound();

    /// <summary>The person who is to act for an enterprise.</summary>
    internal static async Task<Person> AgentAsync(this CommissionerDb db, Id<Person>? id, CancellationToken cancellationToken) =>
        await db.People.SingleOrDefaultAsync(p => p.Id == id, cancellationToken)
        ?? throw new RuleBroken(UndertakingRules.AgentMissing) { Field = "agentId" };
}
