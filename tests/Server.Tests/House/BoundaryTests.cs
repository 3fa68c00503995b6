using System.Xml.Linq;

namespace Tandem.Server.Tests.House;

/// <summary>DESIGN §2: who may see whom. Arrows go down only, never sideways.</summary>
public sealed class BoundaryTests
{
    private const string Everything = "*";

    /// <summary>What each project under src may reference; a module's own engines beside Contracts and Kernel.</summary>
    private static readonly Dictionary<string, string[]> May = new()
    {
        ["Tandem.Contracts"] = [],
        ["Tandem.Statistics"] = [],
        ["Tandem.Scheduling"] = ["Tandem.Statistics"],
        ["Tandem.Forecasting"] = ["Tandem.Statistics"],
        ["Tandem.Metrics"] = ["Tandem.Statistics"],
        ["Tandem.Kernel"] = ["Tandem.Contracts"],
        ["Tandem.Access"] = ["Tandem.Contracts", "Tandem.Kernel"],
        ["Tandem.Delivery"] = ["Tandem.Contracts", "Tandem.Kernel", "Tandem.Scheduling", "Tandem.Statistics"],
        ["Tandem.Insight"] = ["Tandem.Contracts", "Tandem.Kernel", "Tandem.Metrics"],
        ["Tandem.Rollout"] = ["Tandem.Contracts", "Tandem.Kernel", "Tandem.Statistics", "Tandem.Metrics"],
        ["Tandem.Engagement"] = ["Tandem.Contracts", "Tandem.Kernel", "Tandem.Forecasting"],
        ["Tandem.Handover"] = ["Tandem.Contracts", "Tandem.Kernel"],
        ["Tandem.Automation"] = ["Tandem.Contracts", "Tandem.Kernel", "Tandem.Forecasting", "Tandem.Statistics"],
        ["Tandem.Storage.Embedded"] = [Everything],
        ["Tandem.Storage.Server"] = [Everything],
        ["Tandem.Solvers"] = [Everything],
        ["Tandem.Host"] = [Everything],
    };

    private static readonly string[] Top = ["Tandem.Storage.Embedded", "Tandem.Storage.Server", "Tandem.Solvers", "Tandem.Host"];
    private static readonly string[] Engines = ["Tandem.Statistics", "Tandem.Scheduling", "Tandem.Forecasting", "Tandem.Metrics"];

    [Fact]
    public void Every_project_references_only_what_the_table_allows()
    {
        var faults = new List<string>();
        foreach (var (name, file) in Projects("src"))
        {
            if (!May.TryGetValue(name, out var allowed))
            {
                faults.Add($"{name} is not in the table of DESIGN §2");
                continue;
            }
            var forbidden = References(file).Where(other => allowed.Contains(Everything) ? other == "Tandem.Host" || name != "Tandem.Host" && Top.Contains(other) : !allowed.Contains(other));
            faults.AddRange(forbidden.Select(other => $"{name} → {other}"));
        }
        Assert.Empty(faults);
    }

    [Fact]
    public void Engines_and_contracts_know_neither_web_nor_database_nor_clock()
    {
        var faults = Projects("src").Where(p => p.Name == "Tandem.Contracts" || Engines.Contains(p.Name))
            .SelectMany(p => Elements(p.File, "FrameworkReference").Concat(Elements(p.File, "PackageReference")).Select(used => $"{p.Name} uses {used}"))
            .Where(text => text.Contains("AspNetCore", StringComparison.Ordinal) || text.Contains("EntityFramework", StringComparison.Ordinal) || text.Contains("Extensions.", StringComparison.Ordinal) || text.Contains("DuckDB", StringComparison.Ordinal));
        Assert.Empty(faults);
    }

    [Fact]
    public void There_are_at_most_24_projects_and_24_packages_under_src()
    {
        var projects = Projects("src").ToList();
        Assert.InRange(projects.Count, 1, 24);
        var packages = projects.SelectMany(p => Elements(p.File, "PackageReference")).Distinct().ToList();
        Assert.InRange(packages.Count, 1, 24);
    }

    [Fact]
    public void The_solution_holds_every_project()
    {
        var solution = XDocument.Load(Path.Combine(Paths.Repository, "Tandem.slnx")).Descendants("Project").Select(p => Path.GetFileNameWithoutExtension((string)p.Attribute("Path")!)).ToHashSet();
        Assert.All(new[] { "src", "tests", "bench" }.SelectMany(Projects), p => Assert.Contains(p.Name, solution));
    }

    [Fact]
    public void A_module_shows_only_its_context_its_components_and_its_entrance()
    {
        var module = typeof(Tandem.Access.AccessModule).Assembly;
        var shown = module.GetExportedTypes().Where(type => !typeof(Tandem.Kernel.Data.ModuleDbContext).IsAssignableFrom(type)
            && !typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(type) && !typeof(Tandem.Kernel.Modules.IModule).IsAssignableFrom(type) && type.Name != "_Imports");
        Assert.Empty(shown);
    }

    private static IEnumerable<(string Name, string File)> Projects(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Paths.Repository, folder), "*.csproj", SearchOption.AllDirectories).Select(file => (Path.GetFileNameWithoutExtension(file), file));

    private static IEnumerable<string> References(string file) =>
        Elements(file, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', Path.DirectorySeparatorChar)));

    private static IEnumerable<string> Elements(string file, string kind) => XDocument.Load(file).Descendants(kind).Select(element => (string?)element.Attribute("Include")).OfType<string>();
}
