using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tandem.Storage.Embedded.Migrations.Delivery
{
    /// <inheritdoc />
    public partial class ProgramLinks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "FromProject",
                table: "delivery_links",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Delay",
                table: "delivery_items",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTime>(
                name: "ExpectedFinish",
                table: "delivery_items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ExternalFinish",
                table: "delivery_items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ExternalStart",
                table: "delivery_items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_delivery_links_FromProject",
                table: "delivery_links",
                column: "FromProject");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_delivery_links_FromProject",
                table: "delivery_links");

            migrationBuilder.DropColumn(
                name: "FromProject",
                table: "delivery_links");

            migrationBuilder.DropColumn(
                name: "Delay",
                table: "delivery_items");

            migrationBuilder.DropColumn(
                name: "ExpectedFinish",
                table: "delivery_items");

            migrationBuilder.DropColumn(
                name: "ExternalFinish",
                table: "delivery_items");

            migrationBuilder.DropColumn(
                name: "ExternalStart",
                table: "delivery_items");
        }
    }
}
