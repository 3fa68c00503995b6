using Tandem.Contracts.Ids;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Problems;
using Tandem.Scheduling;
using Tandem.Scheduling.Programs;

namespace Tandem.Delivery.Programs;

/// <summary>A project of a program with its plan.</summary>
internal sealed record ProgramProject(Project Project, PlanSnapshot Plan);

/// <summary>A link between two plans of a program, and where its ends stand.</summary>
internal sealed record ProgramTie(Link Link, (int At, int Row) From, (int At, int Row) To, ProgramLink Between);

/// <summary>
/// A program with the plans of its projects and the links between them, ready to be scheduled as one. What plans outside the program put on an item stays as a date.
/// A plan without items takes no part in the network.
/// </summary>
internal sealed class ProgramPicture
{
    public ProgramPicture(Program program, IReadOnlyList<ProgramProject> projects, IReadOnlyList<Link> links)
    {
        (Program, Projects) = (program, projects);
        var places = projects.Index().ToDictionary(row => row.Item.Project.Id, row => row.Index);
        Ties = [.. links.Where(link => places.ContainsKey(link.Project) && places.ContainsKey(link.FromProject!.Value)).Select(link => TieOf(link, places[link.FromProject!.Value], places[link.Project])).OfType<ProgramTie>()];
        var held = links.Where(link => !places.ContainsKey(link.FromProject!.Value)).Select(link => link.To).ToHashSet();
        Parts = [.. projects.Index().Where(row => row.Item.Plan.Count > 0).Select(row => new ProgramPart(row.Index, Held(row.Item.Plan, held)))];
        Between = [.. Ties.Select(tie => tie.Between)];
        Outside = [.. links.SelectMany(link => new[] { link.Project, link.FromProject!.Value }).Distinct().Where(project => !places.ContainsKey(project))];
    }

    public Program Program { get; }
    public IReadOnlyList<ProgramProject> Projects { get; }
    public IReadOnlyList<ProgramTie> Ties { get; }

    /// <summary>Numbered by place in <see cref="Projects"/>.</summary>
    public IReadOnlyList<ProgramPart> Parts { get; }
    public IReadOnlyList<ProgramLink> Between { get; }

    /// <summary>Projects that links tie to the program's and that are not in it.</summary>
    public IReadOnlyList<ProjectId> Outside { get; }
    public IReadOnlyDictionary<ProjectId, long> Versions => Projects.ToDictionary(row => row.Project.Id, row => row.Plan.Head.Version);

    /// <summary>The network with its dates; null where no plan has items.</summary>
    public ProgramSchedule? Schedule() => Parts.Count == 0 ? null : Scheduled(() => new ProgramSchedule(Parts, Between));

    public ProgramNetwork Network() => Scheduled(() => new ProgramNetwork(Parts, Between));

    public bool IsAsOf(IReadOnlyDictionary<ProjectId, long> versions) => Versions.Count == versions.Count && Versions.All(row => versions.TryGetValue(row.Key, out var version) && version == row.Value);

    /// <summary>The item of one of the plans by its number.</summary>
    public ProgramItem ItemOf(int at, int number)
    {
        var (project, plan) = Projects[at];
        var row = plan.RowOf(number)!.Value;
        return new(project.Id, plan.Outline.Items[row].Id, plan.Outline.Codes[row], plan.Outline.Items[row].Name);
    }

    /// <exception cref="ProblemException">409 <c>program_unscheduled</c> where the plans can't be scheduled as one.</exception>
    private static T Scheduled<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (PlanException wrong)
        {
            throw new ProblemException(409, "program_unscheduled", null, wrong.Message);
        }
    }

    private ProgramTie? TieOf(Link link, int from, int to) =>
        Projects[from].Plan.Outline.Find(link.From) is { } before && Projects[to].Plan.Outline.Find(link.To) is { } after
            ? new ProgramTie(link, (from, before), (to, after), new ProgramLink((from, Projects[from].Plan.Outline.Items[before].Number), (to, Projects[to].Plan.Outline.Items[after].Number), link.Type, link.Lag, link.Unit)) : null;

    private static Plan Held(PlanSnapshot plan, HashSet<WorkItemId> held) => !plan.InProgram ? plan.Plan
        : plan.Plan with { Activities = [.. plan.Plan.Activities.Select((activity, row) => held.Contains(plan.Outline.Items[row].Id) && plan.Schedule.At(row) is { Driver: DriverKind.External } dates ? activity with { ExternalStart = dates.Start } : activity)] };
}
