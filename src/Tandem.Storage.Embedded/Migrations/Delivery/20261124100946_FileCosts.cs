using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tandem.Storage.Embedded.Migrations.Delivery
{
    /// <inheritdoc />
    public partial class FileCosts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Rates",
                table: "delivery_resources",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "ActualCost",
                table: "delivery_items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ActualWork",
                table: "delivery_items",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FileCost",
                table: "delivery_items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FixedCost",
                table: "delivery_items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FixedCostAccrual",
                table: "delivery_items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "PhysicalPercentComplete",
                table: "delivery_items",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ActualCost",
                table: "delivery_assignments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ActualWork",
                table: "delivery_assignments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Cost",
                table: "delivery_assignments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "Finish",
                table: "delivery_assignments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "Start",
                table: "delivery_assignments",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Rates",
                table: "delivery_resources");

            migrationBuilder.DropColumn(
                name: "ActualCost",
                table: "delivery_items");

            migrationBuilder.DropColumn(
                name: "ActualWork",
                table: "delivery_items");

            migrationBuilder.DropColumn(
                name: "FileCost",
                table: "delivery_items");

            migrationBuilder.DropColumn(
                name: "FixedCost",
                table: "delivery_items");

            migrationBuilder.DropColumn(
                name: "FixedCostAccrual",
                table: "delivery_items");

            migrationBuilder.DropColumn(
                name: "PhysicalPercentComplete",
                table: "delivery_items");

            migrationBuilder.DropColumn(
                name: "ActualCost",
                table: "delivery_assignments");

            migrationBuilder.DropColumn(
                name: "ActualWork",
                table: "delivery_assignments");

            migrationBuilder.DropColumn(
                name: "Cost",
                table: "delivery_assignments");

            migrationBuilder.DropColumn(
                name: "Finish",
                table: "delivery_assignments");

            migrationBuilder.DropColumn(
                name: "Start",
                table: "delivery_assignments");
        }
    }
}
