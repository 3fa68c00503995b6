namespace Tandem.Scheduling;

/// <summary>Whose rules a plan follows where the two schedulers differ; see <see cref="SchedulingPolicy"/>.</summary>
public enum PlanMode { MsProject, P6 }

/// <summary>
/// A summary is computed from its children; a milestone may stand at a start (<see cref="StartMilestone"/>, Primavera's TT_Mile) or at a finish;
/// a level of effort spans what it is linked to and drives nothing; a <see cref="WbsSummary"/> (Primavera's TT_WBS) stands beside activities and spans all
/// that is under the same summary as itself; a hammock hangs between what its start links and its finish links ask for, and may drive others.
/// </summary>
public enum ActivityType { Activity, Milestone, StartMilestone, Summary, LevelOfEffort, WbsSummary, Hammock }

/// <summary>Finish-to-start, start-to-start, finish-to-finish, start-to-finish.</summary>
public enum LinkType { FinishStart, StartStart, FinishFinish, StartFinish }

/// <summary>What a lag counts: working minutes, minutes round the clock, or percent of the predecessor's duration (worked or elapsed).</summary>
public enum LagUnit { Minutes, ElapsedMinutes, Percent, ElapsedPercent }

public enum ConstraintType
{
    AsSoonAsPossible,
    AsLateAsPossible,
    StartNoEarlierThan,
    StartNoLaterThan,
    FinishNoEarlierThan,
    FinishNoLaterThan,
    MustStartOn,
    MustFinishOn,
    MandatoryStart,
    MandatoryFinish,
}

/// <summary>Whose working time a lag counts in.</summary>
public enum LagCalendar { Predecessor, Successor, Project, Elapsed }

/// <summary>What holds the remaining work of an activity that began before its predecessors were done.</summary>
public enum ProgressLogic { Retained, Override, ActualDates }

/// <summary>Which difference total float is: at the start, at the finish, or the smaller.</summary>
public enum FloatBasis { Smallest, Start, Finish }
