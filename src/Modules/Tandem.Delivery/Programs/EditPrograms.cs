using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Auditing;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Programs;

/// <summary>Makes, lists, renames, hands over and dissolves programs, and says which projects are in them. Plans and links stay as they are.</summary>
internal sealed class EditPrograms(DeliveryDbContext db, ReadPrograms programs, IPeople people, ActorScope actor, TimeProvider time)
{
    /// <param name="Name">1–200 characters.</param>
    /// <param name="Owner">An account; who makes it where left out.</param>
    /// <param name="Projects">Projects to begin with.</param>
    internal sealed record Request(string? Name = null, string? Owner = null, IReadOnlyList<ProjectId>? Projects = null);

    internal sealed record Answer(ProgramId Id, string Name, AccountId? Owner, IReadOnlyList<ProjectId> Projects, long Version);

    public static void Map(IEndpointRouteBuilder app)
    {
        const string path = "/api/programs";
        app.MapGet(path, async (EditPrograms edit, CancellationToken cancel) => new Page<Answer>(await edit.ListAsync(cancel))).WithTags("Programs");
        app.MapPost(path, async (Request request, HttpResponse response, EditPrograms edit, CancellationToken cancel) =>
        {
            var made = await edit.AddAsync(request, cancel);
            ETags.Set(response, made.Version);
            return TypedResults.Created($"{path}/{made.Id}", made);
        }).WithTags("Programs");
        app.MapPatch(path + "/{programId}", async (ProgramId programId, Request request, HttpRequest http, HttpResponse response, EditPrograms edit, CancellationToken cancel) =>
        {
            var changed = await edit.ChangeAsync(programId, request, http, cancel);
            ETags.Set(response, changed.Version);
            return changed;
        }).WithTags("Programs");
        app.MapDelete(path + "/{programId}", async (ProgramId programId, EditPrograms edit, CancellationToken cancel) =>
        {
            await edit.RemoveAsync(programId, cancel);
            return TypedResults.NoContent();
        }).WithTags("Programs");
        app.MapPut(path + "/{programId}/projects/{projectId}", async (ProgramId programId, ProjectId projectId, EditPrograms edit, CancellationToken cancel) => await edit.JoinAsync(programId, projectId, cancel)).WithTags("Programs");
        app.MapDelete(path + "/{programId}/projects/{projectId}", async (ProgramId programId, ProjectId projectId, EditPrograms edit, CancellationToken cancel) => await edit.LeaveAsync(programId, projectId, cancel)).WithTags("Programs");
    }

    public async Task<IReadOnlyList<Answer>> ListAsync(CancellationToken cancel)
    {
        actor.Current.Require(Right.Read);
        var members = (await programs.MembersAsync(cancel)).ToLookup(member => member.Program, member => member.Project);
        return [.. (await programs.ListAsync(cancel)).Select(program => Of(program, members[program.Id]))];
    }

    /// <exception cref="ProblemException">409 where one of the projects is in another program.</exception>
    public Task<Answer> AddAsync(Request request, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        actor.Current.Require(Right.CreateProject);
        var program = new Program
        {
            Id = ProgramId.New(), Workspace = db.CurrentWorkspace, Name = Fields.Name(request.Name), MadeAt = time.GetUtcNow().UtcDateTime,
            Owner = request.Owner is { } owner ? await people.RequireActiveAsync(owner, "owner", "unknown_account", cancel) : actor.Current is { Role: Role.ProjectManager } or { Kind: ActorKind.Person } ? actor.Current.Account : null,
        };
        db.Add(program);
        List<ProjectId> projects = [.. (request.Projects ?? []).Distinct()];
        foreach (var project in projects) await AddAsync(program, project, cancel);
        return Of(program, projects);
    }, cancel);

    /// <exception cref="ProblemException">428 without If-Match, 412 where somebody was faster.</exception>
    public Task<Answer> ChangeAsync(ProgramId id, Request request, HttpRequest http, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var program = await OwnAsync(id, cancel);
        var last = await db.Set<AuditEntry>().AsNoTracking().Where(entry => entry.SubjectId == id.Value).OrderByDescending(entry => entry.Id).FirstOrDefaultAsync(cancel);
        ETags.Require(http, program.Version, () => new() { ["by"] = last?.ActorName, ["at"] = last?.At });
        if (request.Name is not null) program.Name = Fields.Name(request.Name);
        if (request.Owner is { } owner) program.Owner = await people.RequireActiveAsync(owner, "owner", "unknown_account", cancel);
        if (db.Entry(program).State == EntityState.Modified) program.Version++;
        return await AnswerAsync(program, cancel);
    }, cancel);

    /// <summary>The projects stay, in no program.</summary>
    public Task RemoveAsync(ProgramId id, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        db.Remove(await OwnAsync(id, cancel));
        db.RemoveRange(await db.ProgramMembers.Where(member => member.Program == id).ToListAsync(cancel));
        await db.ProgramResults.Where(row => row.Program == id).ExecuteDeleteAsync(cancel);
    }, cancel);

    /// <exception cref="ProblemException">409 where the project is in another program.</exception>
    public Task<Answer> JoinAsync(ProgramId id, ProjectId project, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var program = await OwnAsync(id, cancel);
        await AddAsync(program, project, cancel);
        await db.SaveChangesAsync(cancel);
        return await AnswerAsync(program, cancel);
    }, cancel);

    public Task<Answer> LeaveAsync(ProgramId id, ProjectId project, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var program = await OwnAsync(id, cancel);
        db.Remove(await db.ProgramMembers.FirstOrDefaultAsync(member => member.Program == id && member.Project == project, cancel) ?? throw ProblemException.NotFound());
        await db.SaveChangesAsync(cancel);
        return await AnswerAsync(program, cancel);
    }, cancel);

    private async Task<Program> OwnAsync(ProgramId id, CancellationToken cancel)
    {
        var program = await db.Programs.FirstOrDefaultAsync(row => row.Id == id, cancel) ?? throw ProblemException.NotFound();
        programs.RequireRun(program);
        return program;
    }

    /// <summary>Who puts a project into a program runs it too. One that is there already stays.</summary>
    private async Task AddAsync(Program program, ProjectId id, CancellationToken cancel)
    {
        var project = await db.Projects.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.ScenarioOf == null, cancel) ?? throw new ProblemException(404, "unknown_project", "projects");
        actor.Current.Require(Right.RunProject, id.Value, project.IsRunBy(actor.Current.Account));
        var place = await db.ProgramMembers.FirstOrDefaultAsync(member => member.Project == id, cancel);
        if (place is null) db.Add(new ProgramMember { Project = id, Workspace = program.Workspace, Program = program.Id });
        else if (place.Program != program.Id) throw new ProblemException(409, "in_other_program", "projects", project.Name, (await programs.FindAsync(place.Program, cancel)).Name);
    }

    private async Task<Answer> AnswerAsync(Program program, CancellationToken cancel) =>
        Of(program, await db.ProgramMembers.Where(member => member.Program == program.Id).OrderBy(member => member.Project).Select(member => member.Project).ToListAsync(cancel));

    private static Answer Of(Program program, IEnumerable<ProjectId> projects) => new(program.Id, program.Name, program.Owner, [.. projects], program.Version);
}
