namespace Tandem.Metrics.Funnels;

/// <summary>Counts a funnel over all persons, and by value of the breakdown.</summary>
public sealed class FunnelTally
{
    private readonly FunnelQuestion _question;
    private readonly Journey _journey;
    private readonly int _stepBits;
    private readonly Dictionary<string, StepCounts> _byValue = [];
    private readonly List<StepEvent> _part = [];

    public FunnelTally(FunnelQuestion question)
    {
        (_question, _journey, _stepBits) = (question, Journey.For(question), (1 << question.Steps.Count) - 1);
        All = new(question.Steps.Count, question.PeopleLimit);
        Rows = new(Take);
    }

    /// <summary>Where the rows of the plan go.</summary>
    public PersonEvents Rows { get; }

    public StepCounts All { get; }

    public IReadOnlyDictionary<string, StepCounts> ByValue => _byValue;

    private void Take(PersonEvents person)
    {
        var reached = _journey.Of(person.Events);
        All.Add(person.Person, reached);
        switch (_question.Breakdown?.Attribution)
        {
            case Attribution.FirstTouch: CountFor(Touch(person, false), person.Person, reached); break;
            case Attribution.LastTouch: CountFor(Touch(person, true), person.Person, reached); break;
            case Attribution.AllEvents: ByEvent(person); break;
            case Attribution.Step: ByStep(person, _question.Breakdown.Step); break;
        }
    }

    private void CountFor(string value, int person, Reached reached)
    {
        if (reached.Level == 0) return;
        if (!_byValue.TryGetValue(value, out var counts)) _byValue[value] = counts = new(_question.Steps.Count, 0);
        counts.Add(person, reached);
    }

    /// <summary>The first or last value that is not absent among the events that match a step.</summary>
    private string Touch(PersonEvents person, bool isLast)
    {
        var found = "";
        for (var i = 0; i < person.Events.Length; i++)
        {
            if ((person.Events[i].Mask & _stepBits) == 0 || person.Values[i].Length == 0) continue;
            found = person.Values[i];
            if (!isLast) break;
        }
        return found;
    }

    private void ByEvent(PersonEvents person)
    {
        foreach (var value in person.Values.Distinct().ToList())
            CountFor(value, person.Person, Part(person, (e, own) => own == value ? e.Mask : 0));
    }

    /// <summary>One person may stand under several values: each that an event of the step has with which the person came at least that far.</summary>
    private void ByStep(PersonEvents person, int step)
    {
        var bit = 1 << (step - 1);
        var values = new HashSet<string>();
        for (var i = 0; i < person.Events.Length; i++) if ((person.Events[i].Mask & bit) != 0) values.Add(person.Values[i]);
        foreach (var value in values)
        {
            var reached = Part(person, (e, own) => own == value ? e.Mask : e.Mask & ~bit);
            if (reached.Level >= step) CountFor(value, person.Person, reached);
        }
    }

    private Reached Part(PersonEvents person, Func<StepEvent, string, int> maskOf)
    {
        _part.Clear();
        for (var i = 0; i < person.Events.Length; i++)
        {
            var mask = maskOf(person.Events[i], person.Values[i]);
            if (mask != 0 || _question.Order == StepOrder.Strict) _part.Add(person.Events[i] with { Mask = mask });
        }
        return _journey.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_part));
    }
}
