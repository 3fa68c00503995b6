using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Programs;

/// <summary>Levels a program over its shared resources as a background job; the last result is kept, and can be applied while the plans are as they were.</summary>
internal sealed class LevelProgram(ReadPrograms programs, ProgramResults results, PlanEditor editor, DeliveryDbContext db, JobQueue jobs, ActorScope actor) : IJobHandler
{
    private const double Longest = 120, Usual = 2;

    /// <param name="MaxDelay">Working minutes by which an item may be put off; null: any.</param>
    /// <param name="MaySplit">Whether items may be interrupted.</param>
    /// <param name="Seconds">How long to look for a better order, 0–120; 2 where left out.</param>
    internal sealed record Request(long? MaxDelay = null, bool? MaySplit = null, double? Seconds = null);

    internal sealed record Arguments(ProgramId Program, Request Request, string By);

    /// <summary>Items moved, and the versions of the plans that were edited for it.</summary>
    internal sealed record Applied(int Moved, IReadOnlyDictionary<ProjectId, long> Plans);

    public string Kind => "level-program";

    public static void Map(IEndpointRouteBuilder app)
    {
        const string path = "/api/programs/{programId}/levelling";
        app.MapPost(path, async (ProgramId programId, Request request, LevelProgram level, CancellationToken cancel) => TypedResults.Accepted($"/api/jobs/{await level.StartAsync(programId, request, cancel)}")).WithTags("Programs");
        app.MapGet(path, async (ProgramId programId, LevelProgram level, ReadPrograms programs, CancellationToken cancel) => await level.LastAsync(await programs.ReadAsync(programId, cancel), cancel) ?? throw ProblemException.NotFound()).WithTags("Programs");
        app.MapPost(path + "/apply", async (ProgramId programId, LevelProgram level, CancellationToken cancel) => await level.ApplyAsync(programId, cancel)).WithTags("Programs");
    }

    public async Task<JobId> StartAsync(ProgramId id, Request request, CancellationToken cancel)
    {
        if (request.MaxDelay is < 0 or > Fields.MostMinutes) throw ProblemException.Invalid("maxDelay", "bad_value", "maxDelay", request.MaxDelay);
        if (request.Seconds is { } seconds and not (>= 0 and <= Longest)) throw ProblemException.Invalid("seconds", "bad_value", "seconds", seconds);
        var picture = await programs.ReadAsync(id, cancel);
        programs.RequireRun(picture.Program);
        if (picture.Parts.Count == 0) throw new ProblemException(409, "empty_program");
        if (!new ProgramLevelling(picture).HasResources) throw new ProblemException(409, "no_resources");
        return await jobs.AddAsync(Kind, new Arguments(id, request, actor.Current.Name), cancel);
    }

    public Task<StoredResult<ProgramLevelled>?> LastAsync(ProgramPicture picture, CancellationToken cancel) => results.LastAsync<ProgramLevelled>(picture, ProgramResult.Levelling, cancel);

    public async Task<object?> RunAsync(string arguments, IProgress<double> progress, CancellationToken cancel)
    {
        var asked = JsonSerializer.Deserialize<Arguments>(arguments, TandemJson.Options)!;
        var picture = await programs.ReadAsync(asked.Program, cancel);
        var (watch, budget) = (Stopwatch.StartNew(), asked.Request.Seconds ?? Usual);
        var levelled = new ProgramLevelling(picture).Level(asked.Request.MaxDelay, asked.Request.MaySplit ?? false, () =>
        {
            progress.Report(Math.Min(1, watch.Elapsed.TotalSeconds / Math.Max(0.001, budget)));
            return cancel.IsCancellationRequested || watch.Elapsed.TotalSeconds > budget;
        }, () => watch.Elapsed.TotalSeconds);
        cancel.ThrowIfCancellationRequested();
        return await results.KeepAsync(picture, ProgramResult.Levelling, asked.By, levelled, cancel);
    }

    /// <summary>Moves the items, in every plan as one edit that undo takes back there; all of it or nothing.</summary>
    /// <exception cref="ProblemException">409 where nothing was levelled, or a plan has changed since.</exception>
    public Task<Applied> ApplyAsync(ProgramId id, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var picture = await programs.ReadAsync(id, cancel);
        programs.RequireRun(picture.Program);
        var last = await LastAsync(picture, cancel) ?? throw new ProblemException(409, "not_levelled");
        if (!last.Current) throw new ProblemException(409, "plan_changed");
        var versions = new Dictionary<ProjectId, long>();
        // what only its predecessors move has no date of its own
        var placed = last.Result.Moves.Where(move => ProgramPlacement.Of(ItemOf(picture, move.Item)) != move.Placed).ToList();
        foreach (var moves in placed.GroupBy(move => move.Item.Project))
        {
            var edited = await editor.EditAsync(moves.Key, scope => PlaceAsync(scope, moves, cancel), cancel);
            await db.SaveChangesAsync(cancel);
            versions[moves.Key] = edited.Plan.Head.Version;
        }
        return new Applied(last.Result.Moves.Count, versions);
    }, cancel);

    private static WorkItem ItemOf(ProgramPicture picture, ProgramItem item)
    {
        var plan = picture.Projects.First(project => project.Project.Id == item.Project).Plan;
        return plan.Outline.Items[plan.Outline.Find(item.Id)!.Value];
    }

    private async Task PlaceAsync(EditScope scope, IEnumerable<ProgramMove> moves, CancellationToken cancel)
    {
        actor.Current.Require(Right.RunProject, scope.Project.Id.Value, scope.Project.IsRunBy(actor.Current.Account));
        var places = moves.ToDictionary(move => move.Item.Id, move => move.Placed);
        foreach (var item in await scope.ItemsAsync(places.Keys, cancel))
        {
            var placed = places[item.Id];
            (item.Constraint, item.ConstraintDate, item.SecondConstraint, item.SecondConstraintDate, item.Gap) = (placed.Constraint, placed.ConstraintDate, placed.SecondConstraint, placed.SecondConstraintDate, placed.Gap);
        }
    }
}
