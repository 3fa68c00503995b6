using System.Collections.Concurrent;
using System.Diagnostics;

namespace Tandem.Server.Tests.Delivery;

public sealed class ManyHandsTests(ServerFixture server)
{
    /// <summary>./test edits for a minute; by hand a few seconds are enough to look.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(int.TryParse(Environment.GetEnvironmentVariable("TANDEM_MANY_HANDS_SECONDS"), out var seconds) ? seconds : 5);

    /// <summary>Every accepted edit rests on the version that the one before it made: a chain a row, whose last name stands.</summary>
    [Fact]
    public async Task Twenty_writers_on_one_plan_lose_no_update()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 60);
        var ids = (await plan.ItemsAsync()).Take(20).Select(item => (string)item!["id"]!).ToArray();
        var accepted = new ConcurrentBag<(string Id, string Old, string New, string Name)>();
        var conflicts = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async writer =>
        {
            var random = new Random(writer);
            for (var turn = 0; watch.Elapsed < Long; turn++)
            {
                var path = $"{plan.Path}/items/{ids[random.Next(ids.Length)]}";
                var seen = (await api.GetAsync(path)).ETag!;
                var name = $"w{writer} t{turn}";
                var answer = await api.PatchAsync(path, new { name, duration = 480 * random.Next(1, 4) }, ("If-Match", seen));
                if (answer.Ok) accepted.Add((path, seen, answer.ETag!, name));
                else if (answer.Code == 412 && answer.Problem == "changed_by" && (string?)answer.Json["by"] is { Length: > 0 } && answer.Json["changed"] is not null) Interlocked.Increment(ref conflicts);
                else Assert.Fail(answer.Text);
            }
        }));
        Assert.True(conflicts > 0 && accepted.Count > 20);
        Assert.Equal(accepted.Count, accepted.Select(edit => (edit.Id, edit.Old)).Distinct().Count());
        var names = (await plan.ItemsAsync()).ToDictionary(item => $"{plan.Path}/items/{item!["id"]}", item => (string)item!["name"]!);
        foreach (var row in accepted.GroupBy(edit => edit.Id))
            Assert.Equal(row.Single(edit => row.All(other => other.Old != edit.New)).Name, names[row.Key]);
    }
}
