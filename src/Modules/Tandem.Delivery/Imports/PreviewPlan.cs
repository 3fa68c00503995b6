using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Wording;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.Imports;

/// <summary>What a table would become: its columns with what each is taken for, its first rows, and what could not be read. Nothing is written.</summary>
internal static class PreviewPlan
{
    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/projects/{projectId}/plan:preview",
        async (ProjectId projectId, string? columns, HttpRequest http, PlanStore plans, ActorScope actor, Words words, CancellationToken cancel) =>
        {
            var project = actor.RequireRun(await plans.ProjectAsync(projectId, cancel));
            using var body = new FileBufferingBody(http, PlanPreview.Memory);
            var stream = await body.ReadAsync(cancel);
            return PlanPreview.Of(stream, PlanTables.FormatOf(stream, http.ContentType), PlanTables.Columns(columns), project.Start.ToDateTime(new TimeOnly(8, 0)), words);
        }).WithTags("Plans").WithMetadata(new RequestSizeLimitAttribute(PlanPreview.Largest));
}

/// <param name="Format">csv or xlsx.</param>
/// <param name="Columns">The table's columns in order.</param>
/// <param name="Rows">The first rows as text.</param>
/// <param name="Count">Rows in all.</param>
/// <param name="Activities">Activities the table makes with this mapping; 0 where it makes no plan.</param>
/// <param name="Problems">What could not be read, or why the table makes no plan.</param>
/// <param name="Fields">What a column can be taken for.</param>
internal sealed record PlanPreview(string Format, IReadOnlyList<PlanPreview.Column> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, int Count, int Activities, IReadOnlyList<ImportAnswer.Warning> Problems, IEnumerable<string> Fields)
{
    public const long Memory = 5_000_000, Largest = 200_000_000;
    private const int Shown = 20, Told = 100;

    internal sealed record Column(string Heading, string Field);

    /// <exception cref="ProblemException">400 naming line and field of a bad file, 415 where the file is no table.</exception>
    public static PlanPreview Of(Stream stream, PlanFormat format, IReadOnlyList<PlanColumn>? columns, DateTime start, Words words)
    {
        if (!PlanTables.Holds(format)) throw new ProblemException(415, "preview_type", "Content-Type", format.ToString());
        try
        {
            var table = PlanTables.Read(stream, format);
            var meant = columns ?? table.Guess();
            var (activities, problems) = Try(table, meant, start, words);
            return new(format.ToString().ToLowerInvariant(), [.. table.Headings.Select((heading, at) => new Column(heading, PlanTables.Name(at < meant.Count ? meant[at] : PlanColumn.Ignored)))],
                [.. table.Rows.Take(Shown).Select(row => row.Cells)], table.Rows.Count, activities, problems, PlanTables.Names.Keys);
        }
        catch (PlanFileException wrong)
        {
            throw PlanImport.BadFile(wrong);
        }
    }

    private static (int, IReadOnlyList<ImportAnswer.Warning>) Try(PlanTable table, IReadOnlyList<PlanColumn> columns, DateTime start, Words words)
    {
        try
        {
            var file = table.Read(columns, start);
            return (file.Tasks.Count, [.. file.Warnings.Take(Told).Select(w => new ImportAnswer.Warning(w.Line, w.Field, w.Code, new ReportedWarning(w.Line, w.Field, w.Code, w.Values).Message(words)))]);
        }
        catch (PlanFileException wrong)
        {
            var problem = PlanImport.BadFile(wrong);
            return (0, [new(wrong.Line, wrong.Field, problem.Code, words[$"problem.{problem.Code}", [.. problem.Arguments]])]);
        }
    }
}
