using System.Collections;
using System.Reflection;
using Commissioner.Data;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Calls;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Notes;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.Remedies;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Tips;
using Commissioner.Domain.Visits;
using Commissioner.Domain.Watches;
using Commissioner.Domain.Whistles;

namespace Commissioner.App.Features.Privacy;

/// <summary>
/// Which record's texts a shape of the copy of one's own data says: those of the same names, and on a property the one that it names.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, AllowMultiple = true)]
public sealed class CopyOfAttribute(Type record, string? text = null) : Attribute
{
    public Type Record { get; } = record;

    public string? Text { get; } = text;
}

/// <summary>Which of the texts that are erased some day are in the copy until then, and which are not: a test finds one that is neither.</summary>
public static class OwnTexts
{
    /// <summary>Left out, by the reason why: the copy says no more than one's own pages do.</summary>
    public static IReadOnlyDictionary<string, (Type Type, string[] Properties)[]> LeftOut { get; } =
        new Dictionary<string, (Type, string[])[]>
        {
            ["What commissioner, departments, office and supervision say among themselves."] =
            [
                (typeof(CaseNote), [nameof(CaseNote.Text)]),
                (typeof(ExtensionRequest), [nameof(ExtensionRequest.Reason)]),
                (typeof(Explanation), [nameof(Explanation.Basis)]),
                (typeof(Whistle), [nameof(Whistle.Asked), nameof(Whistle.Tried), nameof(Whistle.MeetPlace)]),
                (typeof(Leg), [nameof(Leg.HandlerName), nameof(Leg.HandlerPhone), nameof(Leg.FirstStep), nameof(Leg.Decision)]),
                (typeof(Objection), [nameof(Objection.Reason), nameof(Objection.DutyBasis)]),
                (typeof(Ruling), [nameof(Ruling.Reason)]),
                (typeof(InterimReport), [nameof(InterimReport.Why), nameof(InterimReport.Standing)]),
                (typeof(Arrival), [nameof(Arrival.Place)]),
                (typeof(Judgement), [nameof(Judgement.Remark)]),
                (
                    typeof(Conference),
                    [nameof(Conference.Agenda), nameof(Conference.Place), nameof(Conference.People), nameof(Conference.Minutes)]
                ),
                (
                    typeof(SupervisionOrder),
                    [nameof(SupervisionOrder.Demand), nameof(SupervisionOrder.Answer), nameof(SupervisionOrder.ReturnedWhy)]
                ),
                (
                    typeof(PoorRating),
                    [nameof(PoorRating.ContactOutcome), nameof(PoorRating.VerificationText), nameof(PoorRating.Correction)]
                ),
                (typeof(Incident), [nameof(Incident.Reason)]),
                (typeof(Visit), [nameof(Visit.BeyondBecause), nameof(Visit.DecidedBecause)]),
                (typeof(ReportedVisit), [nameof(ReportedVisit.Note)]),
                (typeof(Remedy), [nameof(Remedy.Place), nameof(Remedy.CalledOffBecause)]),
                (typeof(IntroductionNote), [nameof(IntroductionNote.Text)]),
            ],
            ["What was said by telephone, and to supervision alone: no page says it, and the office explains it on request."] =
            [
                (typeof(Call), [nameof(Call.From), nameof(Call.ReturnNote)]),
                (typeof(CallbackAnswers), [nameof(CallbackAnswers.Words), nameof(CallbackAnswers.Recording)]),
                (typeof(CallbackAttempt), [nameof(CallbackAttempt.Note)]),
                (typeof(Incident), [nameof(Incident.Words)]),
            ],
            ["Whose it is, nobody knows."] =
            [
                (typeof(Tip), [nameof(Tip.About), nameof(Tip.Occasion)]),
                (typeof(TipWords), [nameof(TipWords.Text)]),
            ],
            ["Of somebody who is no person of the enterprise yet."] =
            [
                (typeof(Invitation), [nameof(Invitation.Name), nameof(Invitation.Phone)]),
            ],
        };

    /// <summary>The texts that the copy says, each by its record and its name.</summary>
    public static IEnumerable<(Type Type, string Property)> Copied() => OwnCopy.Files.SelectMany(f => Of(f.Shape)).Distinct();

    private static IEnumerable<(Type Type, string Property)> Of(Type shape)
    {
        var records = shape.GetCustomAttributes<CopyOfAttribute>().ToList();
        foreach (var property in shape.GetProperties())
        {
            foreach (var named in property.GetCustomAttributes<CopyOfAttribute>())
            {
                yield return (named.Record, named.Text!);
            }

            foreach (var record in records)
            {
                yield return (record.Record, property.Name);
            }

            var type = property.PropertyType;
            var its = type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[0] : type;
            foreach (var inner in its.Namespace == typeof(OwnTexts).Namespace ? Of(its) : [])
            {
                yield return inner;
            }
        }
    }
}
