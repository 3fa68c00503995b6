using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Tandem.Access.Accounts;
using Tandem.Access.Invitations;
using Tandem.Access.Members;
using Tandem.Access.Passwords;
using Tandem.Access.Tokens;
using Tandem.Access.Workspaces;
using Tandem.Kernel.Data;

namespace Tandem.Access;

/// <summary>Accounts, workspaces and who may do what where.</summary>
public sealed class AccessDbContext(DbContextOptions<AccessDbContext> options, ModuleScope scope) : ModuleDbContext(options, scope)
{
    protected override string Module => "access";

    internal DbSet<Account> Accounts => Set<Account>();
    internal DbSet<Workspace> Workspaces => Set<Workspace>();
    internal DbSet<Membership> Memberships => Set<Membership>();
    internal DbSet<RoleGrant> Grants => Set<RoleGrant>();
    internal DbSet<ApiToken> Tokens => Set<ApiToken>();
    internal DbSet<Invitation> Invitations => Set<Invitation>();
    internal DbSet<PasswordLink> PasswordLinks => Set<PasswordLink>();

    /// <summary>All times here are instants: SQLite gives them back without their kind.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder builder)
    {
        base.ConfigureConventions(builder);
        builder.Properties<DateTime>().HaveConversion<Utc>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<Account>().ToTable("Accounts").HasIndex(a => a.NormalizedEmail).IsUnique();
        builder.Entity<Workspace>().ToTable("Workspaces");
        builder.Entity<Membership>(table =>
        {
            table.ToTable("Memberships").HasKey(m => new { m.Workspace, m.Account });
            table.HasIndex(m => m.Account);
            table.HasMany(m => m.Grants).WithOne().HasForeignKey(g => new { g.Workspace, g.Account });
        });
        builder.Entity<RoleGrant>().ToTable("Grants").HasKey(g => new { g.Workspace, g.Account, g.Scope });
        builder.Entity<ApiToken>().ToTable("Tokens").HasIndex(t => t.Hash).IsUnique();
        builder.Entity<Invitation>().ToTable("Invitations").HasIndex(i => i.Hash).IsUnique();
        builder.Entity<PasswordLink>().ToTable("PasswordLinks").HasIndex(l => l.Hash).IsUnique();
        base.OnModelCreating(builder);
    }

    private sealed class Utc() : ValueConverter<DateTime, DateTime>(value => value, value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
}
