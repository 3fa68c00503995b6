using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;

namespace Tandem.Delivery.Projects;

/// <summary>Work with an end that delivers to a product. Owns a plan and a board, which are the same rows.</summary>
internal sealed class Project : ITenanted, IAudited, IVersioned
{
    public ProjectId Id { get; init; }
    public WorkspaceId Workspace { get; init; }
    public string Name { get; set; } = "";
    public ProductId Product { get; init; }
    public DateOnly Start { get; set; }

    /// <summary>IANA id; all times of the plan are this zone's wall clock.</summary>
    public string Zone { get; set; } = "UTC";
    public AccountId? Manager { get; set; }

    /// <summary>Columns of the board, in order.</summary>
    public IReadOnlyList<BoardState> States { get; set; } = BoardState.Default;
    /// <summary>The project whose plan this one tries out (<see cref="WhatIfs.WhatIf"/>): then no list shows it.</summary>
    public ProjectId? ScenarioOf { get; init; }
    public DateTime MadeAt { get; init; }
    public long Version { get; set; } = 1;

    Guid IAudited.AuditId => Id.Value;
    string? IAudited.AuditName => Name;

    /// <summary>The column of a state: its own, or where the board has none, the one before it.</summary>
    public string ColumnOf(string state) =>
        ItemState.All.TakeWhile(known => known != state).Append(state).Last(known => known == ItemState.Backlog || States.Any(column => column.Key == known));

    /// <summary>Whether a person runs this project without being asked for more: its manager.</summary>
    public bool IsRunBy(AccountId? account) => account is not null && Manager == account;
}

/// <summary>
/// A column of the board: its key (one of <see cref="ItemState"/>), a name where people gave it one, and how many items may stand in it at once.
/// </summary>
internal sealed record BoardState(string Key, string? Name = null, int? Limit = null)
{
    public static readonly IReadOnlyList<BoardState> Default =
        [new(ItemState.Backlog), new(ItemState.Ready), new(ItemState.InProgress, Limit: 8), new(ItemState.Review, Limit: 5), new(ItemState.Done)];
}

/// <summary>Where an item stands. In progress and later it has an actual start, when done an actual finish.</summary>
internal static class ItemState
{
    public const string Backlog = "backlog", Ready = "ready", InProgress = "in_progress", Review = "review", Done = "done";

    public static readonly IReadOnlyList<string> All = [Backlog, Ready, InProgress, Review, Done];

    /// <summary>Columns that no board is without.</summary>
    public static readonly IReadOnlyList<string> Always = [Backlog, InProgress, Done];

    public static bool IsStarted(string state) => state is InProgress or Review or Done;
}
