using System.Text;
using NodaTime;
using NodaTime.Text;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Imports;

/// <summary>Reads the time of a row. In the hour that a zone skips or repeats it takes the later or earlier moment as NodaTime's lenient rule does.</summary>
internal sealed class RowTime
{
    private readonly int _column;
    private readonly LocalDateTimePattern? _pattern;
    private readonly DateTimeZone _zone;
    private string _last = "";
    private long? _lastMicros;

    public RowTime(TimeMapping mapping, Table table)
    {
        _column = table.Column(mapping.Column);
        _zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(mapping.Zone ?? "UTC") ?? throw new ImportException($"time.zone: {mapping.Zone} is no time zone of the IANA list.");
        try
        {
            _pattern = mapping.Format is null ? null : LocalDateTimePattern.CreateWithInvariantCulture(mapping.Format);
        }
        catch (InvalidPatternException error)
        {
            throw new ImportException($"time.format: {error.Message}");
        }
    }

    /// <returns>Microseconds UTC; null where the cell is no such time.</returns>
    public long? Read(Table table)
    {
        var cell = table.Cell(_column).Trim();
        if (cell.SequenceEqual(_last)) return _lastMicros;
        _last = cell.ToString();
        return _lastMicros = Parse(_last);
    }

    private long? Parse(string text)
    {
        if (_pattern is not null) return _pattern.Parse(text) is { Success: true } local ? Micros(local.Value) : null;
        var bytes = Encoding.UTF8.GetBytes(text);
        if (!Moments.TryRead(bytes, out var micros)) return null;
        var hasOffset = text.EndsWith('Z') || (text.Length > 10 && text.AsSpan(10).IndexOfAny('+', '-') >= 0);
        return hasOffset ? micros : Micros(LocalDateTime.FromDateTime(DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond)));
    }

    private long Micros(LocalDateTime local) => local.InZoneLeniently(_zone).ToInstant().ToUnixTimeTicks() / TimeSpan.TicksPerMicrosecond;
}
