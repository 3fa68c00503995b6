using System.Text.Json.Serialization;

namespace Tandem.Delivery.Plans;

/// <summary>Rows of a plan by columns, and what was asked for beside them.</summary>
internal sealed record RowsAnswer(long Version, int Total, int From, IReadOnlyDictionary<string, object?[]> Columns)
{
    /// <summary>The plan without its rows: tree, span, counts.</summary>
    public RowsOutline? Outline { get; init; }

    /// <summary>Rows that a filter, an order or groups leave; null where all are shown as the outline has them.</summary>
    public RowsShown? View { get; init; }
    public RowsLinks? Links { get; init; }

    /// <summary>The row of the item asked for with <c>at</c>; −1 where the plan has no such.</summary>
    public int? At { get; init; }
}

/// <summary>What a window needs of the whole. Steps: each row's number less the one before it; levels count from 0; late is past its deadline or due day and not done.</summary>
internal sealed record RowsOutline(string Mode, int MinutesPerDay, NonWorking NonWorking, IReadOnlyList<int> NumberSteps, IReadOnlyList<int> Levels)
{
    [JsonConverter(typeof(WallTime))] public DateTime? DataDate { get; init; }

    /// <summary>From the first to the last date that anything is drawn at.</summary>
    [JsonConverter(typeof(WallTime))] public DateTime From { get; init; }
    [JsonConverter(typeof(WallTime))] public DateTime To { get; init; }
    public int Items { get; init; }
    public int Critical { get; init; }
    public int Late { get; init; }
}

/// <summary>Rows in the order in which they are shown, and the groups they fall into one after another. With neither order nor groups the rows above those that match are among them.</summary>
internal sealed record RowsShown(int Matches, IReadOnlyList<int> Rows, IReadOnlyList<RowsGroup> Groups);

internal sealed record RowsGroup(string? Key, string? Name, int Count);

/// <summary>Links that touch the rows, by columns; from and to are rows. Ends: the rows at their other ends.</summary>
internal sealed record RowsLinks(IReadOnlyList<Contracts.Ids.DependencyId> Id, IReadOnlyList<int> From, IReadOnlyList<int> To, IReadOnlyList<string> Type, IReadOnlyList<double> Lag,
    IReadOnlyList<string> LagUnit, IReadOnlyList<bool> Critical, IReadOnlyList<RowsEnd> Ends);

internal sealed record RowsEnd(int Row, string Wbs, string Name, [property: JsonConverter(typeof(WallTime))] DateTime Start, [property: JsonConverter(typeof(WallTime))] DateTime Finish);
