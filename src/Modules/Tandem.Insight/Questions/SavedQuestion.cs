using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;

namespace Tandem.Insight.Questions;

/// <summary>A question that someone gave a name: its kind's page with the address that asks it.</summary>
internal sealed class SavedQuestion : ITenanted, IAudited
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public WorkspaceId Workspace { get; init; }
    public ProductId Product { get; init; }

    /// <summary>One of <see cref="QuestionKinds.Pages"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>By language, as JSON; what a person saved has one.</summary>
    public required string Names { get; set; }

    /// <summary>The page's query string, without the question mark.</summary>
    public required string Query { get; set; }
    public AccountId? Owner { get; init; }
    public DateTime CreatedAt { get; init; }

    Guid IAudited.AuditId => Id;
    string? IAudited.AuditName => Names;

    internal sealed class Mapping : IEntityTypeConfiguration<SavedQuestion>
    {
        public void Configure(EntityTypeBuilder<SavedQuestion> table)
        {
            table.ToTable("questions").HasKey(row => row.Id);
            table.HasIndex(row => row.Product);
        }
    }
}
