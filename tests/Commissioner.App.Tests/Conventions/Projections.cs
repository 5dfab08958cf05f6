using System.Reflection;
using AutoMapper;
using AutoMapper.Internal;
using AutoMapper.QueryableExtensions;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Domain.Departments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commissioner.App.Tests.Conventions;

/// <summary>Rows that are projected by AutoMapper: every one is whole, and one statement.</summary>
public sealed class Projections
{
    [Test]
    public async Task Every_projection_is_whole_and_one_statement()
    {
        await using var app = await TestApp.StartAsync();
        var maps = app.Services.GetRequiredService<AutoMapper.IConfigurationProvider>();
        maps.AssertConfigurationIsValid();
        var all = maps.Internal().GetAllTypeMaps();
        Assert.That(all, Has.Count.GreaterThan(2));
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();
        var statements = app.Count();
        foreach (var map in all)
        {
            statements.Take();
            GetType()
                .GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(map.SourceType, map.DestinationType)
                .Invoke(null, [db, maps]);
            Assert.That(statements.Take().Sent, Is.EqualTo(1), map.DestinationType.Name);
        }
    }

    [Test]
    public void A_row_with_a_column_that_its_table_lacks_is_found() =>
        Assert.That(
            () =>
                new MapperConfiguration(
                    c => c.CreateProjection<Department, DepartmentWithMore>(),
                    NullLoggerFactory.Instance
                ).AssertConfigurationIsValid(),
            Throws.InstanceOf<AutoMapperConfigurationException>()
        );

    // What can't be translated throws here.
    private static void Read<TTable, TRow>(CommissionerDb db, AutoMapper.IConfigurationProvider maps)
        where TTable : class => db.Set<TTable>().AsNoTracking().ProjectTo<TRow>(maps).Take(10).Load();

    private sealed record DepartmentWithMore(string Code, string Smell);
}
