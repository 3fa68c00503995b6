using Microsoft.EntityFrameworkCore;
using Tandem.Kernel.Auditing;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Messaging;
using Tandem.Kernel.Web;

namespace Tandem.Kernel.Data;

/// <summary>Outbox, inbox, audit, jobs and idempotency keys: migrated here, written by every module's own context.</summary>
public sealed class KernelDbContext(DbContextOptions<KernelDbContext> options, ModuleScope scope) : ModuleDbContext(options, scope)
{
    protected override string Module => "kernel";

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    public DbSet<InboxEntry> Inbox => Set<InboxEntry>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<Job> Jobs => Set<Job>();
    public DbSet<IdempotencyRecord> Idempotency => Set<IdempotencyRecord>();

    protected override void OnModelCreating(ModelBuilder builder) => KernelTables.Map(builder, owned: true);
}
