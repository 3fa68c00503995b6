using System.Text;

namespace Tandem.Metrics.Sql;

/// <summary>Collects a statement's text and its parameters. Whatever came from outside goes in as a parameter, never as text.</summary>
public sealed class SqlWriter
{
    private readonly StringBuilder _text = new();
    private readonly List<object> _parameters = [];

    public string Parameter(object value)
    {
        var known = _parameters.IndexOf(value);
        if (known < 0)
        {
            _parameters.Add(value);
            known = _parameters.Count - 1;
        }
        return $"${known + 1}";
    }

    public SqlWriter Write(string text)
    {
        _text.Append(text);
        return this;
    }

    public SqlText Done() => new(_text.ToString(), _parameters);
}
