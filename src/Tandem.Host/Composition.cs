using Tandem.Access;
using Tandem.Automation;
using Tandem.Delivery;
using Tandem.Insight;
using Tandem.Kernel.Modules;
using Tandem.Kernel.Verbs;
using Tandem.Storage.Embedded;

namespace Tandem.Host;

/// <summary>Which modules there are, and the data folder they work on.</summary>
internal static class Composition
{
    /// <summary>Kernel first; the rest in no order that matters.</summary>
    public static readonly IReadOnlyList<IModule> Modules =
    [
        new KernelModule(),
        new AccessModule(),
        new DeliveryModule(),
        new InsightModule(),
        new AutomationModule(),
    ];

    public static DataFolder Folder(CommandLine line)
    {
        var path = Path.GetFullPath(line.Option("data") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "tandem"));
        Directory.CreateDirectory(path);
        return new DataFolder(path);
    }

    public static void AddTandem(this IServiceCollection services, DataFolder folder)
    {
        services.AddSingleton(folder);
        services.AddEmbeddedStorage();
        foreach (var module in Modules)
        {
            services.AddSingleton(module);
            module.AddServices(services);
        }
    }
}
