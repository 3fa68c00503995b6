using Tandem.Delivery.Projects;
using Tandem.Scheduling;

namespace Tandem.Delivery.Plans;

/// <summary>Percent, actual dates and state of every row; a summary's follow from the work below it, weighed by duration.</summary>
internal sealed class SummaryProgress
{
    private readonly RowProgress[] _rows;

    public SummaryProgress(PlanSnapshot plan)
    {
        var sums = new Sum[plan.Count];
        _rows = new RowProgress[plan.Count];
        for (var row = plan.Count - 1; row >= 0; row--)
        {
            var item = plan.Outline.Items[row];
            var summary = plan.TypeOf(row) == ActivityType.Summary;
            if (!summary) sums[row].Add(new RowProgress(item.PercentComplete, item.ActualStart, item.ActualFinish, item.State), item.Duration);
            _rows[row] = summary && sums[row].Count > 0 ? sums[row].Of() : new RowProgress(item.PercentComplete, item.ActualStart, item.ActualFinish, item.State);
            if (plan.Outline.Parents[row] is >= 0 and var up && !item.Inactive) sums[up].Add(sums[row]);
        }
    }

    public RowProgress this[int row] => _rows[row];

    /// <summary>What is added up over the work below a summary.</summary>
    private struct Sum
    {
        private double _done;
        private long _duration;
        private int _finished;
        private DateTime? _start, _finish;

        public int Count { get; private set; }

        public void Add(RowProgress row, long duration)
        {
            Count++;
            _duration += duration;
            _done += duration * row.Percent;
            if (row.ActualFinish is not null) _finished++;
            _start = row.ActualStart is { } start && !(start >= _start) ? start : _start;
            _finish = row.ActualFinish is { } finish && !(finish <= _finish) ? finish : _finish;
        }

        public void Add(Sum below)
        {
            Count += below.Count;
            _duration += below._duration;
            _done += below._done;
            _finished += below._finished;
            _start = below._start is { } start && !(start >= _start) ? start : _start;
            _finish = below._finish is { } finish && !(finish <= _finish) ? finish : _finish;
        }

        public readonly RowProgress Of()
        {
            var all = _finished == Count;
            var percent = all ? 100 : _duration > 0 ? Math.Floor(_done / _duration) : 100.0 * _finished / Count;
            return new RowProgress(percent, _start, all ? _finish : null, all ? ItemState.Done : _start is not null ? ItemState.InProgress : ItemState.Backlog);
        }
    }
}

/// <summary>How far a row is. Percent 0–100.</summary>
internal sealed record RowProgress(double Percent, DateTime? ActualStart, DateTime? ActualFinish, string State);
