using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.WorkItems;

/// <summary>What is said about an item, and its checklist. Whoever may read the item may comment; ticking is for who may edit it.</summary>
internal sealed class ItemTalk(DeliveryDbContext db, PlanStore plans, ActorScope actor, TimeProvider time)
{
    private const int Longest = 10_000;

    internal sealed record TextRequest(string? Text);

    internal sealed record CheckRequest(string? Text, bool? Done);

    internal sealed record CommentAnswer(Guid Id, string Author, DateTime At, string Text);

    internal sealed record CheckAnswer(Guid Id, string Text, bool Done);

    public static void Map(IEndpointRouteBuilder app)
    {
        const string item = "/api/projects/{projectId}/items/{itemId}";
        app.MapGet(item + "/comments", async (ProjectId projectId, WorkItemId itemId, ItemTalk talk, CancellationToken cancel) =>
            new Page<CommentAnswer>([.. (await talk.CommentsAsync(projectId, itemId, cancel)).Select(Of)])).WithTags("Work items");
        app.MapPost(item + "/comments", async (ProjectId projectId, WorkItemId itemId, TextRequest request, ItemTalk talk, CancellationToken cancel) =>
            TypedResults.Created((string?)null, Of(await talk.SayAsync(projectId, itemId, request.Text, cancel)))).WithTags("Work items");
        app.MapGet(item + "/checklist", async (ProjectId projectId, WorkItemId itemId, ItemTalk talk, CancellationToken cancel) =>
            new Page<CheckAnswer>([.. (await talk.ChecklistAsync(projectId, itemId, cancel)).Select(Of)])).WithTags("Work items");
        app.MapPost(item + "/checklist", async (ProjectId projectId, WorkItemId itemId, TextRequest request, ItemTalk talk, CancellationToken cancel) =>
            TypedResults.Created((string?)null, Of(await talk.AddCheckAsync(projectId, itemId, request.Text, cancel)))).WithTags("Work items");
        app.MapPatch(item + "/checklist/{entryId}", async (ProjectId projectId, WorkItemId itemId, string entryId, CheckRequest request, ItemTalk talk, CancellationToken cancel) =>
            Of(await talk.CheckAsync(projectId, itemId, entryId, request, cancel))).WithTags("Work items");
    }

    public async Task<List<Comment>> CommentsAsync(ProjectId project, WorkItemId item, CancellationToken cancel)
    {
        await ItemAsync(project, item, cancel);
        return await db.Comments.AsNoTracking().Where(comment => comment.Item == item).OrderBy(comment => comment.At).ToListAsync(cancel);
    }

    public async Task<List<ChecklistItem>> ChecklistAsync(ProjectId project, WorkItemId item, CancellationToken cancel)
    {
        await ItemAsync(project, item, cancel);
        return await db.Checklist.AsNoTracking().Where(entry => entry.Item == item).OrderBy(entry => entry.Place).ToListAsync(cancel);
    }

    public Task<Comment> SayAsync(ProjectId projectId, WorkItemId itemId, string? text, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        actor.Current.Require(Right.Read, projectId.Value);
        var item = await ItemAsync(projectId, itemId, cancel);
        var comment = new Comment
        {
            Id = Guid.CreateVersion7(), Workspace = item.Workspace, Project = item.Project, Item = item.Id, Account = actor.Current.Account, Author = actor.Current.Name,
            At = time.GetUtcNow().UtcDateTime, Text = Checked(text),
        };
        db.Add(comment);
        return comment;
    }, cancel);

    public Task<ChecklistItem> AddCheckAsync(ProjectId projectId, WorkItemId itemId, string? text, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var item = await EditableAsync(projectId, itemId, cancel);
        var place = await db.Checklist.Where(entry => entry.Item == itemId).MaxAsync(entry => (int?)entry.Place, cancel) ?? -1;
        var entry = new ChecklistItem { Id = Guid.CreateVersion7(), Workspace = item.Workspace, Project = item.Project, Item = item.Id, Place = place + 1, Text = Checked(text) };
        db.Add(entry);
        return entry;
    }, cancel);

    public Task<ChecklistItem> CheckAsync(ProjectId projectId, WorkItemId itemId, string entryId, CheckRequest request, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        await EditableAsync(projectId, itemId, cancel);
        var id = Guid.TryParse(entryId, out var read) ? read : Guid.Empty;
        var entry = await db.Checklist.FirstOrDefaultAsync(row => row.Id == id && row.Item == itemId, cancel) ?? throw ProblemException.NotFound();
        entry.Done = request.Done ?? entry.Done;
        if (request.Text is not null) entry.Text = Checked(request.Text);
        return entry;
    }, cancel);

    private async Task<WorkItem> EditableAsync(ProjectId projectId, WorkItemId itemId, CancellationToken cancel)
    {
        var item = await ItemAsync(projectId, itemId, cancel);
        var project = await plans.ProjectAsync(projectId, cancel);
        actor.Current.Require(Right.EditItem, projectId.Value, project.IsRunBy(actor.Current.Account) || item.Owner is { } owner && owner == actor.Current.Account);
        return item;
    }

    private async Task<WorkItem> ItemAsync(ProjectId project, WorkItemId item, CancellationToken cancel) =>
        await db.Items.AsNoTracking().FirstOrDefaultAsync(row => row.Id == item && row.Project == project, cancel) ?? throw ProblemException.NotFound();

    private static string Checked(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) throw ProblemException.Invalid("text", "required", "text");
        return text.Length <= Longest ? text.Trim() : throw ProblemException.Invalid("text", "too_long", "text", Longest);
    }

    private static CommentAnswer Of(Comment comment) => new(comment.Id, comment.Author, comment.At, comment.Text);

    private static CheckAnswer Of(ChecklistItem entry) => new(entry.Id, entry.Text, entry.Done);
}
