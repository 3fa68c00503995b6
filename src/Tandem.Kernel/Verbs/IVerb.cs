namespace Tandem.Kernel.Verbs;

/// <summary>A command of the program beside serving (<c>token</c>, <c>password</c>, <c>import</c>): runs in a scope on the data folder and answers the exit code.</summary>
public interface IVerb
{
    string Name { get; }

    Task<int> RunAsync(CommandLine line, CancellationToken cancel);
}

/// <summary>A data folder: rows, events, keys and files of one installation.</summary>
public sealed record DataFolder(string Path)
{
    public string File(string name) => System.IO.Path.Combine(Path, name);
}

/// <summary>What was typed: a verb, <c>--name value</c> options and the words that belong to none.</summary>
public sealed class CommandLine
{
    private readonly Dictionary<string, string> _options = [];
    private readonly List<string> _words = [];

    private CommandLine() { }

    public string Verb { get; private set; } = "serve";
    public IReadOnlyList<string> Words => _words;

    public static CommandLine Parse(string[] arguments)
    {
        var line = new CommandLine();
        var at = 0;
        if (arguments.Length > 0 && !arguments[0].StartsWith('-')) line.Verb = arguments[at++];
        for (; at < arguments.Length; at++)
        {
            if (!arguments[at].StartsWith("--", StringComparison.Ordinal)) line._words.Add(arguments[at]);
            else if (arguments[at].Split('=', 2) is [var name, var value]) line._options[name[2..]] = value;
            else if (at + 1 < arguments.Length) line._options[arguments[at][2..]] = arguments[++at];
            else throw new ArgumentException($"{arguments[at]} needs a value.");
        }
        return line;
    }

    public string? Option(string name) => _options.GetValueOrDefault(name);

    public string Required(string name) => Option(name) ?? throw new ArgumentException($"--{name} is missing.");
}
