using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Tandem.Kernel.Modules;

/// <summary>A module registers its services, endpoints, pages and words; the host knows no more of it than this.</summary>
public interface IModule
{
    /// <summary>Prefix of its tables and migrations, lower case.</summary>
    string Name { get; }

    /// <summary>Where its pages and words are.</summary>
    Assembly Assembly => GetType().Assembly;

    void AddServices(IServiceCollection services);

    void MapEndpoints(IEndpointRouteBuilder app);
}
