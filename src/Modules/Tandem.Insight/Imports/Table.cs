using System.IO.Compression;
using System.Text;
using Sylvan.Data.Csv;

namespace Tandem.Insight.Imports;

/// <summary>A CSV file (plain or gzip) read row by row; cells by column name.</summary>
internal sealed class Table : IDisposable
{
    private readonly CsvDataReader _reader;
    private readonly Stream _file;

    public Table(Stream file, string? separator)
    {
        _file = file;
        var options = new CsvDataReaderOptions { Delimiter = separator is [var mark] ? mark : null, MaxBufferSize = 4 << 20, ResultSetMode = ResultSetMode.SingleResult };
        try
        {
            _reader = CsvDataReader.Create(new StreamReader(Plain(file), Encoding.UTF8, detectEncodingFromByteOrderMarks: true), options);
        }
        catch (CsvMissingHeadersException)
        {
            throw new ImportException("The file is empty.");
        }
    }

    /// <summary>Counts from 1; the header is not counted.</summary>
    public long Row { get; private set; }

    /// <summary>Share of the file that is read.</summary>
    public double Done => _file.Length == 0 ? 1 : (double)_file.Position / _file.Length;

    public int Column(string name)
    {
        for (var i = 0; i < _reader.FieldCount; i++) if (_reader.GetName(i) == name) return i;
        throw new ImportException($"The file has no column \"{name}\". It has: {string.Join(", ", Enumerable.Range(0, _reader.FieldCount).Select(_reader.GetName))}.");
    }

    public bool Next()
    {
        try
        {
            Row++;
            return _reader.Read();
        }
        catch (Exception error) when (error is CsvFormatException or InvalidDataException)
        {
            throw new ImportException($"Row {Row} can't be read: {error.Message}");
        }
    }

    public ReadOnlySpan<char> Cell(int column) => column < _reader.RowFieldCount ? _reader.GetFieldSpan(column) : default;

    private static Stream Plain(Stream file)
    {
        Span<byte> start = stackalloc byte[2];
        var read = file.ReadAtLeast(start, 2, throwOnEndOfStream: false);
        file.Position = 0;
        return read == 2 && start is [0x1f, 0x8b] ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    public void Dispose() => _reader.Dispose();
}
