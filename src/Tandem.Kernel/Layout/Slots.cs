using Microsoft.Extensions.DependencyInjection;

namespace Tandem.Kernel.Layout;

/// <summary>A module's component in a named place of another module's page (<c>today</c>, <c>work-item.why</c>, <c>metric.work</c>, <c>project.metrics</c>…). It gets ids alone.</summary>
public sealed record SlotEntry(string Slot, Type Component, int Order);

/// <summary>An entry of the left rail. Href is made from the current product and project; null hides it.</summary>
public sealed record RailEntry(RailSection Section, string Word, string Icon, Func<ShellState, string?> Href, int Order)
{
    /// <summary>The word's own text instead of a key of the words, as a project's name.</summary>
    public Func<ShellState, string?>? Text { get; init; }

    /// <summary>The letter that follows G and leads here, as t for Today.</summary>
    public string? Key { get; init; }

    /// <summary>Names the badge slot: a component that renders a count, or nothing.</summary>
    public Type? Badge { get; init; }
}

public enum RailSection { Top, Deliver, HandOver, Operate, Loop }

public static class Slots
{
    public static IServiceCollection AddSlot<TComponent>(this IServiceCollection services, string slot, int order = 0) =>
        services.AddSingleton(new SlotEntry(slot, typeof(TComponent), order));

    public static IServiceCollection AddRail(this IServiceCollection services, RailEntry entry) => services.AddSingleton(entry);
}
