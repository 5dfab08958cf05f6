namespace Commissioner.App.Features.Imports;

/// <summary>Why one cell of a table was not taken over.</summary>
/// <param name="Row">As the person sees it in the file.</param>
/// <param name="Column">The header's name of it.</param>
/// <param name="Code">The broken rule's.</param>
/// <param name="Details">Values for the placeholders of the rule's text.</param>
public sealed record ImportError(int Row, string Column, string Code, object[] Details);
