namespace Tandem.Metrics.Funnels;

/// <summary>
/// Steps in any order within the window that begins with the first of them; one event serves one step. The level is the largest number of different steps
/// that the events of one window can serve (a matching of events to steps), its times are those at which the number grew, first completion.
/// An excluded event between the first step and completion leaves the person at one step.
/// </summary>
public sealed class UnorderedJourney(FunnelQuestion question) : Journey
{
    private readonly int _steps = question.Steps.Count;
    private readonly int _stepBits = (1 << question.Steps.Count) - 1;
    private readonly Matching _matching = new(question.Steps.Count);
    private readonly Reached[] _reached = new Reached[question.Steps.Count + 1];
    private readonly List<StepEvent> _open = [];
    private readonly Dictionary<int, int> _counts = [];
    private int _first;

    public override Reached Of(ReadOnlySpan<StepEvent> events)
    {
        Array.Clear(_reached);
        Forget();
        for (int from = 0, to; from < events.Length && _reached[_steps].Level == 0; from = to)
        {
            for (to = from + 1; to < events.Length && events[to].Time == events[from].Time; to++) { }
            for (; _first < _open.Count && _open[_first].Time < events[from].Time - question.Window; _first++) _counts[_open[_first].Mask]--;
            for (var i = from; i < to && _reached[_steps].Level == 0; i++) Take(events[i]);
            for (var i = from; i < to; i++) Exclude(events[i]);
        }
        for (var level = _steps; level >= 1; level--) if (_reached[level].Level > 0) return _reached[level];
        return Reached.None;
    }

    /// <summary>More events of one kind than there are steps serve nothing, so only the first of them can change the matching.</summary>
    private void Take(StepEvent one)
    {
        var mask = one.Mask & _stepBits;
        if (mask == 0) return;
        _open.Add(new(one.Time, mask));
        if ((_counts[mask] = _counts.GetValueOrDefault(mask) + 1) > _steps) return;
        var times = _matching.Grow(_open, _first);
        if (_reached[times.Count].Level == 0) _reached[times.Count] = new(times.Count, [.. times]);
    }

    private void Exclude(StepEvent one)
    {
        if ((one.Mask & ~_stepBits) == 0 || _reached[_steps].Level > 0) return;
        for (var level = 2; level < _steps; level++)
            if (_reached[level] is { Level: > 0 } reached && reached.Times[0] < one.Time && one.Time - reached.Times[0] <= question.Window) _reached[level] = Reached.None;
        var same = _open.Skip(_first).Where(e => e.Time == one.Time).ToList(); // at the very time of the exclusion: not before it
        Forget();
        foreach (var kept in same) Take(kept);
    }

    private void Forget()
    {
        _open.Clear();
        _counts.Clear();
        _first = 0;
    }

    /// <summary>Augmenting paths between events and steps; sizes are at most 20.</summary>
    private sealed class Matching(int steps)
    {
        private readonly int[] _eventOf = new int[steps];
        private readonly bool[] _seen = new bool[steps];
        private readonly HashSet<int> _useless = [];

        /// <summary>Times of the events at which one more step could be served.</summary>
        public List<long> Grow(List<StepEvent> events, int first)
        {
            var times = new List<long>();
            Array.Fill(_eventOf, -1);
            _useless.Clear();
            for (var i = first; i < events.Count && times.Count < steps; i++)
            {
                if (_useless.Contains(events[i].Mask)) continue;
                Array.Clear(_seen);
                if (!Place(i, events)) _useless.Add(events[i].Mask);
                else times.Add(events[i].Time);
            }
            return times;
        }

        private bool Place(int index, List<StepEvent> events)
        {
            for (var step = 0; step < steps; step++)
            {
                if ((events[index].Mask & (1 << step)) == 0 || _seen[step]) continue;
                _seen[step] = true;
                if (_eventOf[step] >= 0 && !Place(_eventOf[step], events)) continue;
                _eventOf[step] = index;
                return true;
            }
            return false;
        }
    }
}
