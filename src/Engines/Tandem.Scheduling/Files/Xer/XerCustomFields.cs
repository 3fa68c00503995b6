namespace Tandem.Scheduling.Files;

/// <summary>User-defined fields and activity codes, by the name of the field or code type.</summary>
internal sealed class XerCustomFields(XerTables tables)
{
    public Dictionary<int, IReadOnlyDictionary<string, string>> By(string idField)
    {
        var values = new Dictionary<int, Dictionary<string, string>>();
        var labels = Names(tables["UDFTYPE"].Where(row => row.Text("table_name") is null or "TASK"), "udf_type_id", "udf_type_label");
        foreach (var row in tables["UDFVALUE"].Except(XerInactive.Marks(tables)))
        {
            var value = row.Text("udf_text") ?? row.Text("udf_number") ?? row.Text("udf_date");
            Put(values, row.Number("fk_id"), labels.GetValueOrDefault(row.Number("udf_type_id") ?? -1), value);
        }
        var types = Names(tables["ACTVTYPE"], "actv_code_type_id", "actv_code_type");
        var codes = Names(tables["ACTVCODE"], "actv_code_id", "short_name");
        foreach (var row in tables["TASKACTV"]) Put(values, row.Number(idField), types.GetValueOrDefault(row.Number("actv_code_type_id") ?? -1), codes.GetValueOrDefault(row.Number("actv_code_id") ?? -1));
        return values.ToDictionary(v => v.Key, v => (IReadOnlyDictionary<string, string>)v.Value);
    }

    private static Dictionary<int, string> Names(IEnumerable<XerRow> rows, string id, string name)
    {
        var names = new Dictionary<int, string>();
        foreach (var row in rows)
        {
            if (row.Number(id) is { } key && row.Text(name) is { } text) names[key] = text;
        }
        return names;
    }

    private static void Put(Dictionary<int, Dictionary<string, string>> values, int? task, string? name, string? value)
    {
        if (task is not { } key || name is null || value is null) return;
        if (!values.TryGetValue(key, out var fields)) values[key] = fields = [];
        fields[name] = value;
    }
}
