using System.Buffers;

namespace Tandem.Insight.Ingest.Steps;

/// <summary>Step: requests whose user agent says that no person is behind them. Libraries and command lines are no bots: servers send events too.</summary>
internal static class Bots
{
    private static readonly SearchValues<string> Words = SearchValues.Create(
    [
        "bot/", "bot;", "bot)", "bot ", "-bot", "googlebot", "bingbot", "baiduspider", "yandexbot", "crawler", "spider", "slurp", "headlesschrome", "phantomjs", "lighthouse", "pagespeed", "pingdom",
        "uptimerobot", "gptbot", "claudebot", "bytespider", "facebookexternalhit", "petalbot", "ahrefs", "semrush", "mj12", "dataforseo", "applebot", "duckduckbot", "sogou web",
    ], StringComparison.OrdinalIgnoreCase);

    public static bool Is(string? userAgent) => !string.IsNullOrEmpty(userAgent) && userAgent.AsSpan().ContainsAny(Words);
}
