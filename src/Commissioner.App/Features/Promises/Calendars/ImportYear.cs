using Commissioner.App.Features.Clocks;
using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using MediatR;

namespace Commissioner.App.Features.Calendars;

/// <summary>Proposes a calendar with a year's notice out of a file: with one error of the file nothing is stored.</summary>
/// <param name="Code">The calendar.</param>
/// <param name="FileName">What the file is called.</param>
/// <param name="Content">The file.</param>
/// <param name="Notice">The notice's number.</param>
/// <param name="ConfirmFew">Said of a year with implausibly few or many days off: it was compared with the notice and is so.</param>
[Allow(Permission.ManageRules)]
public sealed record ImportYear(string Code, string FileName, Stream? Content, string? Notice, bool ConfirmFew = false)
    : ICommand<YearImport>,
        IRepeatable,
        IBringsFile;

/// <summary>What became of an import.</summary>
/// <param name="Version">The version that waits to be confirmed; null where the file was refused.</param>
/// <param name="Errors">Why it was refused.</param>
public sealed record YearImport(int? Version, IReadOnlyList<ImportError> Errors);

internal sealed class ImportYearHandler(Proposals proposals, Promises promises, Rulebook rulebook, Texts texts)
    : IRequestHandler<ImportYear, YearImport>
{
    public async Task<YearImport> Handle(ImportYear command, CancellationToken cancellationToken)
    {
        var current = promises.Find(command.Code) ?? throw new NotFound();
        var number = command.Notice?.Trim() is { Length: > 0 and <= 100 } given
            ? given
            : throw new RuleBroken(YearFileRules.NoticeNumberMissing) { Field = "notice" };
        var file = YearFile.Read(
            command.FileName,
            command.Content ?? throw new RuleBroken(YearFileRules.YearFileMissing) { Field = "file" }
        );
        if (file.Errors.Count > 0)
        {
            return new(null, [.. file.Errors.OrderBy(e => e.Row)]);
        }

        var name = CalendarWords.NameOf(current.Code, rulebook, texts);
        return new(
            await proposals.ProposeAsync(
                current.Code,
                name,
                number,
                version => Announce(current, version, new(file.Year, number), file, command.ConfirmFew),
                cancellationToken
            ),
            []
        );
    }

    // A calendar that the file's dates would make impossible is reported as an error of the file.
    private static WorkingCalendar Announce(WorkingCalendar current, int version, YearNotice notice, YearFile file, bool confirmed)
    {
        WorkingCalendar next;
        try
        {
            next = current.Announce(version, notice, file.Days);
        }
        catch (RuleBroken broken)
        {
            throw new RuleBroken(broken.Rule, [.. broken.Details]) { Field = "file" };
        }

        return confirmed || YearDoubt.Of(next, file.Year) is not { } doubt
            ? next
            : throw new RuleBroken(YearFileRules.FewDaysOff, doubt.Year, doubt.HolidayDates, doubt.WorkingDays) { Field = "confirmFew" };
    }
}
