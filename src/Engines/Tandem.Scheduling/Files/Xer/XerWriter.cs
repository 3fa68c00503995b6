using System.Text;

namespace Tandem.Scheduling.Files;

/// <summary>Writes XER: the tables a plan was read with, each row brought up to date, and new rows for what has come since.</summary>
internal sealed class XerWriter
{
    private readonly PlanFile file;
    private readonly XerBook book;
    private readonly XerCalendarsOut calendars;
    private readonly bool own;
    private readonly XerNumbers tasks, summaries;
    private readonly XerLine project;
    private readonly string projectId;
    private readonly HashSet<string> codes;

    private XerWriter(PlanFile file)
    {
        (this.file, own) = (file, file.Format == PlanFormat.Xer);
        book = new XerBook(own ? file.Extra : null, file.DataDate ?? file.Start);
        project = book["PROJECT"].Rows.FirstOrDefault() ?? book["PROJECT"].New().Set("proj_short_name", Short(file.Name ?? "Plan"));
        projectId = project.Text("proj_id") ?? "1";
        calendars = new XerCalendarsOut(file, book);
        tasks = new XerNumbers([.. file.Tasks.Where(IsActivity).Select(t => (t.Key, t.Uid)), .. Taken("TASK", "task_id")]);
        summaries = new XerNumbers([.. file.Tasks.Where(t => t.Type == ActivityType.Summary).Select(t => (t.Key, Node(t))), .. Taken("PROJWBS", "wbs_id")]);
        codes = [.. file.Tasks.Select(t => t.Code).OfType<string>()];
    }

    public static void Write(PlanFile file, Stream stream)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        var writer = new XerWriter(file);
        writer.Fill();
        writer.book.Write(text);
    }

    private static bool IsActivity(PlanTask task) => task.Type != ActivityType.Summary;

    /// <summary>Numbers that rows of the file's other projects have.</summary>
    private IEnumerable<(int, int?)> Taken(string table, string field) => book.Rows(table).Select((line, i) => (int.MinValue + i, line.Read().Number(field)));

    private int? Node(PlanTask task) => book.Number("PROJWBS", task.Extra, "wbs_id");

    private static string Short(string name) => name.Length > 20 ? name[..20] : name;

    private void Fill()
    {
        Head();
        var root = Root();
        foreach (var (at, task) in file.Tasks.Index())
        {
            if (task.Type == ActivityType.Summary) Summary(task, at, root);
            else Activity(task, root);
        }
        Links();
        var resources = new XerResourcesOut(file, book, calendars);
        resources.Resources();
        resources.Assignments(tasks, projectId);
        XerInactive.Mark(book, [.. file.Tasks.Where(t => IsActivity(t) && t.Inactive).Select(t => (tasks.Of(t.Key), XerTaskOut.TypeOf(t)))], projectId);
        if (!own) CustomFields();
    }

    private void Head()
    {
        project.Set("proj_id", projectId).Set("plan_start_date", file.Start).Set("plan_end_date", file.MustFinishBy);
        if (!own || file.DataDate is not null || project.Text("last_recalc_date") is not null) project.Set("last_recalc_date", file.DataDate ?? (own ? null : file.Start));
        if ((own ? file.CalendarUid : calendars.Default) is { } calendar) project.Set("clndr_id", (long)calendar);
        XerOptions.Write(book, project, file, projectId);
    }

    private string Root()
    {
        var root = book["PROJWBS"].Rows.Find(line => line.Text("proj_node_flag") == "Y" && line.Text("proj_id") is var of && (of is null || of == projectId))
            ?? book["PROJWBS"].New().Set("wbs_id", (long)summaries.Next()).Set("proj_id", projectId).Set("proj_node_flag", true).Set("wbs_short_name", project.Text("proj_short_name"));
        if (file.Name is { } name && (root.Text("wbs_name") ?? project.Text("proj_short_name")) != name) root.Set("wbs_name", name);
        return root.Text("wbs_id") ?? "";
    }

    private string Parent(PlanTask task, string root) => task.ParentKey is { } key && summaries.Find(key) is { } id ? $"{id}" : root;

    private void Summary(PlanTask task, int at, string root)
    {
        var line = book.Row("PROJWBS", task.Extra);
        line.Set("wbs_id", (long)summaries.Of(task.Key)).Set("proj_id", projectId).Set("parent_wbs_id", Parent(task, root));
        if (line.Text("wbs_name") is not null || task.Name != task.Wbs) line.Set("wbs_name", task.Name);
        if (line.IsNew) line.Set("seq_num", at + 1L).Set("wbs_short_name", task.Wbs is { } wbs ? Short(wbs[(wbs.LastIndexOf('.') + 1)..]) : $"{at + 1}");
    }

    private void Activity(PlanTask task, string root)
    {
        var line = book.Row("TASK", task.Extra);
        var id = tasks.Of(task.Key);
        line.Set("task_id", (long)id).Set("proj_id", projectId).Set("clndr_id", (long?)calendars.IdOf(task));
        if (line.IsNew || line.Text("wbs_id") is not null || task.ParentKey is not null) line.Set("wbs_id", Parent(task, root));
        if (line.IsNew) line.Set("task_code", task.Code ?? Code(id));
        new XerTaskOut(line, task).Write();
        if (!own) XerCosts.Write(book, task, id, projectId);
    }

    private string Code(int id)
    {
        var code = $"A{id}";
        while (!codes.Add(code)) code += "+";
        return code;
    }

    private void Links()
    {
        var all = new XerLinksOut(file, calendars).All().Where(l => tasks.Find(l.From) is not null && tasks.Find(l.To) is not null).ToList();
        var lines = all.Select(l => (Link: l, Line: book.Row("TASKPRED", l.Extra))).ToList();
        var ids = new XerNumbers([.. book["TASKPRED"].Rows.Index().Select(r => (r.Index, r.Item.Read().Number("task_pred_id")))]);
        foreach (var (index, line) in book["TASKPRED"].Rows.Index()) line.Set("task_pred_id", (long)ids.Of(index));
        foreach (var (link, line) in lines)
        {
            line.Set("task_id", (long)tasks.Of(link.To)).Set("pred_task_id", (long)tasks.Of(link.From)).Set("proj_id", projectId).Hours("lag_hr_cnt", link.Lag);
            if (line.IsNew || XerWords.Links.TryGetValue(line.Text("pred_type") ?? "", out var type) && type != link.Type) line.Set("pred_type", XerWords.Links.First(w => w.Value == link.Type).Key);
            if (line.IsNew) line.Set("pred_proj_id", projectId);
        }
    }

    /// <summary>Custom fields of another format as user-defined fields; so are notes.</summary>
    private void CustomFields()
    {
        var types = new Dictionary<string, long>();
        foreach (var task in file.Tasks.Where(IsActivity))
        {
            foreach (var (name, value) in task.Notes is { } notes ? task.Custom.Append(new("Notes", notes)) : task.Custom) CustomField(types, name, value, tasks.Of(task.Key));
        }
    }

    private void CustomField(Dictionary<string, long> types, string name, string value, int task)
    {
        if (!types.TryGetValue(name, out var type))
        {
            types[name] = type = book.NextId("UDFTYPE", "udf_type_id");
            book["UDFTYPE"].New().Set("udf_type_id", type).Set("udf_type_name", $"user_field_{type}").Set("udf_type_label", name);
        }
        book["UDFVALUE"].New().Set("udf_type_id", type).Set("fk_id", (long)task).Set("proj_id", projectId).Set("udf_text", value);
    }
}
