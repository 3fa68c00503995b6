using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Contracts.Access;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Layout;
using Tandem.Kernel.Messaging;

namespace Tandem.Insight.Products;

/// <summary>Services and routes of products.</summary>
internal static class ProductsSetup
{
    public static void AddProducts(this IServiceCollection services)
    {
        services.AddSingleton<KeyRing>().AddSingleton<FirstContact>();
        services.AddRail(new(RailSection.Operate, "product.new", "plus", NewProduct, 10));
        services.AddRail(new(RailSection.Operate, "product.settings", "sliders-horizontal", shell => shell.Product is { } product ? $"/products/{product.Id}/settings" : null, 70));
        services.AddHandler<AccountDeactivated, HandOverProducts>();
        services.AddScoped<ProductReader>().AddScoped<CreateProduct>().AddScoped<ProductAccess>().AddScoped<WriteKeys>();
        services.AddScoped<IProducts>(provider => provider.GetRequiredService<ProductReader>()).AddScoped<IProductClocks>(provider => provider.GetRequiredService<ProductReader>());
    }

    private static string? NewProduct(ShellState shell) => shell.Product is null && shell.Actor.May(Right.CreateProduct) ? "/products/new" : null;

    public static void MapProducts(this IEndpointRouteBuilder app)
    {
        CreateProduct.Map(app);
        ListProducts.Map(app);
        WriteKeys.Map(app);
    }
}
