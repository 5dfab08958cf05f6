using System.Text.RegularExpressions;
using Commissioner.App.Features.Clocks;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using MediatR;

namespace Commissioner.App.Features.Calendars;

/// <summary>Proposes other hours or another zone for a calendar, or a new calendar with the holidays of another one.</summary>
/// <param name="Code">The calendar's code; one that there is not yet makes a new one.</param>
/// <param name="IsNew">A new calendar is meant.</param>
/// <param name="Name">Its name; null to leave it as it is.</param>
/// <param name="Zone">Its IANA zone; null to leave it as it is.</param>
/// <param name="Week">Hours by weekday, such as <c>09:00-12:30, 14:00-18:00</c>; a weekday that is absent is off.</param>
/// <param name="BasedOn">Whose holidays a new one takes over; null for the park's own.</param>
/// <param name="Reason">Why.</param>
[Allow(Permission.ManageRules)]
public sealed record ProposeHours(
    string Code,
    bool IsNew,
    string? Name,
    string? Zone,
    IReadOnlyDictionary<DayOfWeek, string?>? Week,
    string? BasedOn,
    string? Reason
) : ICommand<CalendarProposed>;

/// <summary>What waits to be confirmed.</summary>
public sealed record CalendarProposed(string Code, int Version);

internal sealed partial class ProposeHoursHandler(Proposals proposals, Promises promises, Rulebook rulebook, Texts texts)
    : IRequestHandler<ProposeHours, CalendarProposed>
{
    public async Task<CalendarProposed> Handle(ProposeHours command, CancellationToken cancellationToken)
    {
        var current = promises.Find(command.Code);
        if (!command.IsNew && current is null)
        {
            throw new NotFound();
        }

        if (command.IsNew && (current is not null || command.Code == "new" || !CodeShape().IsMatch(command.Code)))
        {
            throw new RuleBroken(CalendarProposalRules.CalendarCodeWrong) { Field = "code" };
        }

        var code = current?.Code ?? command.Code;
        var name =
            command.Name?.Trim() is { Length: > 0 } given ? given
            : current is null ? ""
            : CalendarWords.NameOf(code, rulebook, texts);
        if (name.Length is 0 or > 60)
        {
            throw new RuleBroken(CalendarProposalRules.CalendarNameMissing) { Field = "name" };
        }

        var reason = command.Reason?.Trim() is { Length: > 0 and <= 200 } why
            ? why
            : throw new RuleBroken(CalendarProposalRules.ChangeReasonMissing) { Field = "reason" };
        var from =
            current
            ?? (
                command.BasedOn is { Length: > 0 } other
                    ? promises.Find(other) ?? throw new RuleBroken(CalendarProposalRules.CalendarUnknown, other) { Field = "basedOn" }
                    : promises.Calendar
            );
        var week = command.Week is null ? from.BaseWeek : command.Week.ToDictionary(d => d.Key, d => Hours(d.Key, d.Value));
        var zone = command.Zone?.Trim() is { Length: > 0 } iana ? iana : from.Zone;
        return new(
            code,
            await proposals.ProposeAsync(code, name, reason, version => Make(from, code, version, zone, week), cancellationToken)
        );
    }

    private static IReadOnlyList<Window> Hours(DayOfWeek day, string? text)
    {
        try
        {
            return NextVersion.Hours(text);
        }
        catch (RuleBroken broken)
        {
            throw new RuleBroken(broken.Rule, [.. broken.Details]) { Field = $"week[{day}]" };
        }
    }

    private static WorkingCalendar Make(
        WorkingCalendar from,
        string code,
        int version,
        string zone,
        IReadOnlyDictionary<DayOfWeek, IReadOnlyList<Window>> week
    )
    {
        try
        {
            return from.KeepHours(code, version, zone, week);
        }
        catch (RuleBroken broken)
        {
            throw new RuleBroken(broken.Rule, [.. broken.Details]) { Field = broken.Rule == CalendarRules.ZoneIsKnown ? "zone" : "week" };
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{1,31}$")]
    private static partial Regex CodeShape();
}
