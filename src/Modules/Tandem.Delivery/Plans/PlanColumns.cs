using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Baselines;
using Tandem.Kernel.Problems;

namespace Tandem.Delivery.Plans;

/// <summary>The fields of a plan's rows by name: all of the plan's answer, and dates of one baseline with how far the plan is off it (working minutes, later is positive).</summary>
internal sealed class PlanColumns(PlanSnapshot plan, PlanView view, IReadOnlyDictionary<WorkItemId, BaselineRow>? baseline)
{
    private static readonly Dictionary<string, Func<PlanItemAnswer, object?>> OfItem = typeof(PlanItemAnswer).GetProperties()
        .ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), property => (Func<PlanItemAnswer, object?>)property.GetValue);
    private static readonly Dictionary<string, Func<PlanColumns, int, BaselineRow, object?>> OfBaseline = new()
    {
        ["baselineStart"] = (_, _, row) => row.Start,
        ["baselineFinish"] = (_, _, row) => row.Finish,
        ["baselineDuration"] = (_, _, row) => row.Duration,
        ["startVariance"] = (of, at, row) => of.Off(row.Start, of._plan.Schedule.At(at).Start),
        ["finishVariance"] = (of, at, row) => of.Off(row.Finish, of._plan.Schedule.At(at).Finish),
        ["durationVariance"] = (of, at, row) => of._plan.Schedule.At(at).Duration - row.Duration,
    };
    private static readonly string[] Usual = ["id", "wbs", "name", "type", "start", "finish", "percentComplete", "totalFloat", "critical"];

    private readonly PlanSnapshot _plan = plan;

    /// <exception cref="ProblemException">400 naming the first field that is none.</exception>
    public static IReadOnlyList<string> Names(string? fields)
    {
        if (string.IsNullOrEmpty(fields)) return Usual;
        var names = fields.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        return names.Find(name => !Known(name)) is { } wrong ? throw ProblemException.Invalid("fields", "bad_value", "fields", wrong) : names;
    }

    public static bool Known(string name) => OfItem.ContainsKey(name) || OfBaseline.ContainsKey(name);

    public Dictionary<string, object?[]> Read(IReadOnlyList<int> rows, IReadOnlyList<string> names)
    {
        var columns = names.ToDictionary(name => name, _ => new object?[rows.Count]);
        for (var i = 0; i < rows.Count; i++)
        {
            var item = view.Item(rows[i]);
            foreach (var name in names)
            {
                var value = Value(item, rows[i], name);
                columns[name][i] = value is DateTime time ? Wall(time) : value;
            }
        }
        return columns;
    }

    /// <summary>What rows are put in order by.</summary>
    public IComparable? Key(int row, string name) => Value(view.Item(row), row, name) switch
    {
        OwnerAnswer owner => owner.Name,
        IReadOnlyList<string> several => several.Count == 0 ? null : string.Join(", ", several),
        IComparable value => value,
        _ => null,
    };

    private object? Value(PlanItemAnswer item, int row, string name) =>
        OfItem.TryGetValue(name, out var field) ? field(item) : baseline?.GetValueOrDefault(item.Id) is { } kept ? OfBaseline[name](this, row, kept) : null;

    private long Off(DateTime planned, DateTime now) => _plan.Plan.Calendar.Between(planned, now);

    private static string Wall(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
