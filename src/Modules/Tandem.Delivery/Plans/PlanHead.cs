using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.Plans;

/// <summary>What a plan is beside its rows: start, data date, rules, and the dates computed last.</summary>
internal sealed class PlanHead : ITenanted, IAudited
{
    public ProjectId Project { get; init; }
    public WorkspaceId Workspace { get; init; }
    public PlanMode Mode { get; set; }
    public DateTime Start { get; set; }
    public DateTime? DataDate { get; set; }
    public DateTime? MustFinishBy { get; set; }
    public PlanOptions Options { get; set; } = new();
    public int MinutesPerDay { get; set; } = 480;
    public int MinutesPerWeek { get; set; } = 2400;
    public int DaysPerMonth { get; set; } = 20;
    public int? Calendar { get; set; }

    /// <summary>The last file's format, name and size in activities; null where none was imported.</summary>
    public PlanFormat? Format { get; set; }
    public string? FileName { get; set; }
    public int Activities { get; set; }
    public DateTime? ImportedAt { get; set; }
    public string? ImportedBy { get; set; }

    /// <summary>The import's report as JSON (<see cref="Imports.ImportReport"/>).</summary>
    [NotAudited]
    public string? Report { get; set; }

    /// <summary>What the file said of the project beyond this, and its row 0, for the way out.</summary>
    [NotAudited]
    public string? FileExtra { get; set; }
    [NotAudited]
    public PlanTask? FileRoot { get; set; }
    public string? FileTitle { get; set; }

    /// <summary>Counts the plan's changes.</summary>
    public long Version { get; set; } = 1;
    [NotAudited]
    public long ImportedVersion { get; set; } = 1;

    /// <summary>Differs after every write: tells a plan in memory from the one in the database, also after a write that failed at its end.</summary>
    [NotAudited]
    public Guid Stamp { get; set; }

    /// <summary>The highest item number given so far.</summary>
    [NotAudited]
    public int LastNumber { get; set; }

    /// <summary><see cref="PlanDates"/> of this version.</summary>
    public byte[] Dates { get; set; } = [];

    public bool IsEdited => Version != ImportedVersion;

    Guid IAudited.AuditId => Project.Value;

    /// <summary>Minutes of a day in which an item's duration counts: 24 hours where it runs round the clock.</summary>
    public int DayOf(WorkItems.WorkItem item) => item.Elapsed ? 1440 : MinutesPerDay;

    /// <summary>What the next write makes of it.</summary>
    public PlanHead Next()
    {
        var next = (PlanHead)MemberwiseClone();
        next.Version++;
        next.Stamp = Guid.NewGuid();
        return next;
    }

    /// <summary>With another data date, for a look back.</summary>
    public PlanHead At(DateTime wall)
    {
        var then = (PlanHead)MemberwiseClone();
        then.DataDate = wall;
        return then;
    }

    /// <summary>A new project's plan: no rows, the standard week.</summary>
    public static PlanHead Empty(ProjectId project, WorkspaceId workspace, DateOnly start) => new()
    {
        Project = project, Workspace = workspace, Start = start.ToDateTime(new TimeOnly(8, 0)), Stamp = Guid.NewGuid(), Calendar = 1,
    };
}

/// <summary>A working calendar of a plan.</summary>
internal sealed class CalendarRow : ITenanted
{
    public ProjectId Project { get; init; }
    public WorkspaceId Workspace { get; init; }
    public int Uid { get; init; }
    public required CalendarDefinition Definition { get; set; }
}

/// <summary>Who or what works on a plan, as its file names them.</summary>
internal sealed class ResourceRow : ITenanted
{
    public ProjectId Project { get; init; }
    public WorkspaceId Workspace { get; init; }
    public int Uid { get; init; }
    public string Name { get; set; } = "";
    public ResourceType Type { get; set; }
    public double MaxUnits { get; set; } = 1;
    public int? Calendar { get; set; }
    public decimal? StandardRate { get; set; }

    /// <summary>What it costs from when on (<see cref="PlanResource.Rates"/>).</summary>
    public IReadOnlyList<Rate> Rates { get; set; } = [];
    public string? Email { get; set; }
    public string? FileExtra { get; set; }
}

/// <summary>A resource on an item; work in minutes.</summary>
internal sealed class Assignment : ITenanted, IPlanRow
{
    public Guid Id { get; init; }
    public WorkspaceId Workspace { get; init; }
    public ProjectId Project { get; init; }
    public WorkItemId Item { get; init; }
    public int Resource { get; init; }
    public double Units { get; set; } = 1;
    public long? Work { get; set; }
    public long? ActualWork { get; set; }

    /// <summary>The whole cost, done and to do, and the cost so far, in the file's currency.</summary>
    public decimal? Cost { get; set; }
    public decimal? ActualCost { get; set; }
    public DateTime? Start { get; set; }
    public DateTime? Finish { get; set; }
    public int? Uid { get; init; }
    public string? FileExtra { get; set; }

    Guid IPlanRow.RowId => Id;
}

/// <summary>A row that belongs to a plan, or that a what-if copy brings into it: an edit's log keeps what it was before.</summary>
internal interface IPlanRow
{
    Guid RowId { get; }
    ProjectId Project { get; }
}
