using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Tandem.Contracts.Samples;
using Tandem.Insight.Products;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Web;

namespace Tandem.Insight.Imports;

/// <summary>The sample's product, its clock standing at the end of the data.</summary>
internal sealed class SampleProduct(InsightDbContext rows, ActorScope actor, KeyRing keys, TimeProvider time) : ISampleStep
{
    private const string ProductName = "Online Retail";

    private sealed record Story(string Zone, string Clock);

    public int Order => 15;

    public string Name => "sample.product";

    public async Task RunAsync(SampleContext context, IProgress<double> progress, CancellationToken cancel)
    {
        var known = await rows.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Name == ProductName, cancel);
        context.Product = known?.Id ?? (await MakeAsync(context, cancel)).Id;
    }

    private async Task<Product> MakeAsync(SampleContext context, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(Path.Combine(context.Folder, "online-retail", "story.json"));
        var story = (await JsonSerializer.DeserializeAsync<Story>(stream, TandemJson.Options, cancel))!;
        var clock = LocalDateTimePattern.ExtendedIso.Parse(story.Clock + ":00").Value.InZoneLeniently(DateTimeZoneProviders.Tzdb[story.Zone]).ToDateTimeUtc();
        var product = new Product
        {
            Workspace = actor.Current.Workspace, Name = ProductName, Zone = story.Zone, Currency = "GBP", Owner = context.OperationsLead, FixedClock = clock, CreatedAt = time.GetUtcNow().UtcDateTime,
        };
        var key = new WriteKey { Workspace = product.Workspace, Product = product.Id, Key = WriteKey.NewKey(), CreatedAt = product.CreatedAt };
        await rows.WriteAsync(() =>
        {
            rows.AddRange(product, key);
            return Task.CompletedTask;
        }, cancel);
        keys.Add(key.Key, product.Id);
        return product;
    }
}
