using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Delivery;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Live;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.Imports;

/// <summary>What is imported, and how.</summary>
internal sealed record ImportRequest(ProjectId Project, PlanFormat Format, PlanMode? Mode, bool Replace, string? FileName)
{
    /// <summary>Short name of the project to take from a file of several.</summary>
    public string? SourceProject { get; init; }

    /// <summary>What each column of a table holds, by position; null: as its headings say.</summary>
    public IReadOnlyList<PlanColumn>? Columns { get; init; }
}

/// <summary>
/// Puts a file's plan in the place of a project's: read and scheduled first, written in one transaction, so that a bad file or a crash leaves the plan as it was.
/// Items with the same uid as before keep their id, owner, due date and what hangs on them; what rules asked for stays.
/// </summary>
internal sealed class PlanImport(DeliveryDbContext db, PlanStore plans, ReplacePlan replace, ActorScope actor, LiveHub live, TimeProvider time)
{
    /// <exception cref="ProblemException">400 naming line and field of a bad file, 409 where the plan was edited since its last import.</exception>
    public async Task<ImportReport> RunAsync(ImportRequest request, Stream stream, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        var project = await plans.ProjectAsync(request.Project, cancel);
        var read = Read(stream, request, project);
        var report = await db.WriteAsync(async () =>
        {
            var before = await plans.LoadAsync(project.Id, cancel);
            if (before.Count > 0 && before.Head.IsEdited && !request.Replace) throw new ProblemException(409, "plan_edited", "replace");
            var (file, joined) = await replace.JoinAsync(project.Id, read, cancel);
            var head = HeadOf(before.Head, file, request);
            var rows = new ImportedRows(file, project, head, before, joined);
            var after = await replace.DatedAsync(rows, cancel);
            var made = ImportReport.Of(file, after, ScheduleComparison.Of(after.File with { Tasks = WithStored(after.File.Tasks, file, rows) }, after.Schedule), rows.IdOf) with
            {
                FileName = request.FileName, Bytes = stream.CanSeek ? stream.Length : 0, At = time.GetUtcNow().UtcDateTime, By = actor.Current.Name, Seconds = time.GetElapsedTime(began).TotalSeconds,
                Awaited = [.. read.ExternalLinks.Except(joined.Select(found => found.Link)).Select(link => new AwaitedLink(rows.IdOf(rows.NumberOf(link.To)), link))],
            };
            await replace.RunAsync(project.Product, before, rows, after, made, cancel);
            return made;
        }, cancel);
        await replace.ArrivedAsync(project.Id, cancel);
        live.Publish(db.CurrentWorkspace, new LiveChange("plan", project.Id.ToString(), (await plans.LoadAsync(project.Id, cancel)).Head.Version));
        return report;
    }

    private static PlanFile Read(Stream stream, ImportRequest request, Project project)
    {
        try
        {
            var start = project.Start.ToDateTime(new TimeOnly(8, 0));
            var file = PlanTables.Holds(request.Format) ? PlanTables.Read(stream, request.Format).Read(request.Columns, start) : PlanFiles.Read(stream, request.Format, start, request.SourceProject);
            return request.Mode is { } mode ? file with { Mode = mode } : file;
        }
        catch (PlanFileException wrong)
        {
            throw BadFile(wrong);
        }
    }

    public static ProblemException BadFile(PlanFileException wrong) => new(400, "plan_file." + wrong.Code, wrong.Field, wrong.Line, wrong.Field, wrong.Message)
    {
        More = { ["line"] = wrong.Line },
    };

    private PlanHead HeadOf(PlanHead before, PlanFile file, ImportRequest request)
    {
        var head = before.Next();
        (head.Mode, head.Start, head.DataDate, head.MustFinishBy, head.Options) = (file.Mode, file.Start, file.DataDate, file.MustFinishBy, file.Options);
        (head.MinutesPerDay, head.MinutesPerWeek, head.DaysPerMonth, head.Calendar) = (file.MinutesPerDay, file.MinutesPerWeek, file.DaysPerMonth, file.CalendarUid);
        (head.Format, head.FileName, head.FileTitle, head.FileExtra, head.FileRoot, head.Activities) = (file.Format, request.FileName, file.Name, file.Extra, file.Root, file.Tasks.Count);
        (head.ImportedAt, head.ImportedBy, head.ImportedVersion) = (time.GetUtcNow().UtcDateTime, actor.Current.Name, head.Version);
        return head;
    }

    /// <summary>The plan's tasks with the dates that the file had for them, for comparing.</summary>
    private static List<PlanTask> WithStored(IReadOnlyList<PlanTask> tasks, PlanFile file, ImportedRows rows)
    {
        var stored = file.Tasks.ToDictionary(task => rows.NumberOf(task.Key), task => task.Stored);
        return [.. tasks.Select(task => stored.TryGetValue(task.Key, out var dates) ? task with { Stored = dates } : task)];
    }
}
