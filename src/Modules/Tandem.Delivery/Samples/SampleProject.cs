using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Samples;
using Tandem.Delivery.Imports;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Wording;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.Samples;

/// <summary>The sample's project: its plan is a Microsoft Project file and comes in by the same import as a customer's.</summary>
internal sealed class SampleProject(DeliveryDbContext db, CreateProject create, PlanImport import, PlanEditor editor, Words words, TimeProvider time) : ISampleStep
{
    private const string Zone = "Europe/London";

    public int Order => 30;

    public string Name => "sample.plan";

    public async Task RunAsync(SampleContext context, IProgress<double> progress, CancellationToken cancel)
    {
        var name = words.In(context.Language, "sample.project");
        var project = await db.Projects.AsNoTracking().FirstOrDefaultAsync(row => row.Name == name && row.Product == context.Product, cancel) ?? await create.AddAsync(new Project
        {
            Id = ProjectId.New(), Workspace = db.CurrentWorkspace, Name = name, Product = context.Product, Start = new DateOnly(2011, 5, 3), Zone = Zone,
            Manager = context.ProjectManager, MadeAt = time.GetUtcNow().UtcDateTime,
        }, cancel);
        context.Project = project.Id;
        var path = Path.Combine(context.Folder, "christmas-launch", $"plan.{context.Language}.xml");
        await using (var file = File.OpenRead(path)) await import.RunAsync(new ImportRequest(project.Id, PlanFormat.Mspdi, null, Replace: true, Path.GetFileName(path)), file, cancel);
        progress.Report(0.8);
        await OwnAsync(project.Id, context, cancel);
    }

    /// <summary>The plan's two resources that are the sample's people own what they are assigned to.</summary>
    private Task OwnAsync(ProjectId project, SampleContext context, CancellationToken cancel) => editor.EditAsync(project, async scope =>
    {
        scope.NotByPerson();
        foreach (var (word, account) in new[] { ("sample.plan.manager", context.ProjectManager), ("sample.plan.lead", context.OperationsLead) })
        {
            var resource = scope.Before.Rows.Resources.FirstOrDefault(row => row.Name == words.In(context.Language, word))?.Uid;
            var ids = scope.Before.Rows.Assignments.Where(row => row.Resource == resource).Select(row => row.Item).ToHashSet();
            foreach (var item in await db.Items.Where(item => item.Project == project && ids.Contains(item.Id) && item.Owner == null).ToListAsync(cancel))
            {
                item.Owner = account;
                item.Due = DateOnly.FromDateTime(scope.Before.Schedule.At(scope.Before.Outline.Find(item.Id)!.Value).Finish);
            }
        }
    }, cancel, EditLog.None);
}
