namespace Tandem.Metrics.Funnels;

/// <summary>
/// Ordered and strict funnels without exclusions, in one pass: for each step, the newest chain that reached it (the newest start leaves most of the window,
/// so older ones need not be kept). A person counts with the first chain that reached their furthest step. Events of the same time convert in either order.
/// </summary>
public sealed class ChainJourney(FunnelQuestion question) : Journey
{
    private readonly int _steps = question.Steps.Count;
    private readonly bool _isStrict = question.Order == StepOrder.Strict;
    private readonly Chain[] _chains = [.. Enumerable.Range(0, question.Steps.Count + 1).Select(_ => new Chain(question.Steps.Count))];
    private readonly long[] _best = new long[question.Steps.Count];
    private int _level;
    private int _group;

    public override Reached Of(ReadOnlySpan<StepEvent> events)
    {
        foreach (var chain in _chains) chain.Group = 0;
        (_level, _group) = (0, 0);
        for (int from = 0, to; from < events.Length && _level < _steps; from = to)
        {
            for (to = from + 1; to < events.Length && events[to].Time == events[from].Time; to++) { }
            _group++;
            for (var i = from; i < to; i++) Take(events[i], i);
            if (to - from > 1) InEitherOrder(events, from, to);
        }
        return new(_level, _best[.._level]);
    }

    /// <summary>Later steps first, so that one event serves one step of a chain.</summary>
    private void Take(StepEvent one, int index)
    {
        for (var step = _steps; step >= 1; step--)
            if ((one.Mask & (1 << (step - 1))) != 0) Advance(step, one.Time, index, false);
    }

    private void InEitherOrder(ReadOnlySpan<StepEvent> events, int from, int to)
    {
        for (var step = 1; step <= _steps; step++)
            for (var i = from; i < to; i++)
                if ((events[i].Mask & (1 << (step - 1))) != 0) Advance(step, events[i].Time, i, true);
    }

    private void Advance(int step, long time, int index, bool mayBeUsed)
    {
        var (chain, before) = (_chains[step], _chains[step - 1]);
        if (step == 1)
        {
            if (chain.Group == 0 || chain.Start != time) chain.Begin(time, index);
            chain.Group = _group;
        }
        else
        {
            var isOpen = before.Group != 0 && time - before.Start <= question.Window && (!_isStrict || before.Group >= _group - 1);
            if (!isOpen || (chain.Group != 0 && chain.Start == before.Start && !_isStrict) || (mayBeUsed && before.Uses(index, step - 1))) return;
            chain.Continue(before, step, time, index, _group);
        }
        if (step <= _level) return;
        _level = step;
        Array.Copy(chain.Times, _best, step);
    }

    private sealed class Chain(int steps)
    {
        public long[] Times { get; } = new long[steps];

        private readonly int[] _events = new int[steps];

        /// <summary>Number of the group of equal times in which the chain came here; 0: never.</summary>
        public int Group { get; set; }

        public long Start => Times[0];

        public void Begin(long time, int index) => (Times[0], _events[0]) = (time, index);

        public void Continue(Chain before, int step, long time, int index, int group)
        {
            Array.Copy(before.Times, Times, step - 1);
            Array.Copy(before._events, _events, step - 1);
            (Times[step - 1], _events[step - 1], Group) = (time, index, group);
        }

        public bool Uses(int index, int count) => _events.AsSpan(0, count).Contains(index);
    }
}
