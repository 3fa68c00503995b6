using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Searching;

namespace Tandem.Automation.Signals;

/// <summary>Finds rules by name and signals by number or title, for the palette.</summary>
internal sealed class LoopSearch(AutomationDbContext db, IProducts products) : ISearch
{
    public async Task<IReadOnlyList<Found>> FindAsync(string text, int limit, CancellationToken cancel)
    {
        var names = (await products.ListAsync(cancel)).ToDictionary(p => p.Id, p => p.Name);
        var number = text.StartsWith("S-", StringComparison.OrdinalIgnoreCase) && int.TryParse(text[2..], out var n) ? n : -1;
        var pattern = $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
        var rules = await db.Rules.AsNoTracking().Where(r => r.DeletedAt == null && EF.Functions.Like(r.Name, pattern, "\\")).Take(limit).ToListAsync(cancel);
        var signals = await db.Signals.AsNoTracking().Where(s => s.Number == number || EF.Functions.Like(s.Title, pattern, "\\")).OrderByDescending(s => s.RaisedAt).Take(limit)
            .Select(s => new { s.Id, s.Number, s.Title, s.Product }).ToListAsync(cancel);
        return [.. rules.Select(r => new Found("search.rule", r.Name, names.GetValueOrDefault(r.Product), $"/products/{r.Product}/rules/{r.Id}"))
            .Concat(signals.Select(s => new Found("search.signal", $"S-{s.Number} {s.Title}", names.GetValueOrDefault(s.Product), $"/signals/{s.Id}"))).Take(limit)];
    }
}
