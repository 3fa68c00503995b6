using Tandem.Automation.Signals;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Wording;

namespace Tandem.Automation.Rules;

/// <summary>A target in one line: "Revenue · StockCode:22423 ≥ 1,900,000 (3 Jul – 2 Oct)".</summary>
internal static class TargetText
{
    public static string Of(TargetInfo target, IReadOnlyList<MetricInfo> metrics, Words words)
    {
        var metric = metrics.FirstOrDefault(m => m.Id == target.Metric);
        var value = metric?.Unit switch { "money" => Formats.Money(target.Value, metric.Currency), "share" => Formats.Share((double)target.Value), _ => Formats.Number(target.Value, target.Value == decimal.Truncate(target.Value) ? 0 : 2) };
        return $"{metric?.ForReader() ?? "–"}{(target.Segment is { } segment ? " · " + segment : "")} {(target.Wanted == Wanted.AtLeast ? "≥" : "≤")} {value} · {words["rule.target.by", Formats.TableDate(target.To, target.From)]}";
    }
}
