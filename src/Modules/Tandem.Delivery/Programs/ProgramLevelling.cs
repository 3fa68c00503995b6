using Tandem.Contracts.Ids;
using Tandem.Delivery.Resources;
using Tandem.Delivery.WorkItems;
using Tandem.Scheduling;
using Tandem.Scheduling.Levelling;
using Tandem.Scheduling.Programs;

namespace Tandem.Delivery.Programs;

/// <summary>What the levelled place of an item rests on: written to the item where levelling is applied.</summary>
internal sealed record ProgramPlacement(ConstraintType Constraint, DateTime? ConstraintDate, ConstraintType SecondConstraint, DateTime? SecondConstraintDate, long Gap)
{
    public static ProgramPlacement Of(WorkItem item) => new(item.Constraint, item.ConstraintDate, item.SecondConstraint, item.SecondConstraintDate, item.Gap);
}

/// <summary>What levelling would move, and why. Delay is working minutes.</summary>
internal sealed record ProgramMove(ProgramItem Item, DateTime Before, DateTime Start, DateTime Finish, long Delay, bool Split, IReadOnlyList<ProgramWait> WaitsFor, ProgramPlacement Placed);

internal sealed record ProgramWait(string Resource, IReadOnlyList<ProgramItem> HeldBy);

/// <summary>The finish of one of the projects before and after.</summary>
internal sealed record ProjectFinish(ProjectId Project, DateTime Before, DateTime After);

/// <summary>A program levelled over its shared resources: no order finishes earlier than <see cref="Bound"/>; the gap to it is 0–1.</summary>
internal sealed record ProgramLevelled(DateTime FinishBefore, DateTime Finish, DateTime Bound, double Gap, double Seconds, IReadOnlyList<ProjectFinish> Projects, IReadOnlyList<ProgramMove> Moves, IReadOnlyList<LevelOverload> Overloads);

/// <summary>A program as the levelling engine takes it: all plans as one network, each shared person or machine once.</summary>
internal sealed class ProgramLevelling
{
    private readonly ProgramPicture _picture;
    private readonly ProgramNetwork _network;
    private readonly IReadOnlyList<SharedResource> _shared;
    private readonly Dictionary<int, (int At, int Number)> _places;

    public ProgramLevelling(ProgramPicture picture)
    {
        (_picture, _network, _shared) = (picture, picture.Network(), GetProgramLoad.Shared(picture));
        _places = picture.Parts.SelectMany(part => part.Plan.Activities.Select(activity => (Key: _network.KeyOf(part.Id, activity.Key), Place: (part.Id, activity.Key)))).ToDictionary(row => row.Key, row => row.Place);
    }

    public bool HasResources => _shared.Count > 0;

    public ProgramLevelled Level(long? maxDelay, bool maySplit, Func<bool> enough, Func<double> seconds)
    {
        var levelled = PlanLevelling.Level(Request(maxDelay, maySplit, enough));
        var before = Schedule.Compute(_network.Plan);
        return new(levelled.FinishBefore, levelled.Finish, levelled.Bound, levelled.Gap, seconds(),
            [.. _picture.Parts.Select(part => new ProjectFinish(_picture.Projects[part.Id].Project.Id, _network.Of(part.Id, before).Finish, _network.Of(part.Id, levelled.Schedule).Finish))],
            Moves(levelled), [.. levelled.Overloads.Select(over => new LevelOverload(_shared[over.Resource].Name, over.From, over.To, over.Over))]);
    }

    private LevellingRequest Request(long? maxDelay, bool maySplit, Func<bool> enough)
    {
        var parts = _picture.Parts.Select(part => (part.Id, Alone: LevellingInput.Of(_picture.Projects[part.Id].Plan, maxDelay, maySplit, enough))).ToDictionary(part => part.Id, part => part.Alone);
        var keys = _shared.SelectMany(shared => shared.Members.Select(member => (Place: (member.Plan, member.Resource), shared.Key))).ToDictionary(row => row.Place, row => row.Key);
        return new LevellingRequest
        {
            Plan = _network.Plan, MaxDelay = maxDelay, MaySplit = maySplit, Search = new() { Schedules = 100_000, Enough = enough },
            Resources = [.. _shared.Select(shared => Resource(shared, parts))],
            Demands = [.. parts.SelectMany(part => part.Value.Demands.Select(demand => new LevellingDemand(_network.KeyOf(part.Key, demand.Activity), keys[(part.Key, demand.Resource)], demand.Units)))],
            Rules = parts.SelectMany(part => part.Value.Rules.Select(rule => (Key: _network.KeyOf(part.Key, rule.Key), rule.Value))).ToDictionary(rule => rule.Key, rule => rule.Value),
        };
    }

    /// <summary>As the plan has it that knows of the most.</summary>
    private LevellingResource Resource(SharedResource shared, Dictionary<int, LevellingRequest> parts)
    {
        var member = shared.Members.MaxBy(one => one.Units)!;
        if (!parts.TryGetValue(member.Plan, out var alone)) return new(shared.Key, shared.Name, shared.Units);
        var own = alone.Resources.First(resource => resource.Key == member.Resource);
        return own with { Key = shared.Key, Name = shared.Name, Calendar = own.Calendar ?? alone.Plan.Calendar };
    }

    private List<ProgramMove> Moves(LevelledPlan levelled)
    {
        var placed = levelled.Plan.Activities.ToDictionary(activity => activity.Key);
        return [.. levelled.Moves.OrderBy(move => move.Start).Select(move => new ProgramMove(ItemOf(move.Activity), move.Before, move.Start, move.Finish, move.Delay, move.Parts.Count > 1,
            [.. move.Waits.Select(wait => new ProgramWait(_shared[wait.Resource].Name, [.. wait.HeldBy.Select(ItemOf)]))], Placed(placed[move.Activity])))];
    }

    private ProgramItem ItemOf(int key) => _picture.ItemOf(_places[key].At, _places[key].Number);

    private static ProgramPlacement Placed(Activity activity) => new(activity.Constraint, activity.ConstraintDate, activity.SecondConstraint, activity.SecondConstraintDate, activity.Gap);
}
