using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tandem.Storage.Embedded.Migrations.Automation
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "automation_backtests",
                columns: table => new
                {
                    Rule = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    RuleVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ResultJson = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_automation_backtests", x => x.Rule);
                });

            migrationBuilder.CreateTable(
                name: "automation_decisions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Signal = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    By = table.Column<Guid>(type: "TEXT", nullable: true),
                    ByName = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_automation_decisions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "automation_forecasts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Product = table.Column<Guid>(type: "TEXT", nullable: false),
                    Metric = table.Column<Guid>(type: "TEXT", nullable: false),
                    MetricVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Interval = table.Column<string>(type: "TEXT", nullable: false),
                    DataThrough = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Model = table.Column<string>(type: "TEXT", nullable: false),
                    Quality = table.Column<string>(type: "TEXT", nullable: false),
                    BacktestError = table.Column<double>(type: "REAL", nullable: true),
                    Coverage80 = table.Column<double>(type: "REAL", nullable: true),
                    PointsJson = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_automation_forecasts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "automation_rules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Product = table.Column<Guid>(type: "TEXT", nullable: false),
                    Project = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Metric = table.Column<Guid>(type: "TEXT", nullable: false),
                    ValueMetric = table.Column<Guid>(type: "TEXT", nullable: true),
                    SegmentKey = table.Column<string>(type: "TEXT", nullable: true),
                    Interval = table.Column<string>(type: "TEXT", nullable: false),
                    Direction = table.Column<string>(type: "TEXT", nullable: false),
                    Open = table.Column<double>(type: "REAL", nullable: false),
                    Close = table.Column<double>(type: "REAL", nullable: false),
                    Evaluations = table.Column<int>(type: "INTEGER", nullable: false),
                    Minimum = table.Column<string>(type: "TEXT", nullable: false),
                    Target = table.Column<Guid>(type: "TEXT", nullable: true),
                    TargetSegment = table.Column<string>(type: "TEXT", nullable: false),
                    TargetValue = table.Column<string>(type: "TEXT", nullable: true),
                    TargetKind = table.Column<string>(type: "TEXT", nullable: false),
                    TargetWanted = table.Column<string>(type: "TEXT", nullable: false),
                    TargetFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    TargetTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Action = table.Column<string>(type: "TEXT", nullable: false),
                    Cap = table.Column<int>(type: "INTEGER", nullable: false),
                    CooldownWeeks = table.Column<int>(type: "INTEGER", nullable: false),
                    HoldOutPercent = table.Column<int>(type: "INTEGER", nullable: false),
                    OwnerRole = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<Guid>(type: "TEXT", nullable: true),
                    DueDays = table.Column<int>(type: "INTEGER", nullable: false),
                    EffortDays = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Description = table.Column<string>(type: "TEXT", nullable: false),
                    Checklist = table.Column<string>(type: "TEXT", nullable: false),
                    Enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DeletedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_automation_rules", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "automation_runs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Rule = table.Column<Guid>(type: "TEXT", nullable: false),
                    RuleVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    Through = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Looked = table.Column<int>(type: "INTEGER", nullable: false),
                    Watched = table.Column<int>(type: "INTEGER", nullable: false),
                    Fired = table.Column<int>(type: "INTEGER", nullable: false),
                    Held = table.Column<int>(type: "INTEGER", nullable: false),
                    Milliseconds = table.Column<int>(type: "INTEGER", nullable: false),
                    NotWatched = table.Column<string>(type: "TEXT", nullable: false),
                    Packed = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_automation_runs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "automation_signals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Rule = table.Column<Guid>(type: "TEXT", nullable: false),
                    RuleVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    Product = table.Column<Guid>(type: "TEXT", nullable: false),
                    Project = table.Column<Guid>(type: "TEXT", nullable: false),
                    Metric = table.Column<Guid>(type: "TEXT", nullable: false),
                    Segment = table.Column<string>(type: "TEXT", nullable: false),
                    DedupeKey = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Asks = table.Column<bool>(type: "INTEGER", nullable: false),
                    RaisedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    HeldBack = table.Column<string>(type: "TEXT", nullable: true),
                    ReleasedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AcceptedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SnoozedUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    WorkItem = table.Column<Guid>(type: "TEXT", nullable: true),
                    OpenedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    MergedInto = table.Column<Guid>(type: "TEXT", nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", nullable: true),
                    OutcomeJson = table.Column<string>(type: "TEXT", nullable: true),
                    Owner = table.Column<Guid>(type: "TEXT", nullable: true),
                    Due = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ExpectedLoss = table.Column<long>(type: "INTEGER", nullable: true),
                    Currency = table.Column<string>(type: "TEXT", nullable: true),
                    EvidenceJson = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_automation_signals", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_automation_decisions_Signal",
                table: "automation_decisions",
                column: "Signal");

            migrationBuilder.CreateIndex(
                name: "IX_automation_forecasts_Product_Metric_MetricVersion_Interval_DataThrough",
                table: "automation_forecasts",
                columns: new[] { "Product", "Metric", "MetricVersion", "Interval", "DataThrough" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_automation_rules_Product",
                table: "automation_rules",
                column: "Product");

            migrationBuilder.CreateIndex(
                name: "IX_automation_runs_Rule_Through",
                table: "automation_runs",
                columns: new[] { "Rule", "Through" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_automation_signals_Product_DedupeKey",
                table: "automation_signals",
                columns: new[] { "Product", "DedupeKey" },
                unique: true,
                filter: "\"ClosedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_automation_signals_Rule",
                table: "automation_signals",
                column: "Rule");

            migrationBuilder.CreateIndex(
                name: "IX_automation_signals_WorkItem",
                table: "automation_signals",
                column: "WorkItem");

            migrationBuilder.CreateIndex(
                name: "IX_automation_signals_Workspace_RaisedAt",
                table: "automation_signals",
                columns: new[] { "Workspace", "RaisedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "automation_backtests");

            migrationBuilder.DropTable(
                name: "automation_decisions");

            migrationBuilder.DropTable(
                name: "automation_forecasts");

            migrationBuilder.DropTable(
                name: "automation_rules");

            migrationBuilder.DropTable(
                name: "automation_runs");

            migrationBuilder.DropTable(
                name: "automation_signals");
        }
    }
}
