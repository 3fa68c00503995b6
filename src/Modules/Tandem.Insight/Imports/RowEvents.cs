using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tandem.Insight.Ingest.Records;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Imports;

/// <summary>Makes the events of one rule of the mapping from rows.</summary>
internal sealed class RowEvents
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Table _table;
    private readonly string _file;
    private readonly byte[]? _name;
    private readonly int _nameColumn;
    private readonly int _once;
    private readonly RowCondition? _when;
    private readonly RowCondition? _unless;
    private readonly int[]? _id;
    private readonly RowValue[] _values;
    private readonly HashSet<string> _seen = [];
    private readonly Utf8JsonWriter _writer = new(Stream.Null, Writing);

    /// <param name="file">The file's name: with the row it makes the ids of events that name none.</param>
    public RowEvents(EventMapping mapping, Table table, string file)
    {
        if (mapping.Name is null == mapping.NameColumn is null) throw new ImportException("events: give each either a name or a nameColumn.");
        (_table, _file) = (table, file);
        _name = mapping.Name is null ? null : Encoding.UTF8.GetBytes(mapping.Name);
        _nameColumn = mapping.NameColumn is null ? -1 : table.Column(mapping.NameColumn);
        _once = mapping.Once is null ? -1 : table.Column(mapping.Once);
        _when = mapping.When is null ? null : new RowCondition(mapping.When, table);
        _unless = mapping.Unless is null ? null : new RowCondition(mapping.Unless, table);
        _id = mapping.Id is null ? null : [.. mapping.Id.Select(table.Column)];
        _values = [.. (mapping.Properties ?? []).Select(property => new RowValue(property.Key, property.Value, table))];
    }

    /// <summary>Adds the current row's event, if it makes one.</summary>
    /// <returns>False where a cell is not of its type.</returns>
    public bool Add(ParsedRequest into, ArrayBufferWriter<byte> room, byte[] distinctId, bool guest, long time)
    {
        if (_when is not null && !_when.Holds() || _unless is not null && _unless.Holds()) return true;
        if (_once >= 0 && !_seen.Add(_table.Cell(_once).Trim().ToString())) return true;
        var name = _name ?? Encoding.UTF8.GetBytes(_table.Cell(_nameColumn).Trim().ToString());
        var start = room.WrittenCount;
        _writer.Reset(room);
        _writer.WriteStartObject();
        foreach (var value in _values) if (!value.Write(_writer, _table)) return false;
        _writer.WriteEndObject();
        _writer.Flush();
        into.Events.Add(new RawEvent
        {
            Id = EventIds.Of(Encoding.UTF8.GetBytes(IdText(name))),
            Name = name,
            DistinctId = distinctId,
            Properties = room.WrittenMemory[start..],
            Happened = SentTime.At(time),
            Marks = guest ? EventMarks.Personless : EventMarks.None,
        });
        return true;
    }

    private string IdText(byte[] name)
    {
        var text = new StringBuilder("import|").Append(Encoding.UTF8.GetString(name)).Append('|');
        if (_id is not null) foreach (var column in _id) text.Append(_table.Cell(column)).Append('|');
        else if (_once >= 0) text.Append(_table.Cell(_once).Trim());
        else text.Append(_file).Append('|').Append(_table.Row);
        return text.ToString();
    }
}
