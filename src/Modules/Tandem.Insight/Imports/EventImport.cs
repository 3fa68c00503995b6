using System.Buffers;
using System.Text;
using Tandem.Contracts.Ids;
using Tandem.Insight.Ingest;
using Tandem.Insight.Ingest.Loading;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Imports;

/// <summary>What an import did. Skipped: the first rows that made no event, by number, with the reason.</summary>
internal sealed record ImportReport(long Rows, long Events, long SkippedRows, IReadOnlyList<SkippedRow> Skipped);

/// <param name="Reason"><c>no_time</c>, <c>no_person</c> or <c>bad_value</c>.</param>
internal sealed record SkippedRow(long Row, string Reason);

/// <summary>
/// Imports a table: rows become events by a mapping and go the way of every event from there on (clock and normalise, log, loader).
/// Event ids come from the file and row, or the mapping's id columns: the same file twice counts once, and an import broken off is simply started again.
/// </summary>
internal sealed class EventImport(Intake intake, Loader loader)
{
    private const int RowsAtOnce = 2_000;
    private const int ShownSkips = 20;
    private static readonly TimeSpan LoadLimit = TimeSpan.FromMinutes(30);

    /// <param name="product">Where the events go.</param>
    /// <param name="mapping">How rows become events.</param>
    /// <param name="file">CSV, plain or gzip; must be seekable.</param>
    /// <param name="name">The file's name, part of the event ids.</param>
    /// <param name="progress">0 to 1; the last bit is the loading.</param>
    /// <exception cref="ImportException">Mapping and file don't fit, or the file is broken.</exception>
    public async Task<ImportReport> RunAsync(ProductId product, ImportMapping mapping, Stream file, string name, IProgress<double> progress, CancellationToken cancel)
    {
        using var table = new Table(file, mapping.Separator);
        var rows = new Rows(mapping, table, name);
        var events = 0L;
        var writing = Task.CompletedTask;
        while (rows.Take(RowsAtOnce) is { } request)
        {
            cancel.ThrowIfCancellationRequested();
            // one part is on its way to the disk while the next is read
            await writing;
            events += request.Events.Count;
            writing = intake.StoreAsync(product, request);
            progress.Report(Math.Min(table.Done, 1) * 0.9);
        }
        await writing;
        if (!await loader.CaughtUpAsync(LoadLimit, cancel)) throw new ImportException("The events are in the log, but loading them takes unusually long.");
        progress.Report(1);
        return new ImportReport(rows.Count, events, rows.SkippedCount, rows.Skipped);
    }

    private sealed class Rows
    {
        private readonly Table _table;
        private readonly RowTime _time;
        private readonly RowPerson _person;
        private readonly RowEvents[] _events;
        private readonly List<SkippedRow> _skipped = [];

        public Rows(ImportMapping mapping, Table table, string name)
        {
            _table = table;
            _time = new RowTime(mapping.Time, table);
            _person = new RowPerson(mapping.Person, table);
            _events = [.. mapping.Events.Select(e => new RowEvents(e, table, name))];
        }

        public long Count { get; private set; }
        public long SkippedCount { get; private set; }
        public IReadOnlyList<SkippedRow> Skipped => _skipped;

        /// <summary>The events of the next rows; null at the end.</summary>
        public ParsedRequest? Take(int most)
        {
            var request = new ParsedRequest { Historical = true };
            var room = new ArrayBufferWriter<byte>(most * 256);
            var taken = 0;
            for (; taken < most && _table.Next(); taken++)
            {
                Count++;
                if (Add(request, room) is not { } reason) continue;
                SkippedCount++;
                if (_skipped.Count < ShownSkips) _skipped.Add(new SkippedRow(_table.Row, reason));
            }
            return taken == 0 ? null : request;
        }

        private string? Add(ParsedRequest request, ArrayBufferWriter<byte> room)
        {
            if (_time.Read(_table) is not { } time) return "no_time";
            var (distinctId, guest) = _person.Read(_table);
            if (string.IsNullOrEmpty(distinctId)) return "no_person";
            var id = Encoding.UTF8.GetBytes(distinctId);
            var good = true;
            foreach (var rule in _events) good &= rule.Add(request, room, id, guest, time);
            return good ? null : "bad_value";
        }
    }
}
