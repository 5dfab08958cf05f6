namespace Commissioner.Domain.Enterprises;

/// <summary>A name that an enterprise bore 曾用名: people still ask for it by that.</summary>
/// <param name="EnterpriseId">The enterprise.</param>
/// <param name="Name">The name.</param>
/// <param name="NotedAt">When it was noted here, UTC; the register may have changed long before.</param>
public sealed record FormerName(Id<Enterprise> EnterpriseId, string Name, DateTimeOffset NotedAt);
