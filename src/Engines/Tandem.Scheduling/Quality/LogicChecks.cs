namespace Tandem.Scheduling;

/// <summary>Checks of links: DCMA 1–4 and the usual further ones.</summary>
internal static class LogicChecks
{
    /// <summary>DCMA 1: rows without predecessor or successor, at most 5 %. The first and the last row of the plan may lack one each.</summary>
    public static QualityCheck Missing(QualityFacts facts)
    {
        var found = new List<QualityFinding>();
        foreach (var row in facts.Open)
        {
            if (!Linked(facts, row, r => facts.Into[r]) && row.Start > facts.Schedule.Start) found.Add(new(row.Key, QualityFix.AddPredecessor));
            if (!Linked(facts, row, r => facts.OutOf[r]) && row.Finish < facts.Schedule.Finish) found.Add(new(row.Key, QualityFix.AddSuccessor));
        }
        return QualityFacts.AtMost("logic", 0.05, facts.Open.Count, [.. found.DistinctBy(f => f.Key)]);
    }

    /// <summary>DCMA 2: no leads.</summary>
    public static QualityCheck Leads(QualityFacts facts) => QualityFacts.AtMost("leads", 0, facts.OpenLinks.Count, Of(facts, l => l.Lag < 0, QualityFix.RemoveLag));

    /// <summary>DCMA 3: lags on at most 5 % of links.</summary>
    public static QualityCheck Lags(QualityFacts facts) => QualityFacts.AtMost("lags", 0.05, facts.OpenLinks.Count, Of(facts, l => l.Lag > 0, QualityFix.RemoveLag));

    /// <summary>DCMA 4: at least 90 % of links finish-to-start; counted here as at most 10 % of others.</summary>
    public static QualityCheck Types(QualityFacts facts) => QualityFacts.AtMost("relationship_types", 0.10, facts.OpenLinks.Count, Of(facts, l => l.Type != LinkType.FinishStart, QualityFix.MakeFinishStart));

    /// <summary>Rows whose finish drives nothing (only SS or SF lead away) or whose start nothing drives (only FF or SF lead in).</summary>
    public static QualityCheck Dangling(QualityFacts facts)
    {
        var found = new List<QualityFinding>();
        foreach (var row in facts.Open)
        {
            var (into, outOf) = (facts.Into[row.Key], facts.OutOf[row.Key]);
            if (into.Any() && into.All(l => l.Type is LinkType.FinishFinish or LinkType.StartFinish)) found.Add(new(row.Key, QualityFix.AddPredecessor));
            else if (outOf.Any() && outOf.All(l => l.Type is LinkType.StartStart or LinkType.StartFinish)) found.Add(new(row.Key, QualityFix.AddSuccessor));
        }
        return QualityFacts.AtMost("dangling", 0, facts.Open.Count, found);
    }

    /// <summary>Finish-to-start links without lag between rows that a chain of such links joins already. Looks at chains of up to 50 links.</summary>
    public static QualityCheck Redundant(QualityFacts facts)
    {
        var plain = facts.OpenLinks.Where(Plain).ToLookup(l => l.From);
        var found = facts.OpenLinks.Where(l => Plain(l) && ByAnotherWay(plain, l)).Select(l => new QualityFinding(l.To, QualityFix.RemoveLink, l)).ToList();
        return QualityFacts.AtMost("redundant", 0, facts.OpenLinks.Count, found);
    }

    /// <summary>Links to or from summaries.</summary>
    public static QualityCheck SummaryLinks(QualityFacts facts)
    {
        var summaries = facts.Schedule.Plan.Activities.Where(a => a.Type == ActivityType.Summary).Select(a => a.Key).ToHashSet();
        var found = facts.Schedule.Plan.Dependencies.Where(l => summaries.Contains(l.From) || summaries.Contains(l.To)).Select(l => new QualityFinding(l.To, QualityFix.RemoveLink, l)).ToList();
        return QualityFacts.AtMost("summary_links", 0, facts.Schedule.Plan.Dependencies.Count, found);
    }

    /// <summary>Rows that began before a finish-to-start predecessor was done.</summary>
    public static QualityCheck OutOfSequence(QualityFacts facts)
    {
        var rows = facts.Rows.ToDictionary(r => r.Key);
        var started = facts.Schedule.Plan.Dependencies.Where(l => l.Type == LinkType.FinishStart && rows.TryGetValue(l.To, out var to) && to.Activity.IsStarted && rows.ContainsKey(l.From)).ToList();
        var found = started.Where(l => rows[l.From] is var from && (!from.Activity.IsComplete || from.Finish > rows[l.To].Start)).Select(l => new QualityFinding(l.To, QualityFix.Look, l)).ToList();
        return QualityFacts.AtMost("out_of_sequence", 0, started.Count, found);
    }

    private static bool Plain(Dependency link) => link is { Type: LinkType.FinishStart, Lag: 0 };

    private static bool ByAnotherWay(ILookup<int, Dependency> links, Dependency link)
    {
        var (seen, wave) = (new HashSet<int>(), links[link.From].Where(l => l != link).Select(l => l.To).ToList());
        for (var depth = 0; depth < 50 && wave.Count > 0 && seen.Count < 2_000; depth++)
        {
            var next = new List<int>();
            foreach (var at in wave.Where(seen.Add))
            {
                foreach (var onward in links[at])
                {
                    if (onward.To == link.To) return true;
                    next.Add(onward.To);
                }
            }
            wave = next;
        }
        return false;
    }

    private static List<QualityFinding> Of(QualityFacts facts, Func<Dependency, bool> which, QualityFix fix) => [.. facts.OpenLinks.Where(which).Select(l => new QualityFinding(l.To, fix, l))];

    /// <summary>By a link of its own or of a summary above it.</summary>
    private static bool Linked(QualityFacts facts, ScheduledActivity row, Func<int, IEnumerable<Dependency>> links)
    {
        for (int? at = row.Key; at is { } key; at = facts.Schedule[key].Activity.Parent)
        {
            if (links(key).Any()) return true;
        }
        return false;
    }
}
