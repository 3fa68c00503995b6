using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Data;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Layout;
using Tandem.Kernel.Live;
using Tandem.Kernel.Messaging;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Samples;
using Tandem.Kernel.Searching;
using Tandem.Kernel.Web;
using Tandem.Kernel.Wording;

namespace Tandem.Kernel.Modules;

/// <summary>The floor that every module stands on.</summary>
public sealed class KernelModule : IModule
{
    public string Name => "kernel";

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new WordSource("Tandem.Kernel.Words", typeof(Words).Assembly));
        services.AddSingleton<Words>().AddSingleton<Assets>().AddSingleton<Readiness>().AddSingleton<LiveHub>();
        services.AddSingleton<OutboxBell>().AddSingleton<JobBell>().AddSingleton<RunningJobs>();
        services.AddScoped<CancelJob>();
        services.AddScoped<ActorScope>().AddScoped<MessageScope>().AddScoped<ModuleScope>().AddScoped<ShellState>().AddScoped<JobQueue>();
        services.AddModuleContext<KernelDbContext>(Name);
        services.AddSingleton<SampleFill>();
        services.AddSingleton<OutboxDispatcher>().AddHostedService(provider => provider.GetRequiredService<OutboxDispatcher>());
        services.AddHostedService<JobRunner>().AddHostedService<MessagePurge>();
        services.AddExceptionHandler<ProblemHandler>();
        services.AddHttpContextAccessor();
        services.AddAuthentication();
        // what is open to all says so itself (AllowAnonymous)
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddAntiforgery(options => options.HeaderName = "X-Antiforgery");
        services.ConfigureHttpJsonOptions(options => TandemJson.Apply(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddSingleton(System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All));
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture("en");
            options.SupportedCultures = options.SupportedUICultures = [.. Words.Languages.Select(CultureInfo.GetCultureInfo)];
            options.RequestCultureProviders = [new LanguageOfRequest(), new AcceptLanguageHeaderRequestCultureProvider()];
        });
    }

    /// <summary>Call after authentication and authorisation: what follows knows the actor.</summary>
    public static void Use(IApplicationBuilder app)
    {
        app.UseMiddleware<RequestScope>();
        app.UseMiddleware<Idempotency>();
    }

    public void MapEndpoints(IEndpointRouteBuilder app)
    {
        GetJob.Map(app);
        CancelJob.Map(app);
        GetStream.Map(app);
        Search.Map(app);
        ShellForms.Map(app);
        app.MapGet("/healthz/live", () => "live").AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/healthz/ready", (Readiness readiness) => readiness.Waiting is { Count: > 0 } waiting
            ? Results.Text("waiting for " + string.Join(", ", waiting), statusCode: 503) : Results.Text("ready")).AllowAnonymous().ExcludeFromDescription();
    }
}
