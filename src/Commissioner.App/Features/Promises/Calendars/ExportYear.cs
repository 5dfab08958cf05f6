using Commissioner.App.Features.Imports;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using MediatR;

namespace Commissioner.App.Features.Calendars;

/// <summary>The dates that a year's notice settled in the calendar in force, as a table that can be imported again.</summary>
[Allow(Permission.ManageRules)]
public sealed record ExportYear(string Code, int Year, bool Workbook = false) : IQuery<byte[]>, IExport;

internal sealed class ExportYearHandler(Promises promises) : IRequestHandler<ExportYear, byte[]>
{
    public Task<byte[]> Handle(ExportYear query, CancellationToken cancellationToken)
    {
        var calendar = promises.Find(query.Code) ?? throw new NotFound();
        if (!calendar.Notices.Any(n => n.Year == query.Year))
        {
            throw new NotFound();
        }

        var dates = calendar.Overrides.Values.Where(d => d.NoticeYear == query.Year);
        return Task.FromResult(TableWriter.ForImport(YearFile.Write(query.Year, dates), query.Workbook));
    }
}
