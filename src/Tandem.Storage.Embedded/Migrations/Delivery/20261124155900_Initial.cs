using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tandem.Storage.Embedded.Migrations.Delivery
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "delivery_archives",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Project = table.Column<Guid>(type: "TEXT", nullable: false),
                    PlanVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    Moment = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Rows = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_archives", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "delivery_assignments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Project = table.Column<Guid>(type: "TEXT", nullable: false),
                    Item = table.Column<Guid>(type: "TEXT", nullable: false),
                    Resource = table.Column<int>(type: "INTEGER", nullable: false),
                    Units = table.Column<double>(type: "REAL", nullable: false),
                    Work = table.Column<long>(type: "INTEGER", nullable: true),
                    ActualWork = table.Column<long>(type: "INTEGER", nullable: true),
                    Cost = table.Column<string>(type: "TEXT", nullable: true),
                    ActualCost = table.Column<string>(type: "TEXT", nullable: true),
                    Start = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Finish = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Uid = table.Column<int>(type: "INTEGER", nullable: true),
                    FileExtra = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_assignments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "delivery_baselines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Project = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    TakenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Account = table.Column<Guid>(type: "TEXT", nullable: true),
                    TakenBy = table.Column<string>(type: "TEXT", nullable: false),
                    PlanVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    Items = table.Column<int>(type: "INTEGER", nullable: false),
                    Rows = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_baselines", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "delivery_calendars",
                columns: table => new
                {
                    Project = table.Column<Guid>(type: "TEXT", nullable: false),
                    Uid = table.Column<int>(type: "INTEGER", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Definition = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_calendars", x => new { x.Project, x.Uid });
                });

            migrationBuilder.CreateTable(
                name: "delivery_checklist",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Project = table.Column<Guid>(type: "TEXT", nullable: false),
                    Item = table.Column<Guid>(type: "TEXT", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Done = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_checklist", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "delivery_comments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Project = table.Column<Guid>(type: "TEXT", nullable: false),
                    Item = table.Column<Guid>(type: "TEXT", nullable: false),
                    Account = table.Column<Guid>(type: "TEXT", nullable: true),
                    Author = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_comments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "delivery_costs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Project = table.Column<Guid>(type: "TEXT", nullable: false),
                    Item = table.Column<Guid>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Amount = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    Account = table.Column<Guid>(type: "TEXT", nullable: true),
                    EnteredBy = table.Column<string>(type: "TEXT", nullable: false),
                    EnteredAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_costs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "delivery_edits",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Project = table.Column<Guid>(type: "TEXT", nullable: false),
                    PlanVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    Account = table.Column<Guid>(type: "TEXT", nullable: true),
                    ActorName = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Moment = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Undoable = table.Column<bool>(type: "INTEGER", nullable: false),
                    LastVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    Changes = table.Column<string>(type: "TEXT", nullable: false),
                    UndoneAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_edits", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "delivery_estimates",
                columns: table => new
                {
                    Item = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Project = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Low = table.Column<double>(type: "REAL", nullable: false),
                    Likely = table.Column<double>(type: "REAL", nullable: false),
                    High = table.Column<double>(type: "REAL", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_estimates", x => x.Item);
                });

            migrationBuilder.CreateTable(
                name: "delivery_items",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Project = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Parent = table.Column<Guid>(type: "TEXT", nullable: true),
                    Rank = table.Column<long>(type: "INTEGER", nullable: false),
                    Uid = table.Column<int>(type: "INTEGER", nullable: true),
                    Code = table.Column<string>(type: "TEXT", nullable: true),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Type = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Column = table.Column<string>(type: "TEXT", nullable: true),
                    TaskType = table.Column<string>(type: "TEXT", nullable: false),
                    EffortDriven = table.Column<bool>(type: "INTEGER", nullable: false),
                    Duration = table.Column<long>(type: "INTEGER", nullable: false),
                    Elapsed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Calendar = table.Column<int>(type: "INTEGER", nullable: true),
                    IgnoreResourceCalendar = table.Column<bool>(type: "INTEGER", nullable: false),
                    Constraint = table.Column<string>(type: "TEXT", nullable: false),
                    ConstraintDate = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SecondConstraint = table.Column<string>(type: "TEXT", nullable: false),
                    SecondConstraintDate = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Deadline = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ActualStart = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ActualFinish = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Resume = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Remaining = table.Column<long>(type: "INTEGER", nullable: true),
                    ExpectedFinish = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ExternalStart = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ExternalFinish = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ExternalEarlyFinish = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Delay = table.Column<long>(type: "INTEGER", nullable: false),
                    Gap = table.Column<long>(type: "INTEGER", nullable: false),
                    PercentComplete = table.Column<double>(type: "REAL", nullable: false),
                    PercentKind = table.Column<string>(type: "TEXT", nullable: false),
                    Recurring = table.Column<bool>(type: "INTEGER", nullable: false),
                    Recurrence = table.Column<string>(type: "TEXT", nullable: true),
                    Manual = table.Column<bool>(type: "INTEGER", nullable: false),
                    ManualStart = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ManualFinish = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Inactive = table.Column<bool>(type: "INTEGER", nullable: false),
                    WithdrawnAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    External = table.Column<bool>(type: "INTEGER", nullable: false),
                    Owner = table.Column<Guid>(type: "TEXT", nullable: true),
                    Due = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Notes = table.Column<string>(type: "TEXT", nullable: true),
                    Signal = table.Column<Guid>(type: "TEXT", nullable: true),
                    Rule = table.Column<Guid>(type: "TEXT", nullable: true),
                    HoldsRuleWork = table.Column<bool>(type: "INTEGER", nullable: false),
                    SignalRank = table.Column<int>(type: "INTEGER", nullable: true),
                    Priority = table.Column<string>(type: "TEXT", nullable: true),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Baselines = table.Column<string>(type: "TEXT", nullable: false),
                    Custom = table.Column<string>(type: "TEXT", nullable: false),
                    FixedCost = table.Column<string>(type: "TEXT", nullable: true),
                    FixedCostAccrual = table.Column<string>(type: "TEXT", nullable: true),
                    PhysicalPercentComplete = table.Column<double>(type: "REAL", nullable: true),
                    FileCost = table.Column<string>(type: "TEXT", nullable: true),
                    ActualCost = table.Column<string>(type: "TEXT", nullable: true),
                    ActualWork = table.Column<long>(type: "INTEGER", nullable: true),
                    DurationFormat = table.Column<int>(type: "INTEGER", nullable: true),
                    FileExtra = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_items", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "delivery_links",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Project = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromProject = table.Column<Guid>(type: "TEXT", nullable: true),
                    From = table.Column<Guid>(type: "TEXT", nullable: false),
                    To = table.Column<Guid>(type: "TEXT", nullable: false),
                    Type = table.Column<string>(type: "TEXT", nullable: false),
                    Lag = table.Column<double>(type: "REAL", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    LagFormat = table.Column<int>(type: "INTEGER", nullable: true),
                    FileExtra = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_links", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "delivery_plans",
                columns: table => new
                {
                    Project = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Mode = table.Column<string>(type: "TEXT", nullable: false),
                    Start = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DataDate = table.Column<DateTime>(type: "TEXT", nullable: true),
                    MustFinishBy = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Options = table.Column<string>(type: "TEXT", nullable: false),
                    MinutesPerDay = table.Column<int>(type: "INTEGER", nullable: false),
                    MinutesPerWeek = table.Column<int>(type: "INTEGER", nullable: false),
                    DaysPerMonth = table.Column<int>(type: "INTEGER", nullable: false),
                    Calendar = table.Column<int>(type: "INTEGER", nullable: true),
                    Format = table.Column<string>(type: "TEXT", nullable: true),
                    FileName = table.Column<string>(type: "TEXT", nullable: true),
                    Activities = table.Column<int>(type: "INTEGER", nullable: false),
                    ImportedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ImportedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Report = table.Column<string>(type: "TEXT", nullable: true),
                    FileExtra = table.Column<string>(type: "TEXT", nullable: true),
                    FileRoot = table.Column<string>(type: "TEXT", nullable: true),
                    FileTitle = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    ImportedVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    Stamp = table.Column<Guid>(type: "TEXT", nullable: false),
                    LastNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Dates = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_plans", x => x.Project);
                });

            migrationBuilder.CreateTable(
                name: "delivery_preferences",
                columns: table => new
                {
                    Project = table.Column<Guid>(type: "TEXT", nullable: false),
                    Account = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Look = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_preferences", x => new { x.Project, x.Account });
                });

            migrationBuilder.CreateTable(
                name: "delivery_program_members",
                columns: table => new
                {
                    Project = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Program = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_program_members", x => x.Project);
                });

            migrationBuilder.CreateTable(
                name: "delivery_program_results",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Program = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Plans = table.Column<string>(type: "TEXT", nullable: false),
                    Result = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_program_results", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "delivery_programs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<Guid>(type: "TEXT", nullable: true),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_programs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "delivery_projects",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Product = table.Column<Guid>(type: "TEXT", nullable: false),
                    Start = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Zone = table.Column<string>(type: "TEXT", nullable: false),
                    Manager = table.Column<Guid>(type: "TEXT", nullable: true),
                    States = table.Column<string>(type: "TEXT", nullable: false),
                    ScenarioOf = table.Column<Guid>(type: "TEXT", nullable: true),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_projects", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "delivery_resources",
                columns: table => new
                {
                    Project = table.Column<Guid>(type: "TEXT", nullable: false),
                    Uid = table.Column<int>(type: "INTEGER", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Type = table.Column<string>(type: "TEXT", nullable: false),
                    MaxUnits = table.Column<double>(type: "REAL", nullable: false),
                    Calendar = table.Column<int>(type: "INTEGER", nullable: true),
                    StandardRate = table.Column<string>(type: "TEXT", nullable: true),
                    Rates = table.Column<string>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", nullable: true),
                    FileExtra = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_resources", x => new { x.Project, x.Uid });
                });

            migrationBuilder.CreateTable(
                name: "delivery_risks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Project = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Description = table.Column<string>(type: "TEXT", nullable: true),
                    Probability = table.Column<double>(type: "REAL", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Response = table.Column<string>(type: "TEXT", nullable: false),
                    Plan = table.Column<string>(type: "TEXT", nullable: true),
                    Owner = table.Column<Guid>(type: "TEXT", nullable: true),
                    Impacts = table.Column<string>(type: "TEXT", nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_risks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "delivery_simulations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Project = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    PlanVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    Result = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_simulations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "delivery_what_ifs",
                columns: table => new
                {
                    Project = table.Column<Guid>(type: "TEXT", nullable: false),
                    Workspace = table.Column<Guid>(type: "TEXT", nullable: false),
                    Of = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    OfVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    LastNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    MadeBy = table.Column<string>(type: "TEXT", nullable: false),
                    Rows = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_what_ifs", x => x.Project);
                });

            migrationBuilder.CreateIndex(
                name: "IX_delivery_archives_Project",
                table: "delivery_archives",
                column: "Project");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_assignments_Project",
                table: "delivery_assignments",
                column: "Project");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_baselines_Project_Number",
                table: "delivery_baselines",
                columns: new[] { "Project", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_delivery_checklist_Item",
                table: "delivery_checklist",
                column: "Item");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_comments_Item",
                table: "delivery_comments",
                column: "Item");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_costs_Project",
                table: "delivery_costs",
                column: "Project");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_edits_Project_PlanVersion",
                table: "delivery_edits",
                columns: new[] { "Project", "PlanVersion" });

            migrationBuilder.CreateIndex(
                name: "IX_delivery_estimates_Project",
                table: "delivery_estimates",
                column: "Project");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_items_Owner",
                table: "delivery_items",
                column: "Owner");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_items_Project",
                table: "delivery_items",
                column: "Project");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_items_Signal",
                table: "delivery_items",
                column: "Signal");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_links_FromProject",
                table: "delivery_links",
                column: "FromProject");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_links_Project",
                table: "delivery_links",
                column: "Project");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_program_members_Program",
                table: "delivery_program_members",
                column: "Program");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_program_results_Program",
                table: "delivery_program_results",
                column: "Program");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_risks_Project",
                table: "delivery_risks",
                column: "Project");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_simulations_Project",
                table: "delivery_simulations",
                column: "Project");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_what_ifs_Of",
                table: "delivery_what_ifs",
                column: "Of");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "delivery_archives");

            migrationBuilder.DropTable(
                name: "delivery_assignments");

            migrationBuilder.DropTable(
                name: "delivery_baselines");

            migrationBuilder.DropTable(
                name: "delivery_calendars");

            migrationBuilder.DropTable(
                name: "delivery_checklist");

            migrationBuilder.DropTable(
                name: "delivery_comments");

            migrationBuilder.DropTable(
                name: "delivery_costs");

            migrationBuilder.DropTable(
                name: "delivery_edits");

            migrationBuilder.DropTable(
                name: "delivery_estimates");

            migrationBuilder.DropTable(
                name: "delivery_items");

            migrationBuilder.DropTable(
                name: "delivery_links");

            migrationBuilder.DropTable(
                name: "delivery_plans");

            migrationBuilder.DropTable(
                name: "delivery_preferences");

            migrationBuilder.DropTable(
                name: "delivery_program_members");

            migrationBuilder.DropTable(
                name: "delivery_program_results");

            migrationBuilder.DropTable(
                name: "delivery_programs");

            migrationBuilder.DropTable(
                name: "delivery_projects");

            migrationBuilder.DropTable(
                name: "delivery_resources");

            migrationBuilder.DropTable(
                name: "delivery_risks");

            migrationBuilder.DropTable(
                name: "delivery_simulations");

            migrationBuilder.DropTable(
                name: "delivery_what_ifs");
        }
    }
}
