#pragma warning disable EF1001 // The framework has no public way yet to keep a relationship without its foreign key.
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Internal;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update.Internal;

namespace Commissioner.Data.Providers;

/// <summary>
/// What a migration has to do, without foreign keys from clocks to what they are of: their column holds keys of four tables.
/// </summary>
internal sealed class ModelDifferences(
    IRelationalTypeMappingSource types,
    IMigrationsAnnotationProvider migrations,
    IRelationalAnnotationProvider annotations,
    IRowIdentityMapFactory rows,
    CommandBatchPreparerDependencies batches
) : MigrationsModelDiffer(types, migrations, annotations, rows, batches)
{
    private const string Owners = "owner_id";

    protected override IEnumerable<MigrationOperation> Add(IForeignKeyConstraint target, DiffContext diffContext) =>
        IsOfAnOwner(target) ? [] : base.Add(target, diffContext);

    protected override IEnumerable<MigrationOperation> Remove(IForeignKeyConstraint source, DiffContext diffContext) =>
        IsOfAnOwner(source) ? [] : base.Remove(source, diffContext);

    private static bool IsOfAnOwner(IForeignKeyConstraint key) => key.Table.Name == "clocks" && key.Columns is [{ Name: Owners }];
}
