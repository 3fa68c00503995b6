using Microsoft.AspNetCore.Http;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families;

/// <summary>One vendor's way to send events: how a request is read and answered. The steps between are the same for all.</summary>
internal interface IIngestFamily
{
    /// <summary>Reads the request's JSON (valid UTF-8, at most <see cref="JsonSlices.MaxDepth"/> deep).</summary>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    /// <exception cref="IngestRefusal">It is not of this family's shape.</exception>
    ParsedRequest Parse(ReadOnlyMemory<byte> json, HttpRequest request);

    /// <summary>Writes the answer after all that is taken is on the disk.</summary>
    Task AnswerAsync(HttpContext http, ParsedRequest request, IReadOnlyList<EventVerdict> verdicts);

    /// <summary>Events may stand in the address or in a form's fields: <see cref="Parse"/> gets the body as it came, only unzipped, also an empty one.</summary>
    bool ReadsForms => false;

    /// <summary>Its clients carry the id of a site in place of a key: see <see cref="Products.FirstContact"/>.</summary>
    bool NamesSites => false;

    /// <summary>Says why a request isn't taken.</summary>
    Task RefuseAsync(HttpContext http, IngestRefusal refusal) => IngestAnswers.RefuseAsync(http, refusal);
}

/// <summary>What became of one event: <paramref name="Dropped"/> is the reason, null where it is stored.</summary>
internal readonly record struct EventVerdict(Guid? Id, string? Dropped);
