using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tandem.Delivery.Projects;

namespace Tandem.Delivery.Pages;

/// <summary>The columns of the board as the settings' form sends them: a line a column, by their places.</summary>
internal static class BoardForm
{
    /// <summary>Lines that are read.</summary>
    public const int Most = 50;

    /// <summary>In the order of their places; a line that is removed, or new and without a name, is none.</summary>
    public static List<BoardState> States(IFormCollection form)
    {
        var lines = Enumerable.Range(0, Most).Where(at => form.ContainsKey($"name-{at}") && !form.ContainsKey($"remove-{at}"))
            .Select(at => (At: at, Place: Whole(form[$"place-{at}"].ToString()) ?? at + 1, Key: form[$"key-{at}"].ToString(), Name: form[$"name-{at}"].ToString(), State: form[$"state-{at}"].ToString(), Limit: Whole(form[$"limit-{at}"].ToString())))
            .Where(line => line.Key.Length > 0 || !string.IsNullOrWhiteSpace(line.Name)).OrderBy(line => line.Place).ThenBy(line => line.At).ToList();
        var (taken, columns) = (lines.Select(line => line.Key).ToHashSet(), new List<BoardState>());
        foreach (var line in lines)
        {
            var usual = line.Key == line.State;
            columns.Add(new BoardState(usual || line.Key.Length > 0 && !ItemState.All.Contains(line.Key) ? line.Key : New(taken), line.Name, line.Limit, usual ? null : line.State));
        }
        return columns;
    }

    /// <summary>A key that no column has: for a new one, and for a usual one that now means something else.</summary>
    private static string New(HashSet<string> taken)
    {
        var number = 1;
        while (!taken.Add($"column-{number}")) number++;
        return $"column-{number}";
    }

    /// <summary>What is no number is 0, which the edit refuses as a limit.</summary>
    private static int? Whole(string text) => text.Length == 0 ? null : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
