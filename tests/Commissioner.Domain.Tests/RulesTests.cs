using System.Reflection;

namespace Commissioner.Domain.Tests;

[Parallelizable(ParallelScope.All)]
public class RulesTests
{
    static readonly (FieldInfo Field, Rule Rule)[] Rules =
    [
        .. from type in typeof(Rule).Assembly.GetTypes()
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where field.FieldType == typeof(Rule)
        select (field, (Rule)field.GetValue(null)!),
    ];

    [Test]
    public void There_are_catalogues() =>
        Assert.That(
            Rules.Select(r => r.Field.DeclaringType!.Name).Distinct(),
            Is.SupersetOf(
                new[]
                {
                    "CaseRules",
                    "WhistleRules",
                    "RatingRules",
                    "ReplacementRules",
                    "EnterpriseRules",
                    "CalendarRules",
                    "PhoneNumberRules",
                    "CreditCodeRules",
                }
            )
        );

    [Test]
    public void A_code_is_used_once_over_all_catalogues() => Assert.That(Rules.Select(r => r.Rule.Code), Is.Unique);

    [Test]
    public void A_rule_is_called_by_its_code_and_says_what_is_refused() =>
        Assert.Multiple(() =>
        {
            foreach (var (field, rule) in Rules)
            {
                Assert.That(rule.Code, Is.EqualTo(field.Name), field.DeclaringType!.Name);
                Assert.That(rule.Message, Does.EndWith("."), rule.Code);
                Assert.That(
                    field.IsInitOnly && field.DeclaringType!.Name.EndsWith("Rules", StringComparison.Ordinal),
                    Is.True,
                    $"{field.DeclaringType!.Name}.{field.Name}"
                );
            }
        });
}
