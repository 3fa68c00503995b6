using System.Globalization;
using System.Text.Json;

namespace Tandem.Insight.Imports;

/// <summary>A property of the mapping, bound to the table's columns; writes itself as JSON. Numbers are decimals, never binary fractions.</summary>
internal sealed class RowValue
{
    private enum Kind { Text, Number, Boolean, Product, Constant }

    private readonly JsonEncodedText _name;
    private readonly ValueMapping _mapping;
    private readonly int[] _columns;
    private readonly Kind _kind;

    public RowValue(string name, ValueMapping mapping, Table table)
    {
        _name = JsonEncodedText.Encode(name, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        _mapping = mapping;
        _kind = (mapping.Multiply, mapping.Column, mapping.Value, mapping.Type) switch
        {
            ({ Count: > 0 }, null, null, null) => Kind.Product,
            (null, null, not null, null) => Kind.Constant,
            (null, not null, null, null or "text") => Kind.Text,
            (null, not null, null, "number") => Kind.Number,
            (null, not null, null, "boolean") => Kind.Boolean,
            _ => throw new ImportException($"properties.{name}: give one of column (type text, number or boolean), multiply, value."),
        };
        _columns = [.. (mapping.Multiply ?? (mapping.Column is null ? [] : [mapping.Column])).Select(table.Column)];
    }

    /// <returns>False where a cell that must be a number or boolean is neither.</returns>
    public bool Write(Utf8JsonWriter writer, Table table)
    {
        if (_kind == Kind.Constant)
        {
            writer.WriteString(_name, _mapping.Value);
            return true;
        }
        if (_kind == Kind.Product) return WriteProduct(writer, table);
        var cell = Cells.WithoutSuffix(table.Cell(_columns[0]).Trim(), _mapping.RemoveSuffix);
        if (cell.Length == 0) return true;
        switch (_kind)
        {
            case Kind.Number when Number(cell) is { } number:
                writer.WriteNumber(_name, number);
                return true;
            case Kind.Boolean when cell is "true" or "True" or "TRUE" or "1" or "yes":
                writer.WriteBoolean(_name, true);
                return true;
            case Kind.Boolean when cell is "false" or "False" or "FALSE" or "0" or "no":
                writer.WriteBoolean(_name, false);
                return true;
            case Kind.Text:
                writer.WriteString(_name, cell);
                return true;
            default:
                return false;
        }
    }

    private bool WriteProduct(Utf8JsonWriter writer, Table table)
    {
        var product = 1m;
        foreach (var column in _columns)
        {
            var cell = table.Cell(column).Trim();
            if (cell.Length == 0) return true;
            if (Number(cell) is not { } factor) return false;
            try
            {
                product *= factor;
            }
            catch (OverflowException)
            {
                return false;
            }
        }
        writer.WriteNumber(_name, product);
        return true;
    }

    private static decimal? Number(ReadOnlySpan<char> cell) =>
        decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) ? number : null;
}
