using Tandem.Contracts.Ids;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Problems;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.Plans;

/// <summary>The rows that make up a plan. Held in memory by several readers at once: nobody changes them.</summary>
internal sealed record PlanRows(PlanHead Head, IReadOnlyCollection<WorkItem> Items, IReadOnlyCollection<Link> Links, IReadOnlyList<CalendarRow> Calendars,
    IReadOnlyList<ResourceRow> Resources, IReadOnlyCollection<Assignment> Assignments)
{
    /// <summary>Links from items of other plans to items of this one.</summary>
    public IReadOnlyCollection<Link> Outside { get; init; } = [];
}

/// <summary>A plan at one version: its rows as a tree, and the dates computed from them.</summary>
internal sealed class PlanSnapshot
{
    private readonly Dictionary<int, int> _byNumber;
    private readonly Lazy<PlanFile> _file;
    private readonly Lazy<LinkIndex> _links;

    private PlanSnapshot(PlanRows rows, bool dated)
    {
        (Rows, Outline) = (rows, new Outline(rows.Items));
        _byNumber = Outline.Items.Index().ToDictionary(row => row.Item.Number, row => row.Index);
        (_file, _links) = (new(FileOf), LinksOf(Outline, rows));
        Plan = File.ToPlan();
        Schedule = dated ? Compute(null) : null!;
        Progress = new SummaryProgress(this);
    }

    private PlanSnapshot(PlanSnapshot plan, PlanHead head, Schedule schedule, bool inProgram)
    {
        (Rows, Outline, _byNumber, Plan, Progress, Schedule, InProgram) = (plan.Rows with { Head = head }, plan.Outline, plan._byNumber, plan.Plan, plan.Progress, schedule, inProgram);
        (_file, _links) = (new(FileOf), plan._links);
    }

    private PlanSnapshot(PlanRows rows, PlanSnapshot before, IReadOnlyCollection<WorkItem> changed)
    {
        (Rows, Outline, _byNumber) = (rows, before.Outline.With(changed), before._byNumber);
        (_file, _links) = (new(FileOf), before._links);
        Plan = before.Plan with { Activities = Replace(before.Plan.Activities, changed) };
        Schedule = Compute(before.Schedule);
        Progress = new SummaryProgress(this);
    }

    public PlanRows Rows { get; }
    public PlanHead Head => Rows.Head;
    public Outline Outline { get; }

    /// <summary>The plan as a file would hold it; keys are item numbers, rows in the outline's order.</summary>
    public PlanFile File => _file.Value;
    public LinkIndex Links => _links.Value;
    public Plan Plan { get; }
    public Schedule Schedule { get; }
    public SummaryProgress Progress { get; }
    public int Count => Outline.Items.Length;

    /// <summary>Links tie it to other plans: its dates were computed with theirs.</summary>
    public bool InProgram { get; }

    /// <summary>The plan to simulate or level by itself: what another plan drives keeps the start that one gives it.</summary>
    public Plan Alone => !InProgram ? Plan
        : Plan with { Activities = [.. Plan.Activities.Select((activity, row) => Schedule.At(row) is { Driver: DriverKind.External } dates ? activity with { ExternalStart = dates.Start } : activity)] };

    /// <exception cref="ProblemException">409 <c>cycle</c> naming the members in order; 400 where the rows can't be scheduled.</exception>
    public static PlanSnapshot Of(PlanRows rows) => new(rows, true);

    /// <summary>The rows alone, still without dates: those come from <see cref="With(PlanHead,Schedule,bool)"/>.</summary>
    public static PlanSnapshot Undated(PlanRows rows) => new(rows, false);

    /// <summary>The plan under another head, with dates that were computed elsewhere.</summary>
    public PlanSnapshot With(PlanHead head, Schedule schedule, bool inProgram) => new(this, head, schedule, inProgram);

    /// <summary>The plan after items changed that keep their place in the tree; links and the rest are as before.</summary>
    public PlanSnapshot With(PlanRows rows, IReadOnlyCollection<WorkItem> changed) => new(rows, this, changed);

    /// <summary>A summary where others stand below, else what the row was made as.</summary>
    public ActivityType TypeOf(int row) => Outline.HasChildren(row) ? ActivityType.Summary : Outline.Items[row].Type;

    public int? RowOf(int number) => _byNumber.TryGetValue(number, out var row) ? row : null;

    /// <summary>Made when first asked for, and without holding on to this plan: the next ones share it.</summary>
    private static Lazy<LinkIndex> LinksOf(Outline outline, PlanRows rows) => new(() => new LinkIndex(outline, rows.Links));

    private PlanFile FileOf() => Frame() with
    {
        Tasks = [.. Enumerable.Range(0, Count).Select(Task)],
        Links = [.. Rows.Links.Select(LinkOf).OfType<PlanLink>()],
        Assignments = [.. Rows.Assignments.Select(AssignmentOf).OfType<PlanAssignment>()],
    };

    /// <summary>A file of only these rows makes their activities; they take the place of the older ones.</summary>
    private Activity[] Replace(IReadOnlyList<Activity> activities, IReadOnlyCollection<WorkItem> changed)
    {
        var ids = changed.Select(item => item.Id).ToHashSet();
        var rows = ids.Select(id => Outline.Find(id)!.Value).ToList();
        var part = Frame() with { Tasks = [.. rows.Select(Task)], Assignments = [.. Rows.Assignments.Where(row => ids.Contains(row.Item)).Select(AssignmentOf).OfType<PlanAssignment>()] };
        Activity[] all = [.. activities];
        foreach (var (at, activity) in part.ToPlan().Activities.Index()) all[rows[at]] = activity;
        return all;
    }

    private PlanFile Frame() => new()
    {
        Format = Head.Format ?? PlanFormat.Mspdi, Mode = Head.Mode, Start = Head.Start, DataDate = Head.DataDate, MustFinishBy = Head.MustFinishBy, Options = Head.Options,
        MinutesPerDay = Head.MinutesPerDay, MinutesPerWeek = Head.MinutesPerWeek, DaysPerMonth = Head.DaysPerMonth, CalendarUid = Head.Calendar, Extra = Head.FileExtra, Root = Head.FileRoot, Name = Head.FileTitle,
        Calendars = [.. Rows.Calendars.Select(row => row.Definition)],
        Resources = [.. Rows.Resources.Select(r => new PlanResource(r.Uid, r.Name, r.Type, r.MaxUnits, r.Calendar, r.StandardRate, r.Email, r.FileExtra) { Rates = r.Rates })],
    };

    private PlanTask Task(int row) => Outline.Items[row].ToTask(TypeOf(row), Outline.Parents[row] is >= 0 and var up ? Outline.Items[up].Number : null, Outline.Codes[row], Outline.Levels[row]);

    private PlanLink? LinkOf(Link link) => Outline.Find(link.From) is { } from && Outline.Find(link.To) is { } to
        ? new PlanLink(Outline.Items[from].Number, Outline.Items[to].Number, link.Type, link.Lag, link.Unit, link.LagFormat, link.FileExtra) : null;

    private PlanAssignment? AssignmentOf(Assignment row) => Outline.Find(row.Item) is { } item
        ? new PlanAssignment(Outline.Items[item].Number, row.Resource, row.Units, row.Work, row.Uid, row.FileExtra) { ActualWork = row.ActualWork, Cost = row.Cost, ActualCost = row.ActualCost, Start = row.Start, Finish = row.Finish } : null;

    private Schedule Compute(Schedule? before)
    {
        try
        {
            return before?.After(Plan) ?? Schedule.Compute(Plan);
        }
        catch (PlanCycleException cycle)
        {
            throw Cycle(cycle.Members);
        }
        catch (PlanException beyond) when (beyond.Code == "plan_out_of_range")
        {
            throw new ProblemException(400, "plan_out_of_range");
        }
    }

    private ProblemException Cycle(IReadOnlyList<int> numbers) => ProgramPlans.ProblemOf([.. numbers.Select(number => Outline.Items[RowOf(number)!.Value])]);
}
