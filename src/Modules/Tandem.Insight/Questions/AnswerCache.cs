using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Tandem.Metrics.Trends;

namespace Tandem.Insight.Questions;

/// <summary>
/// Answers kept as long as the event database stays as it is: the key holds the question (its hash: a question can be long), the end of what may be read, and how far the loader has come.
/// The oldest make room for new ones.
/// </summary>
internal sealed class AnswerCache
{
    /// <summary>Numbers kept, all answers together: about 100 MB at most.</summary>
    private const long Most = 6_000_000;

    private readonly ConcurrentDictionary<string, object> _answers = new();
    private readonly ConcurrentQueue<(string Key, long Weight)> _order = new();
    private long _weight;

    public async Task<T> GetAsync<T>(Asker asker, Subject subject, string question, Func<Task<T>> ask, CancellationToken cancel) where T : class
    {
        var key = $"{subject.Product.Id} {subject.Until} {await PositionAsync(asker, cancel)} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(question)))}";
        if (_answers.TryGetValue(key, out var known)) return (T)known;
        var answer = await ask();
        if (_answers.TryAdd(key, answer)) Keep(key, Weight(answer));
        return answer;
    }

    private void Keep(string key, long weight)
    {
        _order.Enqueue((key, weight));
        Interlocked.Add(ref _weight, weight);
        while (Interlocked.Read(ref _weight) > Most && _order.TryDequeue(out var oldest))
        {
            _answers.TryRemove(oldest.Key, out _);
            Interlocked.Add(ref _weight, -oldest.Weight);
        }
    }

    private static long Weight(object answer) => answer is TrendsAnswer trends
        ? trends.Series.Sum(s => (long)s.Data.Length * (1 + (s.ByBreakdown?.Count ?? 0)))
        : Most / 1000;

    private static async Task<string> PositionAsync(Asker asker, CancellationToken cancel)
    {
        var position = "";
        await asker.RunAsync(new("SELECT segment, \"offset\" FROM loader_position", []), chunk =>
        {
            if (chunk.Count > 0) position = $"{chunk.Int64(0)[0]}:{chunk.Int64(1)[0]}";
        }, cancel);
        return position;
    }
}
