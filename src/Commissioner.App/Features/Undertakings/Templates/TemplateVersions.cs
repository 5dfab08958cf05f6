using Commissioner.Data;
using Commissioner.Domain.Undertakings;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Templates;

/// <summary>Finds versions of templates.</summary>
internal static class TemplateVersions
{
    /// <summary>The last version of each template.</summary>
    public static IQueryable<UndertakingTemplate> Last(this CommissionerDb db) =>
        db.UndertakingTemplates.Where(t => !db.UndertakingTemplates.Any(l => l.Code == t.Code && l.Version > t.Version));

    /// <summary>The version of each template that is in force on a day.</summary>
    public static IQueryable<UndertakingTemplate> InForce(this CommissionerDb db, DateOnly on) =>
        db.UndertakingTemplates.Where(t =>
            t.EffectiveOn <= on && !db.UndertakingTemplates.Any(l => l.Code == t.Code && l.Version > t.Version && l.EffectiveOn <= on)
        );
}
