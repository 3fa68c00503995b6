using Microsoft.EntityFrameworkCore;
using Tandem.Kernel.Auditing;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Messaging;
using Tandem.Kernel.Web;

namespace Tandem.Kernel.Data;

/// <summary>The tables that every module writes to but Kernel alone migrates.</summary>
internal static class KernelTables
{
    public static void Map(ModelBuilder builder, bool owned)
    {
        builder.Entity<OutboxMessage>(table =>
        {
            table.ToTable("kernel_outbox", t => Migrated(t, owned)).HasKey(row => row.Id);
            table.HasIndex(row => new { row.DeliveredAt, row.NotBefore });
        });
        builder.Entity<InboxEntry>().ToTable("kernel_inbox", t => Migrated(t, owned)).HasKey(row => new { row.Message, row.Handler });
        builder.Entity<AuditEntry>(table =>
        {
            table.ToTable("kernel_audit", t => Migrated(t, owned)).HasKey(row => row.Id);
            table.HasIndex(row => new { row.Workspace, row.At });
            table.HasIndex(row => row.SubjectId);
        });
        builder.Entity<Job>(table =>
        {
            table.ToTable("kernel_jobs", t => Migrated(t, owned)).HasKey(row => row.Id);
            table.HasIndex(row => new { row.State, row.LeaseUntil });
        });
        builder.Entity<IdempotencyRecord>().ToTable("kernel_idempotency", t => Migrated(t, owned)).HasKey(row => row.Key);
    }

    private static void Migrated(Microsoft.EntityFrameworkCore.Metadata.Builders.TableBuilder table, bool owned)
    {
        if (!owned) table.ExcludeFromMigrations();
    }
}
