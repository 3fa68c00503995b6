using NodaTime;
using Tandem.Contracts.Insight;

namespace Tandem.Delivery.Projects;

/// <summary>A project's now: its product's clock as the project's wall clock, to the minute.</summary>
internal sealed class ProjectClock(IProductClocks clocks)
{
    public async ValueTask<DateTime> NowAsync(Project project, CancellationToken cancel) =>
        Wall((await clocks.GetAsync(project.Product, cancel)).UtcNow, project.Zone);

    public static DateTime Wall(DateTime utc, string zone)
    {
        var local = Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc)).InZone(DateTimeZoneProviders.Tzdb[zone]).ToDateTimeUnspecified();
        return local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute));
    }
}
