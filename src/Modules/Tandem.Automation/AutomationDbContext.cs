using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Tandem.Automation.Backtests;
using Tandem.Automation.Forecasts;
using Tandem.Automation.Rules;
using Tandem.Automation.Runs;
using Tandem.Automation.Signals;
using Tandem.Kernel.Data;

namespace Tandem.Automation;

/// <summary>Rows of the loop; each entity's mapping stands in its own file.</summary>
public sealed class AutomationDbContext(DbContextOptions<AutomationDbContext> options, ModuleScope scope) : ModuleDbContext(options, scope)
{
    protected override string Module => "automation";

    internal DbSet<Rule> Rules => Set<Rule>();
    internal DbSet<RuleRun> Runs => Set<RuleRun>();
    internal DbSet<Signal> Signals => Set<Signal>();
    internal DbSet<Decision> Decisions => Set<Decision>();
    internal DbSet<StoredForecast> Forecasts => Set<StoredForecast>();
    internal DbSet<Backtest> Backtests => Set<Backtest>();

    /// <summary>Every moment of the loop is UTC: what is read back says so.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder builder)
    {
        base.ConfigureConventions(builder);
        builder.Properties<DateTime>().HaveConversion<Utc>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.ApplyConfigurationsFromAssembly(GetType().Assembly);
        base.OnModelCreating(builder);
    }

    private sealed class Utc() : ValueConverter<DateTime, DateTime>(at => at, at => DateTime.SpecifyKind(at, DateTimeKind.Utc));
}
