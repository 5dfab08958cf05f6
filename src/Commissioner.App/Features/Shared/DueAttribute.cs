namespace Commissioner.App.Features.Shared;

/// <summary>
/// A due time that is counted by the calendar: what holds it says beside it, as <c>assured</c>, whether its year is known.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DueAttribute : Attribute;
