using System.Collections.Concurrent;

namespace Tandem.Server.Tests.Ingest;

public sealed class KillTests
{
    private const int Kills = 20;

    [Fact]
    public async Task Killed_twenty_times_under_load_every_acknowledged_event_is_there_once()
    {
        await using var host = new HostProcess();
        var token = await host.TokenAsync();
        await host.StartAsync();
        using var api = new Api(host.Url, token);
        var product = await Sending.ProductAsync(api, host.Url);
        var acknowledged = new ConcurrentDictionary<string, int>();
        var random = new Random(20110901);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var ended = new CancellationTokenSource();
            var senders = Enumerable.Range(0, 3).Select(sender => Task.Run(() => SendAsync(product, $"k{kill}-{sender}", acknowledged, ended.Token))).ToArray();
            await Task.Delay(random.Next(50, 700));
            await host.KillAsync();
            await ended.CancelAsync();
            await Task.WhenAll(senders);
            await host.StartAsync();
        }
        var stored = await product.NamesAsync();
        Assert.NotEmpty(acknowledged);
        Assert.All(acknowledged, batch => Assert.Equal(batch.Value, stored.GetValueOrDefault(batch.Key)));
        // a batch that was written but not acknowledged before the kill may be there, whole
        Assert.All(stored, name => Assert.Equal(SizeOf(name.Key), name.Value));
    }

    private static async Task SendAsync(Sending product, string sender, ConcurrentDictionary<string, int> acknowledged, CancellationToken ended)
    {
        for (var n = 0; !ended.IsCancellationRequested; n++)
        {
            var name = $"{sender}-{n}";
            var events = string.Join(',', Enumerable.Range(0, SizeOf(name)).Select(i => $$"""{"uuid":"{{Guid.CreateVersion7()}}","event":"{{name}}","distinct_id":"{{name}}-{{i}}","timestamp":"2025-03-03T12:00:00Z"}"""));
            try
            {
                if ((await product.PostAsync("/batch/", $$"""{"api_key":"{{product.Key}}","historical_migration":true,"batch":[{{events}}]}""")).Ok) acknowledged[name] = SizeOf(name);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    private static int SizeOf(string name) => name[^1] % 5 * 7 + 1;
}
