namespace Tandem.Scheduling.Files;

/// <summary>
/// P6 has no inactive activities. One is written as a level of effort, which moves nothing, and marked by a user-defined field that says the type it has when it is active again; the mark
/// is no field of the plan and goes when the activity does.
/// </summary>
internal static class XerInactive
{
    private const string Field = "tandem_inactive";

    /// <summary>Types of inactive activities by task_id.</summary>
    public static IReadOnlyDictionary<int, string> Types(XerTables tables) =>
        Values(tables).Where(row => row.Number("fk_id") is not null).DistinctBy(row => row.Number("fk_id")).ToDictionary(row => row.Number("fk_id")!.Value, row => row.Text("udf_text") ?? "");

    /// <summary>The rows that say it.</summary>
    public static IEnumerable<XerRow> Marks(XerTables tables) => Fields(tables).Concat(Values(tables));

    public static PlanTask Restore(PlanTask task, IReadOnlyDictionary<int, string> types) =>
        task.Uid is { } uid && types.TryGetValue(uid, out var type) ? task with { Inactive = true, Type = XerWords.Types.GetValueOrDefault(type, ActivityType.Activity) } : task;

    public static void Mark(XerBook book, IReadOnlyList<(int Id, string Type)> tasks, string project)
    {
        if (tasks.Count == 0) return;
        var id = book.NextId("UDFTYPE", "udf_type_id");
        book["UDFTYPE"].New().Set("udf_type_id", id).Set("udf_type_name", Field).Set("udf_type_label", Field);
        foreach (var (task, type) in tasks) book["UDFVALUE"].New().Set("udf_type_id", id).Set("fk_id", (long)task).Set("proj_id", project).Set("udf_text", type);
    }

    private static IEnumerable<XerRow> Fields(XerTables tables) => tables["UDFTYPE"].Where(row => row.Text("udf_type_name") == Field);

    private static IEnumerable<XerRow> Values(XerTables tables)
    {
        var ids = Fields(tables).Select(row => row.Text("udf_type_id")).ToHashSet();
        return ids.Count == 0 ? [] : tables["UDFVALUE"].Where(row => ids.Contains(row.Text("udf_type_id")));
    }
}
