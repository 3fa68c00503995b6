using System.Globalization;
using Tandem.Scheduling.Files;

namespace Tandem.Bench.Scheduling;

/// <summary>The sample's people by role, and who works on what.</summary>
internal static class SampleResources
{
    private static readonly (string Key, string English, string Chinese, decimal Rate)[] Roles =
    [
        ("manager", "Project manager", "项目经理", 38), ("merchandiser", "Merchandiser", "商品企划", 34), ("buyer", "Buyer", "采购", 32), ("agent", "Sourcing agent, Ningbo", "宁波采购代理", 18),
        ("analyst", "Analyst", "数据分析", 30), ("designer", "Designer", "设计师", 29), ("editor", "Product editor", "商品编辑", 24), ("photographer", "Photographer", "摄影师", 35),
        ("developer", "Web developer", "网站开发", 40), ("marketer", "Marketing lead", "营销负责人", 33), ("warehouse", "Warehouse manager", "仓库主管", 28), ("operations", "Operations lead", "运营负责人", 36), ("service", "Customer service lead", "客服主管", 26),
    ];

    public static IReadOnlyList<PlanResource> All(string language) =>
        [.. Roles.Select((r, i) => new PlanResource(i + 1, language == "en" ? r.English : r.Chinese, CalendarUid: r.Key == "warehouse" ? 2 : 1, StandardRate: r.Rate))];

    public static IEnumerable<PlanAssignment> Of(SampleRow row, long minutes)
    {
        foreach (var text in row.Resources.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = text.Split(':');
            var uid = Array.FindIndex(Roles, r => r.Key == parts[0]) + 1;
            var units = parts.Length > 1 ? double.Parse(parts[1], CultureInfo.InvariantCulture) / 100 : 1;
            yield return new PlanAssignment(row.Id, uid, units, (long)Math.Round(minutes * units));
        }
    }
}
