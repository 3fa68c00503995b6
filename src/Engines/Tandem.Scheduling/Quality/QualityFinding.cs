namespace Tandem.Scheduling;

/// <summary>What would mend a finding: an edit of the row or link it names.</summary>
public enum QualityFix
{
    /// <summary>Needs a person's thought: look at the row.</summary>
    Look,
    AddPredecessor,
    AddSuccessor,
    RemoveLag,
    MakeFinishStart,
    RemoveConstraint,
    RemoveLink,
    SplitActivity,
    AssignResource,
    ClearActual,
    RescheduleRemaining,
}

/// <summary>One thing a check found: the row, the link where it is one, and what would mend it.</summary>
public sealed record QualityFinding(int Key, QualityFix Fix, Dependency? Link = null);

/// <summary>
/// One check: how many of how many, against its limit. <see cref="Value"/> is a share (0–1) of <see cref="Of"/>, or the index itself for CPLI and BEI;
/// null where the plan holds nothing to check.
/// </summary>
/// <param name="Code">Stable name: <c>logic</c>, <c>leads</c>, …</param>
/// <param name="Value">Share or index.</param>
/// <param name="Limit">What it is held against.</param>
/// <param name="Passed">Whether it holds; null where there is nothing to check.</param>
/// <param name="Of">How many rows or links were looked at.</param>
/// <param name="Findings">What was found.</param>
public sealed record QualityCheck(string Code, double? Value, double Limit, bool? Passed, int Of, IReadOnlyList<QualityFinding> Findings);
