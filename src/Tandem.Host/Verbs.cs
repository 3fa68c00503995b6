using Tandem.Kernel.Data;
using Tandem.Kernel.Verbs;

namespace Tandem.Host;

/// <summary>Runs a module's verb on the data folder, beside a serving process or without one.</summary>
internal static class Verbs
{
    public static async Task<int> RunAsync(CommandLine line)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error);
        builder.Services.AddTandem(Composition.Folder(line));
        await using var provider = builder.Services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var verbs = scope.ServiceProvider.GetServices<IVerb>().ToList();
        if (verbs.FirstOrDefault(v => v.Name == line.Verb) is not { } verb)
        {
            await Console.Error.WriteLineAsync($"No verb \"{line.Verb}\". There are: serve, demo, {string.Join(", ", verbs.Select(v => v.Name).Order(StringComparer.Ordinal))}.");
            return 2;
        }
        await provider.MigrateAllAsync(CancellationToken.None);
        return await verb.RunAsync(line, CancellationToken.None);
    }
}
