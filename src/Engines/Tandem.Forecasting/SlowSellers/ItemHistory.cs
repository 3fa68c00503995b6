namespace Tandem.Forecasting.SlowSellers;

/// <summary>
/// Weekly units of one item. <paramref name="Units"/>[w] are the units sold in week w (returns not subtracted); all items of a data set count the same
/// weeks. May reach past an origin: what lies there is not read.
/// </summary>
public sealed record ItemHistory(string Id, ReadOnlyMemory<double> Units);
