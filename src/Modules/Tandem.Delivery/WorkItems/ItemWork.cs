using System.Globalization;
using System.Text.Json;
using Tandem.Delivery.Plans;
using Tandem.Kernel.Problems;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.WorkItems;

/// <summary>Who works on an item: units, work and duration change together by the type of its task (<see cref="TaskWork"/>). Materials and costs stand beside it.</summary>
internal sealed class ItemWork
{
    /// <summary>Microsoft Project's work without a resource.</summary>
    public const int Nobody = -65535;

    private const double MostUnits = 1000;
    private const int MostResources = 200;
    private readonly WorkItem _item;
    private readonly EditScope _scope;
    private readonly List<Assignment> _rows;

    private ItemWork(WorkItem item, EditScope scope, List<Assignment> rows) => (_item, _scope, _rows) = (item, scope, rows);

    public static async Task<ItemWork> OfAsync(WorkItem item, EditScope scope, CancellationToken cancel) => new(item, scope, await scope.AssignmentsAsync(item.Id, cancel));

    /// <summary>Work of an assignment in minutes: what is said of it, else units × duration.</summary>
    public static long Of(WorkItem item, Assignment row) => row.Work ?? (long)Math.Round(item.Duration * row.Units, MidpointRounding.AwayFromZero);

    /// <summary>Whether an assignment is of somebody who works, rather than of material or cost.</summary>
    public static bool Works(IEnumerable<ResourceRow> resources, Assignment row) => row.Resource == Nobody || resources.Any(resource => resource.Uid == row.Resource && resource.Type == ResourceType.Work);

    /// <summary>Keys are places among the rows: a resource may stand there twice.</summary>
    private TaskWork Now => new(_item.TaskType, _item.EffortDriven, _item.Duration, [.. _rows.Index().Where(row => Works(_scope.Resources, row.Item)).Select(row => new AssignedWork(row.Index, row.Item.Units, Of(_item, row.Item)))]);

    public void SetDuration(long minutes)
    {
        var now = Now;
        if (now.Assigned.Count > 0) Take(now.WithDuration(minutes));
        _item.SetDuration(minutes);
    }

    public void SetWork(long minutes)
    {
        var now = Now;
        if (now.Assigned.All(row => row.Units <= 0)) throw ProblemException.Invalid("work", "work_without_resources");
        Take(now.WithWork(minutes));
    }

    /// <summary>Work done, as percent of all of it; every assignment by its own.</summary>
    public void SetDone(double percent, DateTime now)
    {
        if (Now.Work <= 0) throw ProblemException.Invalid("percentWork", "work_without_resources");
        foreach (var row in _rows.Where(row => Works(_scope.Resources, row))) row.ActualWork = Share(Of(_item, row), percent);
        _item.Underway(percent, now);
        TellFile();
    }

    /// <summary>Progress by the duration takes the work with it where work was kept.</summary>
    public void FollowProgress()
    {
        if (_rows.TrueForAll(row => row.ActualWork is null)) return;
        foreach (var row in _rows.Where(row => row.ActualWork is not null)) row.ActualWork = Share(Of(_item, row), _item.PercentComplete);
        TellFile();
    }

    /// <summary>All that are assigned, with their units: others go, new ones come, in this order.</summary>
    public void SetAssigned(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > MostResources) throw ProblemException.Invalid("assignments", "bad_value", "assignments", Short(value));
        var wanted = value.EnumerateArray().Select((entry, at) => Entry(entry, $"assignments[{at}]")).ToList();
        if (wanted.GroupBy(entry => entry.Resource).FirstOrDefault(same => same.Count() > 1) is { } twice) throw ProblemException.Invalid("assignments", "assigned_twice", twice.Key.Name);
        var kept = wanted.Select(entry => entry.Resource.Uid).ToHashSet();
        foreach (var gone in _rows.Where(row => row.Resource != Nobody && !kept.Contains(row.Resource)).ToList()) Remove(gone);
        foreach (var (resource, units) in wanted) Assign(resource, units);
    }

    private void Assign(ResourceRow resource, double units)
    {
        if (_rows.FindIndex(row => row.Resource == resource.Uid) is >= 0 and var at)
        {
            if (_rows[at].Units == units) return;
            if (resource.Type == ResourceType.Work) Take(Now.WithUnits(at, units));
            else _rows[at].Units = units;
            return;
        }
        var unassigned = _rows.Find(row => row.Resource == Nobody);
        var open = unassigned is null ? 0 : Of(_item, unassigned);
        if (unassigned is not null) Drop(unassigned);
        var made = new Assignment { Id = Guid.CreateVersion7(), Workspace = _item.Workspace, Project = _item.Project, Item = _item.Id, Resource = resource.Uid, Units = units };
        var before = Now;
        _rows.Add(made);
        _scope.Db.Add(made);
        if (resource.Type != ResourceType.Work) return;
        var after = before.WithResource(_rows.Count - 1, units);
        // work that was there before anybody was named is theirs
        Take(open > 0 && units > 0 ? after.WithWork(open) : after);
    }

    private void Remove(Assignment row)
    {
        var after = Works(_scope.Resources, row) ? Now.Without(_rows.IndexOf(row)) : null;
        if (after is not null) Take(after);
        Drop(row);
    }

    private void Drop(Assignment row)
    {
        _rows.Remove(row);
        _scope.Db.Remove(row);
    }

    /// <exception cref="ProblemException">400 where next to no units make it last longer than a plan can.</exception>
    private void Take(TaskWork after)
    {
        if (after.Duration is < 0 or > Fields.MostMinutes || after.Assigned.Any(row => row.Work < 0)) throw ProblemException.Invalid("assignments", "bad_value", "duration", after.Duration);
        foreach (var (at, units, work) in after.Assigned.Select(row => (row.Resource, row.Units, row.Work)))
        {
            var row = _rows[at];
            (row.Units, row.Work, row.Cost) = (units, work, row.Work == work ? row.Cost : null);
            if (row.ActualWork > work) row.ActualWork = work;
        }
        if (_item.Duration != after.Duration) _item.SetDuration(after.Duration);
        TellFile();
    }

    /// <summary>A file that this goes out to says the same; what it said of each day no longer holds.</summary>
    private void TellFile()
    {
        var (work, done) = (0L, 0L);
        foreach (var row in _rows.Where(row => Works(_scope.Resources, row)))
        {
            var (own, actual) = (Of(_item, row), row.ActualWork ?? Share(Of(_item, row), _item.PercentComplete));
            (work, done) = (work + own, done + actual);
            row.FileExtra = FileLeftover.With(row.FileExtra, "Assignment", ("RemainingWork", FileLeftover.Minutes(own - actual)), ("PercentWorkComplete", Percent(actual, own)), ("RegularWork", null), ("TimephasedData", null));
        }
        if (_rows.Exists(row => row.ActualWork is not null)) _item.ActualWork = done;
        _item.FileExtra = FileLeftover.With(_item.FileExtra, "Task", ("Work", FileLeftover.Minutes(work)), ("RemainingWork", FileLeftover.Minutes(work - done)), ("PercentWorkComplete", Percent(done, work)), ("RegularWork", null), ("TimephasedData", null));
    }

    private (ResourceRow Resource, double Units) Entry(JsonElement entry, string field)
    {
        if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("resource", out var named)) throw ProblemException.Invalid(field, "required", "resource");
        var units = !entry.TryGetProperty("units", out var said) ? 1 : said.ValueKind == JsonValueKind.Number && said.TryGetDouble(out var number) && number is >= 0 and <= MostUnits ? number
            : throw ProblemException.Invalid(field + ".units", "bad_value", "units", Short(said));
        if (named.ValueKind == JsonValueKind.Number)
            return (named.TryGetInt32(out var uid) && _scope.Resources.FirstOrDefault(resource => resource.Uid == uid) is { } known ? known : throw ProblemException.Invalid(field + ".resource", "bad_value", "resource", Short(named)), units);
        var name = Fields.Name(Fields.Text(named, field + ".resource"), field + ".resource");
        return (_scope.Resources.FirstOrDefault(resource => string.Equals(resource.Name, name, StringComparison.OrdinalIgnoreCase)) ?? _scope.AddResource(name), units);
    }

    private static long Share(long minutes, double percent) => (long)Math.Round(minutes * percent / 100, MidpointRounding.AwayFromZero);

    private static string Percent(long part, long all) => Math.Round(PercentComplete.Of(PercentKind.Work, 0, 0, part, all - part)).ToString(CultureInfo.InvariantCulture);

    private static string Short(JsonElement value) => value.ToString() is { Length: > 60 } text ? text[..60] : value.ToString();
}
