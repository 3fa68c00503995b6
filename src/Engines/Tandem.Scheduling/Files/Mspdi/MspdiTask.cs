namespace Tandem.Scheduling.Files;

/// <summary>One Task element.</summary>
internal static class MspdiTask
{
    public static PlanTask Read(Fields fields, int key, MspdiCustomFields custom, List<PlanWarning> warnings)
    {
        var format = fields.Number("DurationFormat");
        var summary = fields.Flag("Summary") ?? false;
        var milestone = !summary && (fields.Flag("Milestone") ?? false);
        var external = fields.Flag("ExternalTask") == true;
        var stored = Stored(fields);
        var task = new PlanTask
        {
            Key = key, Id = fields.Number("ID"), Name = Name(fields), DurationFormat = format, Elapsed = MspdiText.IsElapsed(format),
            Type = summary ? ActivityType.Summary : milestone ? ActivityType.Milestone : ActivityType.Activity,
            Duration = fields.Minutes("Duration") ?? -1, CalendarUid = fields.Reference("CalendarUID"),
            IgnoreResourceCalendar = fields.Flag("IgnoreResourceCalendar") ?? false, Inactive = fields.Flag("Active") == false,
            Manual = external ? Outside(fields, stored) : fields.Flag("Manual") == true ? Manual(fields, stored) : null, External = external, Custom = custom.Of(fields),
            Deadline = fields.Date("Deadline"), ActualStart = fields.Date("ActualStart"), ActualFinish = fields.Date("ActualFinish"), Resume = fields.Date("Resume"),
            Remaining = fields.Minutes("RemainingDuration"), PercentComplete = Math.Clamp(fields.Number("PercentComplete") ?? 0, 0, 100), Notes = fields.Text("Notes"),
            Baselines = [.. fields.TakeAll("Baseline").Select(b => MspdiBaseline.Read(b, warnings))], Stored = stored,
            FixedCost = fields.Cost("FixedCost"), FixedCostAccrual = fields.Accrual("FixedCostAccrual"), Cost = fields.Cost("Cost"), ActualCost = fields.Cost("ActualCost"),
            ActualWork = fields.Minutes("ActualWork"), PhysicalPercentComplete = fields.Number("PhysicalPercentComplete"),
        };
        if (task is { Type: not ActivityType.Summary, ActualStart: null } && double.TryParse(fields.Peek("LevelingDelay"), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var tenths))
            task = task with { Delay = (long)Math.Clamp(tenths / 10, 0, 1e9) };
        if (task.External) warnings.Add(new PlanWarning("external_task", fields.Line, "ExternalTask", [fields.Owner[5..]]));
        if (task is { PercentComplete: > 0, ActualStart: null, Type: not ActivityType.Summary }) warnings.Add(new PlanWarning("percent_without_actual", fields.Line, "ActualStart", [fields.Owner[5..], $"{task.PercentComplete:0}"]));
        return Constrained(task, fields, warnings) with { Extra = fields.Rest() };
    }

    private static string Name(Fields fields)
    {
        var name = fields.Text("Name") ?? "";
        return name.Length <= PlanFileLimits.NameLength ? name : throw new PlanFileException("name_too_long", $"A name is longer than {PlanFileLimits.NameLength} characters.", fields.Line, "Name");
    }

    private static StoredDates Stored(Fields fields) => new()
    {
        Start = fields.Date("Start"), Finish = fields.Date("Finish"), EarlyStart = fields.Date("EarlyStart"), EarlyFinish = fields.Date("EarlyFinish"),
        LateStart = fields.Date("LateStart"), LateFinish = fields.Date("LateFinish"), TotalFloat = fields.Tenths("TotalSlack"), FreeFloat = fields.Tenths("FreeSlack"), StartFloat = fields.Tenths("StartSlack"), FinishFloat = fields.Tenths("FinishSlack"), Critical = fields.Flag("Critical"),
    };

    private static ManualDates Manual(Fields fields, StoredDates stored)
    {
        var (start, finish) = (fields.Date("ManualStart"), fields.Date("ManualFinish"));
        return new ManualDates(start ?? stored.Start, finish ?? stored.Finish);
    }

    /// <summary>A task of another project stays at the dates it came with, whether it says that it is manual or not.</summary>
    private static ManualDates Outside(Fields fields, StoredDates stored) => fields.IsSet("Manual") && MspdiText.TryDate(fields.Peek("ManualStart") ?? "", out var start)
        ? new ManualDates(start, MspdiText.TryDate(fields.Peek("ManualFinish") ?? "", out var finish) ? finish : stored.Finish) : new ManualDates(stored.Start, stored.Finish);

    /// <summary>What makes no constraint stays in the leftover.</summary>
    private static PlanTask Constrained(PlanTask task, Fields fields, List<PlanWarning> warnings)
    {
        if (!int.TryParse(fields.Peek("ConstraintType"), out var number) || number < 0 || number >= MspdiText.Constraints.Length) return task;
        var type = MspdiText.Constraints[number];
        var dated = type is not (ConstraintType.AsSoonAsPossible or ConstraintType.AsLateAsPossible);
        if (!dated || MspdiText.TryDate(fields.Peek("ConstraintDate") ?? "", out _))
        {
            _ = fields.Number("ConstraintType");
            return task with { Constraint = type, ConstraintDate = dated ? fields.Date("ConstraintDate") : null };
        }
        warnings.Add(new PlanWarning("constraint_without_date", fields.Line, "ConstraintDate", [fields.Owner[5..], $"{number}"]));
        return task;
    }
}
