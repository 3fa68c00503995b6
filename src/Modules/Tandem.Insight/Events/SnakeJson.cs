using System.Text.Json;
using Tandem.Kernel.Web;

namespace Tandem.Insight.Events;

/// <summary>JSON of events and persons: snake_case, as the clients that send them write.</summary>
internal static class SnakeJson
{
    public static readonly JsonSerializerOptions Options = TandemJson.Apply(new JsonSerializerOptions(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower });

    /// <param name="micros">Microseconds since 1970-01-01 UTC.</param>
    public static DateTime Utc(long micros) => DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
