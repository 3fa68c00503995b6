using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Programs;

/// <summary>An item of one of a program's plans.</summary>
internal sealed record ProgramItem(ProjectId Project, WorkItemId Id, string Wbs, string Name);

/// <summary>
/// A project in its program. <paramref name="Float"/> is in working minutes towards the program's finish, <paramref name="Drives"/>: the chain that sets that finish runs through
/// it; <paramref name="Percent"/> 0–100 by duration.
/// </summary>
internal sealed record ProgramRow(ProjectId Id, string Name, AccountId? Manager, int Activities, [property: JsonConverter(typeof(WallTime))] DateTime Start, [property: JsonConverter(typeof(WallTime))] DateTime Finish,
    long? Float, int MinutesPerDay, bool Drives, double Percent, long PlanVersion);

/// <summary>A step of the chain that sets the program's finish: the item, its dates, and what set them.</summary>
internal sealed record ProgramPathStep(ProgramItem Item, [property: JsonConverter(typeof(WallTime))] DateTime Start, [property: JsonConverter(typeof(WallTime))] DateTime Finish, string Driver);

/// <summary>
/// A link between two of the program's plans. <paramref name="Slack"/>: working minutes by which its predecessor may slip before it holds the successor; late: it is not kept, or it
/// holds the successor beyond its baseline or into negative float.
/// </summary>
internal sealed record ProgramLinkRow(DependencyId Id, ProgramItem From, ProgramItem To, string Type, double Lag, string LagUnit, [property: JsonConverter(typeof(WallTime))] DateTime Given,
    [property: JsonConverter(typeof(WallTime))] DateTime Needed, long Slack, bool Late);

internal sealed record ProgramMilestone(ProgramItem Item, [property: JsonConverter(typeof(WallTime))] DateTime At, bool Done, long? Float, bool Drives);

/// <summary>A program as one network. Start and finish are null while none of its plans has items.</summary>
internal sealed record ProgramAnswer(ProgramId Id, string Name, AccountId? Owner, long Version, [property: JsonConverter(typeof(WallTime))] DateTime? Start, [property: JsonConverter(typeof(WallTime))] DateTime? Finish,
    IReadOnlyList<ProgramRow> Projects, IReadOnlyList<ProgramPathStep> Path, IReadOnlyList<ProgramLinkRow> Links, IReadOnlyList<ProgramMilestone> Milestones, IReadOnlyList<ProjectId> Suggested);

/// <summary>Shows a program: its projects with their float towards its finish, the chain that sets it, the links between its plans, milestones, and projects that links suggest.</summary>
internal static class GetProgram
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/programs/{programId}", async (ProgramId programId, HttpResponse response, ReadPrograms programs, CancellationToken cancel) =>
    {
        var answer = await OfAsync(programs, await programs.ReadAsync(programId, cancel), cancel);
        ETags.Set(response, answer.Version);
        return answer;
    }).WithTags("Programs");

    public static async Task<ProgramAnswer> OfAsync(ReadPrograms programs, ProgramPicture picture, CancellationToken cancel)
    {
        var free = picture.Outside.Count == 0 ? [] : (await programs.FreeAsync(cancel)).Select(project => project.Id).ToHashSet();
        return new ProgramStanding(picture).Answer([.. picture.Outside.Where(free.Contains)]);
    }
}
