using System.Collections.Concurrent;
using Tandem.Insight.Events;

namespace Tandem.Insight.Questions;

/// <summary>
/// Answers kept as long as the event database stays as it is: the key holds the question, the end of what may be read, and how far the loader has come.
/// The oldest make room for new ones.
/// </summary>
internal sealed class AnswerCache
{
    private const int Most = 200;
    private readonly ConcurrentDictionary<string, object> _answers = new();
    private readonly ConcurrentQueue<string> _order = new();

    public async Task<T> GetAsync<T>(Asker asker, Subject subject, string question, Func<Task<T>> ask, CancellationToken cancel) where T : class
    {
        var key = $"{subject.Product.Id} {subject.Until} {await PositionAsync(asker, cancel)} {question}";
        if (_answers.TryGetValue(key, out var known)) return (T)known;
        var answer = await ask();
        if (_answers.TryAdd(key, answer)) _order.Enqueue(key);
        while (_answers.Count > Most && _order.TryDequeue(out var oldest)) _answers.TryRemove(oldest, out _);
        return answer;
    }

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
