using Tandem.Contracts.Ids;

namespace Tandem.Contracts.Insight;

/// <summary>A product as other modules see it. Zone is an IANA id, currency an ISO 4217 code or null.</summary>
public sealed record ProductInfo(ProductId Id, WorkspaceId Workspace, string Name, string Zone, string? Currency, AccountId? Owner);

/// <summary>Reads the products of the current workspace. Answered by Insight.</summary>
public interface IProducts
{
    ValueTask<IReadOnlyList<ProductInfo>> ListAsync(CancellationToken cancel);

    ValueTask<ProductInfo?> FindAsync(ProductId id, CancellationToken cancel);
}

/// <summary>
/// A product's time. <paramref name="UtcNow"/> is real, fixed by the product, or (for a page that looks back) the past moment chosen there;
/// <paramref name="Today"/> is its date in the product's zone; <paramref name="IsPast"/> tells that a past moment was chosen: show, never write.
/// </summary>
public sealed record ProductClock(DateTime UtcNow, string Zone, DateOnly Today, bool IsFixed, bool IsPast);

/// <summary>The clocks of products. Answered by Insight; rules, due dates, "today" and periods of a product use nothing else.</summary>
public interface IProductClocks
{
    ValueTask<ProductClock> GetAsync(ProductId id, CancellationToken cancel);

    /// <summary>Fixes a product's clock (a sample, a back-test); null lets it run again.</summary>
    Task FixAsync(ProductId id, DateTime? utc, CancellationToken cancel);
}
