using System.Globalization;

namespace Tandem.Scheduling.Files;

/// <summary>The sentences of import warnings, one a code; values fill the numbered places.</summary>
public static class PlanWarningText
{
    private static readonly Dictionary<string, string> Texts = new()
    {
        ["unknown_predecessor"] = "Task {0} names the predecessor {1}, which is not in the file; the link was left out.",
        ["unknown_calendar"] = "Task {0} uses the calendar {1}, which is not in the file; the plan's calendar was taken.",
        ["unknown_plan_calendar"] = "The plan's calendar {0} is not in the file; the standard week was taken.",
        ["calendar_without_work"] = "Calendar {0} has no working time in its week; the standard week was taken.",
        ["calendar_without_hours"] = "Calendar {0} carries no working hours; Monday to Friday 08:00–12:00 and 13:00–17:00 was taken.",
        ["constraint_without_date"] = "Activity {0} has the constraint {1} but no date for it; it was left out.",
        ["date_without_constraint"] = "Activity {0} has a date in {1} but no constraint there; it was left out.",
        ["unknown_constraint"] = "Activity {0} has the constraint {1}, which Primavera does not know; it was left out.",
        ["unknown_link_type"] = "The link from {0} to {1} has the type {2}, which is not known; finish to start was taken.",
        ["unreadable_value"] = "{0}: the value \"{1}\" of {2} can't be read; it was left out.",
        ["unreadable_cell"] = "Row {0}: the value \"{1}\" of {2} can't be read; it was left out.",
        ["milestone_with_duration"] = "Milestone {0} has a duration of {1} minutes; a milestone has none, 0 was taken.",
        ["out_of_sequence"] = "Activity {0} has started although its predecessor {1} is not finished.",
        ["unknown_activity_type"] = "Activity {0} has the type {1}, which is not known; an ordinary activity was taken.",
        ["finish_before_start"] = "Activity {0} finished on {2}, before it started on {1}.",
        ["negative_duration"] = "Activity {0} has a duration of {1} minutes; 0 was taken.",
        ["duplicate_link"] = "The link from {0} to {1} stands in the file twice.",
        ["duplicate_code"] = "The activity code {0} is used more than once.",
        ["actual_after_data_date"] = "Activity {0} has an actual date after the data date.",
        ["no_activities"] = "The project has no activities.",
        ["no_project"] = "The file has no PROJECT table; start, data date and scheduling options are this program's defaults.",
        ["no_data_date"] = "The file has no data date; the project's start was taken.",
        ["no_start"] = "The file has no project start; the earliest date in it was taken.",
        ["several_projects"] = "The file holds {0} projects; {1} was imported. The others go out again with an export: {2}.",
        ["duplicate_uid"] = "The number {0} is used twice; the second row got the number {1}.",
        ["cut_off"] = "The file does not end with %E: it may be cut off, and rows may be missing.",
        ["unknown_successor"] = "A link leads from {0} to {1}, which is not in the file; it was left out.",
        ["link_to_itself"] = "A link leads from activity {0} to itself; it was left out.",
        ["link_type_left_out"] = "The link from {0} to {1} has the type {2}, which is not known; it was left out.",
        ["ambiguous_number"] = "Row {0}: \"{1}\" in {2} could be read in two ways; {3} was taken.",
        ["dates_day_first"] = "Nothing in the file says whether day or month stands first in its dates; the day was taken first.",
        ["dates_month_first"] = "Nothing in the file says whether day or month stands first in its dates; the month was taken first.",
        ["three_points_taken"] = "The estimates of {0} activities were taken from the fields {1}.",
        ["percent_without_actual"] = "Task {0} is {1} % complete but has no actual start; its dates are scheduled.",
        ["from_finish"] = "The plan is scheduled from its finish; its tasks are scheduled as late as possible.",
        ["cross_project"] = "Task {0} waits for {1} of another project, which is not here; the date that this held it to is kept.",
        ["cross_linked"] = "Task {0} waits for {1} of the project {2}; they were linked.",
        ["external_task"] = "Task {0} stands for a task of another project; its dates are kept.",
    };

    /// <summary>All codes.</summary>
    public static IReadOnlyCollection<string> Codes => Texts.Keys;

    public static string Of(PlanWarning warning) =>
        Texts.TryGetValue(warning.Code, out var text) ? string.Format(CultureInfo.InvariantCulture, text, [.. warning.Values]) : $"{warning.Code}: {string.Join(", ", warning.Values)}";
}
