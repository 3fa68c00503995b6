using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Delivery.Baselines;
using Tandem.Delivery.Costs;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Programs;
using Tandem.Delivery.Projects;
using Tandem.Delivery.Risks;
using Tandem.Delivery.WhatIfs;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Data;
using Tandem.Kernel.Web;

namespace Tandem.Delivery;

/// <summary>Projects, their plans and what belongs to a work item.</summary>
public sealed class DeliveryDbContext(DbContextOptions<DeliveryDbContext> options, ModuleScope scope) : ModuleDbContext(options, scope)
{
    protected override string Module => "delivery";

    internal DbSet<Project> Projects => Set<Project>();
    internal DbSet<PlanHead> Plans => Set<PlanHead>();
    internal DbSet<WorkItem> Items => Set<WorkItem>();
    internal DbSet<Link> Links => Set<Link>();
    internal DbSet<CalendarRow> Calendars => Set<CalendarRow>();
    internal DbSet<ResourceRow> Resources => Set<ResourceRow>();
    internal DbSet<Assignment> Assignments => Set<Assignment>();
    internal DbSet<ChecklistItem> Checklist => Set<ChecklistItem>();
    internal DbSet<Comment> Comments => Set<Comment>();
    internal DbSet<PlanEdit> Edits => Set<PlanEdit>();
    internal DbSet<PlanArchive> Archives => Set<PlanArchive>();
    internal DbSet<Baseline> Baselines => Set<Baseline>();
    internal DbSet<CostEntry> Costs => Set<CostEntry>();
    internal DbSet<PlanPreference> Preferences => Set<PlanPreference>();
    internal DbSet<WhatIf> WhatIfs => Set<WhatIf>();
    internal DbSet<Risk> Risks => Set<Risk>();
    internal DbSet<Estimate> Estimates => Set<Estimate>();
    internal DbSet<Simulation> Simulations => Set<Simulation>();
    internal DbSet<Program> Programs => Set<Program>();
    internal DbSet<ProgramMember> ProgramMembers => Set<ProgramMember>();
    internal DbSet<ProgramResult> ProgramResults => Set<ProgramResult>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<Project>(row =>
        {
            row.HasKey(project => project.Id);
            Json(row, project => project.States);
        });
        builder.Entity<PlanHead>(row =>
        {
            row.ToTable("plans").HasKey(plan => plan.Project);
            Json(row, plan => plan.Options);
            Json(row, plan => plan.FileRoot);
            row.Ignore(plan => plan.IsEdited);
        });
        builder.Entity<WorkItem>(MapItem);
        builder.Entity<Link>(row =>
        {
            row.HasKey(link => link.Id);
            row.HasIndex(link => link.Project);
            row.HasIndex(link => link.FromProject);
        });
        builder.Entity<CalendarRow>(row =>
        {
            row.ToTable("calendars").HasKey(calendar => new { calendar.Project, calendar.Uid });
            Json(row, calendar => calendar.Definition);
        });
        builder.Entity<ResourceRow>(row =>
        {
            row.ToTable("resources").HasKey(resource => new { resource.Project, resource.Uid });
            Json(row, resource => resource.Rates);
        });
        builder.Entity<Assignment>().HasIndex(assignment => assignment.Project);
        builder.Entity<ChecklistItem>().HasIndex(entry => entry.Item);
        builder.Entity<Comment>().HasIndex(comment => comment.Item);
        builder.Entity<PlanEdit>().HasIndex(edit => new { edit.Project, edit.PlanVersion });
        builder.Entity<PlanArchive>().HasIndex(archive => archive.Project);
        builder.Entity<Baseline>().HasIndex(baseline => new { baseline.Project, baseline.Number }).IsUnique();
        builder.Entity<CostEntry>().HasIndex(entry => entry.Project);
        builder.Entity<PlanPreference>(row =>
        {
            row.HasKey(kept => new { kept.Project, kept.Account });
            Json(row, kept => kept.Look);
        });
        builder.Entity<WhatIf>(row =>
        {
            row.ToTable("what_ifs").HasKey(copy => copy.Project);
            row.HasIndex(copy => copy.Of);
        });
        builder.Entity<Risk>(row =>
        {
            row.HasIndex(risk => risk.Project);
            row.Ignore(risk => risk.IsOpen);
            Json(row, risk => risk.Impacts);
        });
        builder.Entity<Estimate>(row =>
        {
            row.HasKey(estimate => estimate.Item);
            row.HasIndex(estimate => estimate.Project);
            row.Ignore(estimate => estimate.Distribution);
        });
        builder.Entity<Simulation>().HasIndex(simulation => simulation.Project);
        builder.Entity<ProgramMember>(row =>
        {
            row.ToTable("program_members").HasKey(member => member.Project);
            row.HasIndex(member => member.Program);
        });
        builder.Entity<ProgramResult>(row =>
        {
            row.ToTable("program_results").HasIndex(result => result.Program);
            Json(row, result => result.Plans);
        });
        base.OnModelCreating(builder);
    }

    private static void MapItem(EntityTypeBuilder<WorkItem> row)
    {
        row.HasKey(item => item.Id);
        row.HasIndex(item => item.Project);
        row.HasIndex(item => item.Owner);
        row.HasIndex(item => item.Signal);
        Json(row, item => item.Baselines);
        Json(row, item => item.Custom);
        Json(row, item => item.Recurrence);
    }

    /// <summary>A column that holds a value of its own as JSON; equal texts are equal values.</summary>
    private static void Json<TRow, T>(EntityTypeBuilder<TRow> row, System.Linq.Expressions.Expression<Func<TRow, T>> property) where TRow : class
    {
        row.Property(property).HasConversion(value => Write(value), text => Read<T>(text),
            new ValueComparer<T>((a, b) => ReferenceEquals(a, b) || Write(a) == Write(b), value => Write(value).GetHashCode(StringComparison.Ordinal), value => value));
    }

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, TandemJson.Options);

    private static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, TandemJson.Options)!;
}
