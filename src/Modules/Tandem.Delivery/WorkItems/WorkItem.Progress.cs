using Tandem.Delivery.Projects;
using Tandem.Scheduling;

namespace Tandem.Delivery.WorkItems;

/// <summary>State, actual dates and percent are one thing seen three ways: whichever a person sets, the others follow.</summary>
internal sealed partial class WorkItem
{
    /// <summary>Moves the item on the board. <paramref name="now"/> is the project's wall clock.</summary>
    public void MoveTo(string state, DateTime now)
    {
        if (state == ItemState.Done) Finish(now);
        else if (ItemState.IsStarted(state)) Begin(now);
        else PutBack();
        State = state;
    }

    public void StartedAt(DateTime? start)
    {
        if (start is null)
        {
            PutBack();
            if (ItemState.IsStarted(State)) State = ItemState.Ready;
            return;
        }
        Rejoin();
        ActualStart = start;
        if (!ItemState.IsStarted(State)) State = ItemState.InProgress;
    }

    public void FinishedAt(DateTime? finish)
    {
        if (finish is null) Reopen();
        else Finish(finish.Value);
        State = finish is not null ? ItemState.Done : State == ItemState.Done ? ItemState.InProgress : State;
    }

    /// <summary>What asked for the item is over and nobody began: it stays to be read and counts no longer.</summary>
    public void Withdraw(DateTime now)
    {
        if (IsStarted || Inactive) return;
        Inactive = true;
        WithdrawnAt = now;
    }

    /// <summary>Percent of the duration, 0–100; 100 finishes the item, more than 0 begins it.</summary>
    public void DonePercent(double percent, DateTime now)
    {
        if (percent >= 100)
        {
            MoveTo(ItemState.Done, now);
            return;
        }
        if (IsDone) Reopen();
        if (percent > 0) ActualStart ??= now;
        ForgetFileProgress();
        PercentComplete = percent;
        Remaining = null;
        State = ActualStart is null ? State : ItemState.IsStarted(State) && State != ItemState.Done ? State : ItemState.InProgress;
    }

    /// <summary>Minutes still to do; percent follows.</summary>
    public void LeftToDo(long minutes, DateTime now)
    {
        DonePercent(Duration <= 0 ? 0 : Math.Clamp(100.0 * (Duration - minutes) / Duration, 0, 99.99), now);
        Remaining = minutes;
    }

    /// <summary>Percent of the work or of the thing itself, which move no date but say that it began.</summary>
    public void Underway(double percent, DateTime now)
    {
        if (percent <= 0 || IsStarted) return;
        Begin(now);
        if (!ItemState.IsStarted(State)) State = ItemState.InProgress;
    }

    /// <summary>The item as it was known at a past wall-clock moment.</summary>
    public WorkItem AsOf(DateTime wall)
    {
        if (!(ActualFinish > wall) && !(ActualStart > wall) && !(WithdrawnAt > wall)) return this;
        var then = (WorkItem)MemberwiseClone();
        if (WithdrawnAt > wall) then.Rejoin();
        else if (ActualStart > wall) then.MoveTo(ItemState.Ready, wall);
        else then.MoveTo(ItemState.InProgress, wall);
        return then;
    }

    private void Rejoin()
    {
        if (WithdrawnAt is null) return;
        (Inactive, WithdrawnAt) = (false, null);
    }

    private void Begin(DateTime now)
    {
        Rejoin();
        ActualStart ??= now;
        if (IsDone) Reopen();
    }

    private void Finish(DateTime at)
    {
        Rejoin();
        ActualStart = ActualStart is { } begun && begun <= at ? begun : at;
        ActualFinish = at;
        ForgetFileProgress();
        PercentComplete = 100;
        Remaining = 0;
    }

    private void Reopen()
    {
        if (!IsDone) return;
        ActualFinish = null;
        ForgetFileProgress();
        PercentComplete = 0;
        Remaining = null;
    }

    private void PutBack()
    {
        ActualStart = ActualFinish = null;
        ForgetFileProgress();
        PercentComplete = 0;
        Remaining = null;
        Resume = null;
    }

    /// <summary>What the file said of work and cost so far no longer holds once somebody reports progress here; a physical percent that people go by is theirs.</summary>
    private void ForgetFileProgress()
    {
        (ActualCost, ActualWork) = (null, null);
        if (PercentKind != PercentKind.Physical) PhysicalPercentComplete = null;
    }
}
