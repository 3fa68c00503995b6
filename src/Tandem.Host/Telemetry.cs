using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OpenTelemetry.Metrics;
using Microsoft.AspNetCore.Authorization;
using Tandem.Kernel.Web;

namespace Tandem.Host;

/// <summary>The OpenAPI document (token security on every operation that asks for it) and the Prometheus metrics.</summary>
internal static class Telemetry
{
    public static IServiceCollection AddTandemOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Tandem";
            document.Info.Version = "v1";
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API token of the workspace." },
            };
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            if (!type.IsEnum) return Task.CompletedTask;
            schema.Enum = [.. Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToNode(value, type, TandemJson.Options)!)];
            if (type != context.JsonTypeInfo.Type) schema.Enum.Add(JsonNullSentinel.JsonNull);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any()) return Task.CompletedTask;
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", context.Document)] = [] }];
            return Task.CompletedTask;
        });
    });

    public static void AddTandemTelemetry(this IServiceCollection services) => services.AddOpenTelemetry()
        .WithMetrics(metrics => metrics.AddMeter("Tandem.*", "Microsoft.AspNetCore.Hosting").AddPrometheusExporter());
}
