using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Delivery.Resources;
using Tandem.Kernel.Problems;
using Tandem.Scheduling.Files;
using Tandem.Scheduling.Programs;

namespace Tandem.Delivery.Programs;

/// <summary>What one resource has to do for an item of one of the projects, week by week, in minutes.</summary>
internal sealed record SharedItemWeeks(ProjectId Project, WorkItemId Item, IReadOnlyList<long> Load);

/// <summary>What a person or machine has to do in all projects of a program, and can do, week by week, in minutes.</summary>
internal sealed record SharedWeeks(int Key, string Name, double Units, IReadOnlyList<ProjectId> Projects, IReadOnlyList<long> Capacity, IReadOnlyList<long> Load, IReadOnlyList<SharedItemWeeks> Items)
{
    /// <summary>Weeks (from 0) in which there is more to do than can be done.</summary>
    public IReadOnlyList<int> Over => [.. Load.Zip(Capacity).Index().Where(week => week.Item.First > week.Item.Second).Select(week => week.Index)];
}

/// <summary>The load of a program's resources; the same account, or the same name, in several plans is one.</summary>
internal static class GetProgramLoad
{
    private const int MostWeeks = 260, Usual = 12;

    internal sealed record Answer(IReadOnlyList<DateOnly> Weeks, IReadOnlyList<SharedWeeks> Resources);

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/programs/{programId}/resources/load", async (ProgramId programId, string? from, int? weeks, ReadPrograms programs, ProjectClock clock, CancellationToken cancel) =>
    {
        var picture = await programs.ReadAsync(programId, cancel);
        if (weeks is not (null or >= 1 and <= MostWeeks)) throw ProblemException.Invalid("weeks", "bad_value", "weeks", weeks);
        return Of(picture, string.IsNullOrEmpty(from) ? await FirstAsync(picture, clock, cancel) : Fields.Date(from, "from"), weeks ?? Usual);
    }).WithTags("Programs");

    /// <summary>The earliest data date of its plans; where one has none, today.</summary>
    public static async Task<DateOnly> FirstAsync(ProgramPicture picture, ProjectClock clock, CancellationToken cancel)
    {
        var first = DateTime.MaxValue;
        foreach (var (project, plan) in picture.Projects)
        {
            var status = plan.Head.DataDate ?? await clock.NowAsync(project, cancel);
            if (status < first) first = status;
        }
        return DateOnly.FromDateTime(first == DateTime.MaxValue ? picture.Program.MadeAt : first);
    }

    public static Answer Of(ProgramPicture picture, DateOnly from, int weeks)
    {
        var monday = GetResourceLoad.Monday(from);
        var plans = picture.Projects.Select(project => ResourceLoad.Of(project.Plan, monday, weeks).ToDictionary(row => row.Uid)).ToList();
        return new Answer([.. Enumerable.Range(0, weeks).Select(week => monday.AddDays(7 * week))],
            [.. Shared(picture).Select(shared => Of(picture, shared, [.. shared.Members.Select(member => (member.Plan, plans[member.Plan][member.Resource]))], weeks))
                .OrderByDescending(row => row.Over.Count).ThenByDescending(row => row.Load.Sum()).ThenBy(row => row.Name, StringComparer.Ordinal)]);
    }

    /// <summary>People and machines of the program's plans, each once.</summary>
    public static IReadOnlyList<SharedResource> Shared(ProgramPicture picture) => SharedResource.Of(picture.Projects.Index().SelectMany(project => project.Item.Plan.Rows.Resources
        .Where(row => row.Type == ResourceType.Work).OrderBy(row => row.Uid).Select(row => new PlanResourceRef(project.Index, row.Uid, row.Name, string.IsNullOrWhiteSpace(row.Email) ? null : row.Email, row.MaxUnits))));

    private static SharedWeeks Of(ProgramPicture picture, SharedResource shared, IReadOnlyList<(int At, ResourceWeeks Weeks)> members, int weeks)
    {
        var most = members[shared.Members.Index().MaxBy(member => member.Item.Units).Index].Weeks;
        return new(shared.Key, shared.Name, shared.Units, [.. members.Select(member => picture.Projects[member.At].Project.Id)], most.Capacity,
            [.. Enumerable.Range(0, weeks).Select(week => members.Sum(member => member.Weeks.Load[week]))],
            [.. members.SelectMany(member => member.Weeks.Items.Select(item => new SharedItemWeeks(picture.Projects[member.At].Project.Id, item.Item, item.Load)))]);
    }
}
