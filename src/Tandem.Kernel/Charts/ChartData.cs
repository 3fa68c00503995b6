using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tandem.Kernel.Charts;

/// <summary>One line, bar or area of a chart; null is a gap.</summary>
public sealed record ChartSeries(string Label, IReadOnlyList<decimal?> Values, string Kind = "line", bool? Compared = null);

/// <summary>What comes after the data, as long as the chart's x; null before it begins.</summary>
public sealed record ChartForecast(IReadOnlyList<decimal?> Median, IReadOnlyList<decimal?> Lo80, IReadOnlyList<decimal?> Hi80, int Series = 0);

/// <summary>A level that the values are held against.</summary>
public sealed record ChartLine(decimal Value, string Label);

/// <summary>A date among the periods that is named over the plot: a dotted line; kind: milestone, release, signal or note.</summary>
public sealed record ChartMark(string At, string Kind, string Label);

/// <summary>The JSON of <c>&lt;tandem-chart&gt;</c> (web/islands/src/chart/data.ts), which the server also renders as a table.</summary>
public sealed record ChartData(IReadOnlyList<string> X, string Interval, IReadOnlyList<ChartSeries> Series)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Said once, over the axis.</summary>
    public string? Unit { get; init; }

    /// <summary>number, money, percent or ratio.</summary>
    public string Format { get; init; } = "number";
    public string? Currency { get; init; }
    public int? Decimals { get; init; }

    /// <summary>Bars stand on each other, those below zero under it.</summary>
    public bool? Stacked { get; init; }

    /// <summary>Index of the period that is not complete.</summary>
    public int? Partial { get; init; }
    public ChartForecast? Forecast { get; init; }
    public string? DataThrough { get; init; }
    public IReadOnlyList<ChartLine>? Lines { get; init; }
    public IReadOnlyList<ChartMark>? Marks { get; init; }

    /// <summary>Safe inside a script element: the encoder escapes what could end it.</summary>
    public string Json() => JsonSerializer.Serialize(this, Options);
}
