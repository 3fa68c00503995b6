using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tandem.Storage.Embedded.Migrations.Delivery
{
    /// <inheritdoc />
    public partial class WhatIfs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "ScenarioOf",
                table: "delivery_projects",
                type: "TEXT",
                nullable: true);

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
                name: "IX_delivery_what_ifs_Of",
                table: "delivery_what_ifs",
                column: "Of");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "delivery_preferences");

            migrationBuilder.DropTable(
                name: "delivery_what_ifs");

            migrationBuilder.DropColumn(
                name: "ScenarioOf",
                table: "delivery_projects");
        }
    }
}
