using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tandem.Contracts.Ids;
using Tandem.Insight.Ingest.Families;
using Tandem.Insight.Ingest.Log;
using Tandem.Insight.Ingest.Records;
using Tandem.Insight.Ingest.Steps;
using Tandem.Insight.Products;

namespace Tandem.Insight.Ingest;

/// <summary>The way of a request: size, unpack, shape, key, bot, clock and normalise, log. Each step may drop with a counted reason; the answer comes after the log is on the disk.</summary>
internal sealed class Intake(IngestLog log, KeyRing keys, FirstContact first, IngestCounters counters, TimeProvider time)
{
    private readonly Normalising _normalising = new(counters);

    public async Task HandleAsync(HttpContext http, IIngestFamily family)
    {
        IngestAnswers.AllowOrigin(http);
        ProductId? product = null;
        var key = default(ReadOnlyMemory<byte>);
        try
        {
            var sent = await BodySize.ReadAsync(http);
            using var body = family.ReadsForms ? Unpacking.Unzip(sent) : Unpacking.Unpack(sent);
            var request = Shape(family, body.Memory, http.Request);
            key = request.Key.ToArray();
            if (family.NamesSites && keys.Find(key.Span) is null) await first.TakeAsync(key, http.RequestAborted);
            product = Authenticate(key.Span);
            var verdicts = Bots.Is(http.Request.Headers.UserAgent) ? DropAll(product.Value, request) : await StoreAsync(product.Value, request);
            if (request.Alone && verdicts is [{ Dropped: { } reason }] && reason != DropReasons.Bot) throw new IngestRefusal(400, reason);
            await family.AnswerAsync(http, request, verdicts);
        }
        catch (IngestRefusal refusal)
        {
            counters.Dropped(product, refusal.Reason, sample: Sample(http.Request, key.Span));
            await family.RefuseAsync(http, refusal);
        }
        catch (Exception error) when (error is IOException or BadHttpRequestException && !http.Response.HasStarted)
        {
            await family.RefuseAsync(http, error is BadHttpRequestException bad ? new IngestRefusal(bad.StatusCode, DropReasons.Shape) : new IngestRefusal(503, DropReasons.LogUnavailable));
        }
    }

    /// <summary>The product that a key writes to.</summary>
    public ProductId Authenticate(ReadOnlySpan<byte> key)
    {
        if (key.IsEmpty) throw new IngestRefusal(401, DropReasons.NoKey);
        return keys.Find(key) ?? throw new IngestRefusal(401, DropReasons.WrongKey);
    }

    /// <summary>Writes a request's events to the log; completes when they are durable.</summary>
    public async Task<IReadOnlyList<EventVerdict>> StoreAsync(ProductId product, ParsedRequest request)
    {
        var received = Micros(time.GetUtcNow());
        using var record = new EventsRecord(product, received);
        var verdicts = new List<EventVerdict>(request.Events.Count);
        foreach (var raw in request.Events)
        {
            var dropped = _normalising.Write(record, product, request, raw, received);
            if (dropped is not null && !request.Alone) counters.Dropped(product, dropped, sample: Sample(raw));
            if (record.Size > RecordFrame.Longest) throw new IngestRefusal(413, DropReasons.UnpackedTooLarge);
            verdicts.Add(new EventVerdict(raw.Id, dropped));
        }
        if (record.Count > 0)
        {
            await log.AppendAsync(record.Frame());
            first.Heard(product);
        }
        counters.Accepted(product, record.Count);
        return verdicts;
    }

    public static long Micros(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static string Sample(HttpRequest request, ReadOnlySpan<byte> key) =>
        $"{request.Method} {request.Path}" + (key.IsEmpty ? "" : " · " + WriteKey.Masked(Encoding.UTF8.GetString(key)));

    private static string Sample(in RawEvent raw) => Encoding.UTF8.GetString(raw.Properties.Span[..Math.Min(raw.Properties.Length, 200)]);

    private List<EventVerdict> DropAll(ProductId product, ParsedRequest request)
    {
        counters.Dropped(product, DropReasons.Bot, Math.Max(1, request.Events.Count));
        return request.Events.ConvertAll(raw => new EventVerdict(raw.Id, DropReasons.Bot));
    }

    private static ParsedRequest Shape(IIngestFamily family, ReadOnlyMemory<byte> json, HttpRequest request)
    {
        if (json.IsEmpty && !family.ReadsForms) throw new IngestRefusal(400, DropReasons.Empty);
        try
        {
            return family.Parse(json, request);
        }
        catch (JsonException error)
        {
            throw new IngestRefusal(400, error.Message.Contains("maximum configured depth", StringComparison.Ordinal) ? DropReasons.TooDeep : DropReasons.Malformed);
        }
    }
}
