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

    /// <summary>The column that an item stands in: its own where that still is one of its state, else the first of its state; where the board has none, of the state before it.</summary>
    public BoardState ColumnOf(string state, string? column)
    {
        if (States.FirstOrDefault(known => known.Key == column && known.Of == state) is { } own) return own;
        var before = ItemState.All.TakeWhile(known => known != state).Append(state).Reverse();
        return before.Select(known => States.FirstOrDefault(first => first.Of == known)).OfType<BoardState>().First();
    }

    /// <summary>Whether a person runs this project without being asked for more: its manager.</summary>
    public bool IsRunBy(AccountId? account) => account is not null && Manager == account;
}

/// <summary>
/// A column of the board: its key, a name where people gave it one, how many items may stand in it at once, and what standing there means (one of <see cref="ItemState"/>;
/// null where the key says it: the usual columns).
/// </summary>
internal sealed record BoardState(string Key, string? Name = null, int? Limit = null, string? State = null)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public string Of => State ?? Key;

    public static readonly IReadOnlyList<BoardState> Default =
        [new(ItemState.Backlog), new(ItemState.Ready), new(ItemState.InProgress, Limit: 8), new(ItemState.Review, Limit: 5), new(ItemState.Done)];
}

/// <summary>Where an item stands. In progress and later it has an actual start, when done an actual finish.</summary>
internal static class ItemState
{
    public const string Backlog = "backlog", Ready = "ready", InProgress = "in_progress", Review = "review", Done = "done";

    public static readonly IReadOnlyList<string> All = [Backlog, Ready, InProgress, Review, Done];

    /// <summary>States for which every board has a column.</summary>
    public static readonly IReadOnlyList<string> Always = [Backlog, InProgress, Done];

    public static bool IsStarted(string state) => state is InProgress or Review or Done;
}
