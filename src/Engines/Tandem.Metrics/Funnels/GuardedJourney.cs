namespace Tandem.Metrics.Funnels;

/// <summary>
/// Ordered and strict funnels with exclusions. Each step-1 event opens an attempt; attempts at the same step move on together, so they are kept in order of start.
/// An exclusion voids the attempts between its steps whose window is still open; one whose window ended before holds. All void: the person is out.
/// </summary>
public sealed class GuardedJourney(FunnelQuestion question) : Journey
{
    private readonly int _steps = question.Steps.Count;
    private readonly List<Attempt>[] _at = [.. Enumerable.Range(0, question.Steps.Count + 1).Select(_ => new List<Attempt>())];
    private Attempt? _best;

    public override Reached Of(ReadOnlySpan<StepEvent> events)
    {
        foreach (var level in _at) level.Clear();
        _best = null;
        for (int from = 0, to; from < events.Length && _at[_steps].Count == 0; from = to)
        {
            for (to = from + 1; to < events.Length && events[to].Time == events[from].Time; to++) { }
            End(events[from].Time - question.Window);
            for (var i = from; i < to; i++) Take(events[i], i);
            if (to - from > 1) InEitherOrder(events, from, to);
            for (var i = from; i < to; i++) Exclude(events[i]);
            if (question.Order == StepOrder.Strict) Break(events[from].Time);
        }
        for (var step = 1; step <= _steps; step++) foreach (var attempt in _at[step]) Hold(attempt);
        return _best is null ? Reached.None : new(_best.Level, [.. _best.Times.Take(_best.Level)]);
    }

    /// <summary>Attempts that began before <paramref name="oldest"/> can't go on: what they reached holds.</summary>
    private void End(long oldest)
    {
        for (var step = 1; step < _steps; step++)
        {
            var ended = _at[step].TakeWhile(a => a.Times[0] < oldest).Count();
            foreach (var attempt in _at[step].Take(ended)) Hold(attempt);
            _at[step].RemoveRange(0, ended);
        }
    }

    /// <summary>In a strict funnel, what did not go on with this event can't any more.</summary>
    private void Break(long time)
    {
        for (var step = 1; step < _steps; step++)
        {
            foreach (var attempt in _at[step].Where(a => a.Last < time)) Hold(attempt);
            _at[step].RemoveAll(a => a.Last < time);
        }
    }

    /// <summary>The furthest counts; of several, the first that came there, and of those that came together the newest.</summary>
    private void Hold(Attempt attempt)
    {
        if (_best is null || attempt.Level > _best.Level || (attempt.Level == _best.Level && attempt.Last == _best.Last)) _best = attempt;
    }

    private void Take(StepEvent one, int index)
    {
        for (var step = _steps; step >= 1; step--)
            if ((one.Mask & (1 << (step - 1))) != 0) Advance(step, one.Time, index, false);
    }

    private void InEitherOrder(ReadOnlySpan<StepEvent> events, int from, int to)
    {
        for (var step = 2; step <= _steps; step++)
            for (var i = from; i < to; i++)
                if ((events[i].Mask & (1 << (step - 1))) != 0) Advance(step, events[i].Time, i, true);
    }

    private void Advance(int step, long time, int index, bool mayBeUsed)
    {
        if (step == 1)
        {
            if (_at[1].Count == 0 || _at[1][^1].Times[0] != time) _at[1].Add(new(_steps, time, index));
            return;
        }
        foreach (var attempt in _at[step - 1])
            if (!mayBeUsed || !attempt.Uses(index)) _at[step].Add(attempt.Go(time, index));
        _at[step - 1].RemoveAll(a => a.Level == step);
    }

    private void Exclude(StepEvent one)
    {
        for (var x = 0; x < question.Exclusions.Count; x++)
        {
            if ((one.Mask & (1 << (_steps + x))) == 0) continue;
            for (var step = question.Exclusions[x].FromStep; step < question.Exclusions[x].ToStep; step++)
                _at[step].RemoveAll(a => a.Last < one.Time); // at the very time of the step, it is not after it
        }
    }

    private sealed class Attempt
    {
        private readonly int[] _events;

        public Attempt(int steps, long time, int index)
        {
            (Times, _events, Level) = (new long[steps], new int[steps], 1);
            (Times[0], _events[0]) = (time, index);
        }

        public long[] Times { get; }

        public int Level { get; private set; }

        public long Last => Times[Level - 1];

        public bool Uses(int index) => _events.AsSpan(0, Level).Contains(index);

        public Attempt Go(long time, int index)
        {
            (Times[Level], _events[Level]) = (time, index);
            Level++;
            return this;
        }
    }
}
