namespace Tandem.Scheduling.Files;

/// <summary>P6's codes.</summary>
internal static class XerWords
{
    public static readonly Dictionary<string, ConstraintType> Constraints = new()
    {
        ["CS_ALAP"] = ConstraintType.AsLateAsPossible,
        ["CS_MSO"] = ConstraintType.MustStartOn,
        ["CS_MSOA"] = ConstraintType.StartNoEarlierThan,
        ["CS_MSOB"] = ConstraintType.StartNoLaterThan,
        ["CS_MEO"] = ConstraintType.MustFinishOn,
        ["CS_MEOA"] = ConstraintType.FinishNoEarlierThan,
        ["CS_MEOB"] = ConstraintType.FinishNoLaterThan,
        ["CS_MANDSTART"] = ConstraintType.MandatoryStart,
        ["CS_MANDFIN"] = ConstraintType.MandatoryFinish,
    };

    public static readonly Dictionary<string, LinkType> Links = new()
    {
        ["PR_FS"] = LinkType.FinishStart,
        ["PR_SS"] = LinkType.StartStart,
        ["PR_FF"] = LinkType.FinishFinish,
        ["PR_SF"] = LinkType.StartFinish,
    };

    public static readonly Dictionary<string, ActivityType> Types = new()
    {
        ["TT_Task"] = ActivityType.Activity,
        ["TT_Rsrc"] = ActivityType.Activity,
        ["TT_Mile"] = ActivityType.StartMilestone,
        ["TT_FinMile"] = ActivityType.Milestone,
        ["TT_LOE"] = ActivityType.LevelOfEffort,
        ["TT_WBS"] = ActivityType.WbsSummary,
    };

    public static readonly Dictionary<string, LagCalendar> LagCalendars = new()
    {
        ["rcal_Predecessor"] = LagCalendar.Predecessor,
        ["rcal_Successor"] = LagCalendar.Successor,
        ["rcal_ProjDefault"] = LagCalendar.Project,
        ["rcal_24Hour"] = LagCalendar.Elapsed,
    };

    public static readonly Dictionary<string, FloatBasis> Floats = new()
    {
        ["FT_FF"] = FloatBasis.Finish,
        ["FT_SF"] = FloatBasis.Start,
        ["FT_MIN"] = FloatBasis.Smallest,
    };
}
