using Microsoft.AspNetCore.Http;
using Tandem.Contracts.Access;
using Tandem.Contracts.Delivery;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Actors;

namespace Tandem.Kernel.Layout;

/// <summary>What the shell shows around every page: workspace, current product and project (cookies, else the first), the product's clock.</summary>
public sealed class ShellState(IProducts products, IProjects projects, IWorkspaces workspaces, IProductClocks clocks, ActorScope actor, IHttpContextAccessor http)
{
    public const string ProductCookie = "product", ProjectCookie = "project";
    private Task? _read;

    public Actor Actor => actor.Current;
    public WorkspaceInfo? Workspace { get; private set; }
    public IReadOnlyList<ProductInfo> Products { get; private set; } = [];
    public IReadOnlyList<ProjectInfo> Projects { get; private set; } = [];
    public ProductInfo? Product { get; private set; }
    public ProjectInfo? Project { get; private set; }
    public ProductClock? Clock { get; private set; }

    /// <summary>Reads once a request.</summary>
    public Task ReadAsync(CancellationToken cancel = default) => _read ??= LoadAsync(cancel);

    private async Task LoadAsync(CancellationToken cancel)
    {
        Workspace = await workspaces.FindAsync(actor.Current.Workspace, cancel);
        Products = await products.ListAsync(cancel);
        Projects = await projects.ListAsync(cancel);
        Product = Products.FirstOrDefault(p => p.Id.ToString() == Chosen("productId", ProductCookie)) ?? Products.FirstOrDefault();
        Project = Projects.FirstOrDefault(p => p.Id.ToString() == Chosen("projectId", ProjectCookie)) ?? Projects.FirstOrDefault(p => p.Product == Product?.Id) ?? Projects.FirstOrDefault();
        if (Product is not null) Clock = await clocks.GetAsync(Product.Id, cancel);
    }

    /// <summary>A page of one product or project (route values <c>productId</c>, <c>projectId</c>) makes it the current one.</summary>
    private string? Chosen(string route, string cookie) =>
        http.HttpContext?.Request.RouteValues[route]?.ToString() ?? http.HttpContext?.Request.Cookies[cookie];
}
