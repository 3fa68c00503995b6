using Tandem.Contracts.Ids;
using Tandem.Delivery.Projects;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.WorkItems;

/// <summary>An item from a plan file's task, and back.</summary>
internal sealed partial class WorkItem
{
    /// <param name="task">The file's row.</param>
    /// <param name="place">Its number, parent and rank in the project.</param>
    /// <param name="kept">The item that had the same uid before the import: its id and what a file doesn't know stay.</param>
    /// <param name="project">Where it goes.</param>
    /// <param name="ready">All its predecessors are done.</param>
    public static WorkItem Of(PlanTask task, (int Number, WorkItemId Id, WorkItemId? Parent, long Rank) place, WorkItem? kept, Project project, bool ready)
    {
        var says = FileLeftover.Of(task.Extra);
        return new()
        {
            Id = place.Id, Workspace = project.Workspace, Project = project.Id, Number = place.Number, Parent = place.Parent, Rank = place.Rank,
            Uid = task.Uid, Code = task.Code, Name = task.Name, Type = task.Type, Duration = task.Duration, Elapsed = task.Elapsed, DurationFormat = task.DurationFormat,
            Calendar = task.CalendarUid, IgnoreResourceCalendar = task.IgnoreResourceCalendar,
            Constraint = task.Constraint, ConstraintDate = task.ConstraintDate, SecondConstraint = task.SecondConstraint, SecondConstraintDate = task.SecondConstraintDate,
            Deadline = task.Deadline, ActualStart = task.ActualStart, ActualFinish = task.ActualFinish, Resume = task.Resume, Remaining = task.Remaining, Gap = task.Gap,
            ExpectedFinish = task.ExpectedFinish, ExternalStart = task.ExternalStart, ExternalFinish = task.ExternalFinish, ExternalEarlyFinish = task.ExternalEarlyFinish, Delay = task.Delay,
            PercentComplete = task.PercentComplete, Manual = task.Manual is not null, ManualStart = task.Manual?.Start, ManualFinish = task.Manual?.Finish,
            Inactive = task.Inactive, External = task.External, Notes = task.Notes, Baselines = task.Baselines, Custom = task.Custom, FileExtra = task.Extra,
            FixedCost = task.FixedCost, FixedCostAccrual = task.FixedCostAccrual, PhysicalPercentComplete = task.PhysicalPercentComplete, FileCost = task.Cost, ActualCost = task.ActualCost, ActualWork = task.ActualWork,
            TaskType = says.Type, EffortDriven = says.EffortDriven, Recurring = says.Recurring, Recurrence = says.Recurring ? kept?.Recurrence : null, PercentKind = says.Kind,
            State = task.ActualFinish is not null ? ItemState.Done : task.ActualStart is not null ? ItemState.InProgress : ready ? ItemState.Ready : ItemState.Backlog,
            Owner = kept?.Owner, Due = kept?.Due, Priority = kept?.Priority, Column = kept?.Column, MadeAt = kept?.MadeAt ?? project.MadeAt, Version = (kept?.Version ?? 0) + 1,
        };
    }

    /// <summary>The row as a file's task. Type and outline are the tree's.</summary>
    public PlanTask ToTask(ActivityType type, int? parent, string wbs, int level) => new()
    {
        Key = Number, Uid = Uid, Code = Code, Name = Name, Wbs = wbs, OutlineLevel = level, ParentKey = parent, Type = type,
        Duration = Duration, DurationFormat = DurationFormat, Elapsed = Elapsed, CalendarUid = Calendar, IgnoreResourceCalendar = IgnoreResourceCalendar,
        Constraint = Constraint, ConstraintDate = ConstraintDate, SecondConstraint = SecondConstraint, SecondConstraintDate = SecondConstraintDate,
        Deadline = Deadline, ActualStart = ActualStart, ActualFinish = ActualFinish, Resume = Resume, Remaining = Remaining, Gap = Gap, PercentComplete = PercentComplete,
        ExpectedFinish = ExpectedFinish, ExternalStart = ExternalStart, ExternalFinish = ExternalFinish, ExternalEarlyFinish = ExternalEarlyFinish, Delay = Delay,
        Manual = Manual ? new ManualDates(ManualStart, ManualFinish) : null, Inactive = Inactive, External = External, Notes = Notes, Baselines = Baselines, Custom = Custom, Extra = FileExtra,
        FixedCost = FixedCost, FixedCostAccrual = FixedCostAccrual, PhysicalPercentComplete = PhysicalPercentComplete, Cost = FileCost, ActualCost = ActualCost, ActualWork = ActualWork,
    };
}
