using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Tandem.Kernel.Data;
using Tandem.Kernel.Layout;
using Tandem.Kernel.Modules;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Verbs;
using Tandem.Kernel.Web;

namespace Tandem.Host;

/// <summary>The web process: verbs <c>serve</c> and <c>demo</c>.</summary>
internal static class Serving
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    public static async Task<int> RunAsync(CommandLine line)
    {
        var folder = Composition.Folder(line);
        using var held = FolderLock.Take(folder);
        var app = Build(line, folder);
        var migrated = app.Services.GetRequiredService<Readiness>().Await("migration");
        // models are made while routes are mapped
        var migrating = Task.Run(() => app.Services.MigrateAllAsync(CancellationToken.None));
        Pipeline(app);
        await migrating;
        migrated();
        if (line.Verb == "demo") Demo.Begin(app, line);
        await app.StartAsync();
        Console.WriteLine($"Tandem serves on {string.Join(" ", app.Urls)}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static WebApplication Build(CommandLine line, DataFolder folder)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(line.Option("urls") ?? DefaultUrl);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.Services.AddDataProtection().PersistKeysToFileSystem(Directory.CreateDirectory(folder.File("keys"))).SetApplicationName("Tandem");
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded => forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost);
        // answers of the API only: pages carry secrets beside what readers typed, and files are compressed when built
        builder.Services.AddResponseCompression(compression => compression.MimeTypes = ["application/json"]);
        builder.Services.AddRazorComponents();
        builder.Services.AddTandem(folder);
        builder.Services.AddTandemOpenApi().AddTandemTelemetry();
        return builder.Build();
    }

    private static void Pipeline(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseResponseCompression();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRequestLocalization();
        // in a scope of its own: the failed page's services are half used
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error", CreateScopeForErrors = true });
        // pages get a page, the API and ingest an answer without markup
        app.UseWhen(http => http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) && !http.Request.Path.StartsWithSegments("/api"),
            pages => pages.UseStatusCodePagesWithReExecute("/not-found"));
        // again, for the request that the two above run a second time at another address; one that has its endpoint passes
        app.UseRouting();
        app.UseAuthorization();
        app.UseAntiforgery();
        KernelModule.Use(app);
        app.MapStaticAssets().AllowAnonymous();
        foreach (var module in Composition.Modules) module.MapEndpoints(app);
        app.Map("/api/{**rest}", IResult () => throw ProblemException.NotFound()).ExcludeFromDescription();
        app.MapOpenApi().RequireAuthorization();
        app.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization();
        app.MapRazorComponents<App>().AddAdditionalAssemblies([.. Composition.Modules.Select(m => m.Assembly).Where(a => a != typeof(App).Assembly).Distinct()]);
    }
}
