using System.Text.Json;

namespace Tandem.Metrics.Asking;

/// <summary>
/// Reads one JSON object of a question and names the field in every error. Fields that nobody asked for are refused by
/// <see cref="Done"/>: a misspelt filter must not become a wrong number.
/// </summary>
public sealed class Fields
{
    private readonly JsonElement _object;
    private readonly string _path;
    private readonly HashSet<string> _read = [];

    public Fields(JsonElement value, string path = "")
    {
        if (value.ValueKind != JsonValueKind.Object) throw new QuestionException(path.Length == 0 ? "query" : path, "not_an_object");
        _object = value;
        _path = path;
    }

    public string At(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    /// <summary>The value, or null where it is absent or JSON null.</summary>
    public JsonElement? Value(string name)
    {
        _read.Add(name);
        return _object.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    public bool Has(string name) => Value(name) is not null;

    /// <summary>True where the field was sent and says null.</summary>
    public bool IsNull(string name) => _object.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Null;

    public string? Text(string name, int longest = 400) => Value(name) is { } value ? AsText(value, At(name), longest) : null;

    public string RequiredText(string name) => Text(name) ?? throw new QuestionException(At(name), "required");

    public int Int(string name, int least, int most, int otherwise)
    {
        if (Value(name) is not { } value) return otherwise;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var number)) throw new QuestionException(At(name), "not_a_whole_number");
        return number >= least && number <= most ? number : throw new QuestionException(At(name), "out_of_range", least, most);
    }

    public bool Flag(string name) => Value(name) is { } value && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new QuestionException(At(name), "not_a_flag"),
    };

    /// <summary>One of <paramref name="choices"/>, or <paramref name="otherwise"/> where absent (null: required).</summary>
    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices, string? otherwise)
    {
        var text = Text(name) ?? otherwise ?? throw new QuestionException(At(name), "required");
        return choices.TryGetValue(text, out var choice) ? choice : throw new QuestionException(At(name), "not_one_of", string.Join(", ", choices.Keys));
    }

    public IReadOnlyList<T> List<T>(string name, int least, int most, Func<JsonElement, string, T> read)
    {
        var value = Value(name);
        if (value is { ValueKind: not JsonValueKind.Array }) throw new QuestionException(At(name), "not_a_list");
        var count = value?.GetArrayLength() ?? 0;
        if (count < least || count > most) throw new QuestionException(At(name), count < least && count == 0 ? "required" : "wrong_count", least, most);
        return value is { } list ? [.. list.EnumerateArray().Select((item, i) => read(item, $"{At(name)}[{i}]"))] : [];
    }

    public void Done()
    {
        foreach (var property in _object.EnumerateObject())
            if (!_read.Contains(property.Name)) throw new QuestionException(At(property.Name), "unknown_field");
    }

    public static string AsText(JsonElement value, string path, int longest = 400)
    {
        if (value.ValueKind != JsonValueKind.String) throw new QuestionException(path, "not_text");
        string text;
        try { text = value.GetString()!; }
        catch (InvalidOperationException) { throw new QuestionException(path, "not_text"); } // a lone surrogate can't be stored
        if (text.Contains('\0')) throw new QuestionException(path, "not_text");
        return text.Length <= longest ? text : throw new QuestionException(path, "too_long", longest);
    }
}
