using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Programs;

/// <summary>Simulates a program as one network with the estimates and open risks of its projects, as a background job; the last result is kept.</summary>
internal sealed class SimulateProgram(ReadPrograms programs, ProgramResults results, DeliveryDbContext db, IProducts products, JobQueue jobs, ActorScope actor) : IJobHandler
{
    private const int MostRuns = 100_000;

    /// <param name="Runs">100–100,000; 10,000 where left out.</param>
    /// <param name="Seed">The same seed gives the same answer.</param>
    /// <param name="Correlation">0–1, between the durations of all estimated items; 0.3 where left out.</param>
    internal sealed record Request(int? Runs = null, long? Seed = null, double? Correlation = null);

    internal sealed record Arguments(ProgramId Program, ProgramRuns Runs, string By);

    public string Kind => "simulate-program";

    public static void Map(IEndpointRouteBuilder app)
    {
        const string path = "/api/programs/{programId}/simulation";
        app.MapPost(path, async (ProgramId programId, Request request, SimulateProgram simulate, CancellationToken cancel) => TypedResults.Accepted($"/api/jobs/{await simulate.StartAsync(programId, request, cancel)}")).WithTags("Programs");
        app.MapGet(path, async (ProgramId programId, SimulateProgram simulate, ReadPrograms programs, CancellationToken cancel) => await simulate.LastAsync(await programs.ReadAsync(programId, cancel), cancel) ?? throw ProblemException.NotFound()).WithTags("Programs");
    }

    public async Task<JobId> StartAsync(ProgramId id, Request request, CancellationToken cancel)
    {
        if (request.Runs is { } runs and not (>= 100 and <= MostRuns)) throw ProblemException.Invalid("runs", "bad_value", "runs", runs);
        if (request.Correlation is { } correlation and not (>= 0 and < 1)) throw ProblemException.Invalid("correlation", "bad_value", "correlation", correlation);
        var picture = await programs.ReadAsync(id, cancel);
        programs.RequireRun(picture.Program);
        if (picture.Parts.Count == 0) throw new ProblemException(409, "empty_program");
        return await jobs.AddAsync(Kind, new Arguments(id, new(request.Runs ?? 10_000, request.Seed ?? 1, request.Correlation ?? 0.3), actor.Current.Name), cancel);
    }

    public Task<StoredResult<ProgramSimulated>?> LastAsync(ProgramPicture picture, CancellationToken cancel) => results.LastAsync<ProgramSimulated>(picture, ProgramResult.Simulation, cancel);

    public async Task<object?> RunAsync(string arguments, IProgress<double> progress, CancellationToken cancel)
    {
        var asked = JsonSerializer.Deserialize<Arguments>(arguments, TandemJson.Options)!;
        var picture = await programs.ReadAsync(asked.Program, cancel);
        var ids = picture.Projects.Select(project => project.Project.Id).ToList();
        var risks = (await db.Risks.AsNoTracking().Where(risk => ids.Contains(risk.Project)).ToListAsync(cancel)).ToLookup(risk => risk.Project);
        var estimates = (await db.Estimates.AsNoTracking().Where(estimate => ids.Contains(estimate.Project)).ToListAsync(cancel)).ToLookup(estimate => estimate.Project);
        var found = new ProgramSimulation(picture, risks, estimates, asked.Runs).Run(await CurrencyAsync(picture, cancel), progress, cancel);
        return await results.KeepAsync(picture, ProgramResult.Simulation, asked.By, found, cancel);
    }

    /// <summary>Of all projects' products; null where there are several.</summary>
    private async Task<string?> CurrencyAsync(ProgramPicture picture, CancellationToken cancel)
    {
        var currencies = new HashSet<string?>();
        foreach (var product in picture.Projects.Select(project => project.Project.Product).Distinct()) currencies.Add((await products.FindAsync(product, cancel))?.Currency);
        return currencies.Count == 1 ? currencies.Single() : null;
    }
}
