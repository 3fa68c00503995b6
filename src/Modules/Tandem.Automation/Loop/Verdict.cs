namespace Tandem.Automation.Loop;

/// <summary>What a rule did about one thing it saw, and why. Stored as a code with its numbers; worded for the reader.</summary>
internal enum Verdict
{
    /// <summary>Too young, too small or with too little data to be judged.</summary>
    NotWatched,

    /// <summary>Not as likely, or not as far out, as the rule asks.</summary>
    BelowThreshold,

    /// <summary>Reached, but not yet on enough evaluations in a row.</summary>
    FirstOfMany,

    /// <summary>Reached, but less is at stake than the rule asks.</summary>
    SmallLoss,

    /// <summary>Opened (or asks for) work now.</summary>
    Fired,

    /// <summary>Its episode is open already.</summary>
    StillOpen,

    /// <summary>Held back: its last episode ended less than the cooldown ago.</summary>
    Cooldown,

    /// <summary>Held back: the team has its week's work from rules.</summary>
    Cap,

    /// <summary>Held back on purpose, to learn what happens without acting.</summary>
    HeldOut,

    /// <summary>Its episode ends: the number is well again before anyone started.</summary>
    Recovered,
}

/// <summary>Terms of a rule that its loop goes by. <paramref name="MinimumLoss"/> in major units of the currency.</summary>
internal sealed record RuleTerms(int Evaluations, decimal MinimumLoss, int Cap, TimeSpan Cooldown, int HoldOutPercent);

/// <summary>
/// One thing seen at one evaluation. <paramref name="InARow"/>: evaluations in a row, this one included, at which it reached the rule's threshold; 0 where it did not now.
/// <paramref name="Well"/>: it is back under the closing threshold. <paramref name="Loss"/>: expected, in major units; null where unknown.
/// </summary>
internal sealed record Sight(string Key, bool Watched, int InARow, bool Well, decimal? Loss);

/// <summary>An episode not yet over. <paramref name="Held"/>: it made no work, for this reason. <paramref name="Started"/>: someone began the work.</summary>
internal sealed record Episode(Verdict? Held, bool Started);

/// <summary>Where the loop stands before an evaluation: open episodes and ends of earlier ones by key, and how much work the team already got by rules this week.</summary>
internal sealed record LoopState(IReadOnlyDictionary<string, Episode> Open, IReadOnlyDictionary<string, DateTime> Ended, int OpenedThisWeek);

/// <summary>The verdict about one sight. <paramref name="Until"/>: end of the cooldown.</summary>
internal sealed record Judgement(Sight Sight, Verdict Verdict, DateTime? Until = null)
{
    public bool IsHeld => Verdict is Verdict.Cooldown or Verdict.Cap or Verdict.HeldOut;
}
