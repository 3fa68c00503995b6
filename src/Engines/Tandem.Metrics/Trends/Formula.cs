using System.Globalization;
using Tandem.Metrics.Asking;
using Value = System.Func<System.Collections.Generic.IReadOnlyList<decimal>, decimal>;

namespace Tandem.Metrics.Trends;

/// <summary>
/// Arithmetic over series named A, B, …: numbers, + − × ÷ and brackets, as in <c>A/B</c> or <c>A+2*B</c>. Exact decimals; a division by zero gives 0.
/// </summary>
public sealed class Formula
{
    private readonly Value _value;

    private Formula(string text, Value value) => (Text, _value) = (text, value);

    public string Text { get; }

    /// <exception cref="QuestionException">The text is no formula over that many series.</exception>
    public static Formula Parse(string text, int series, string path) => new(text, new Parser(text, series, path).Whole());

    /// <exception cref="QuestionException">The result is too large for a decimal.</exception>
    public decimal Of(IReadOnlyList<decimal> values)
    {
        try { return _value(values); }
        catch (OverflowException) { throw new QuestionException("formulas", "too_large"); }
    }

    /// <summary>Recursive descent: sum → product → factor.</summary>
    private sealed class Parser(string text, int series, string path)
    {
        private const int Deepest = 30;
        private int _at;
        private int _depth;

        public Value Whole()
        {
            var value = Sum();
            return Peek() == '\0' ? value : throw Wrong();
        }

        private Value Sum()
        {
            var left = Product();
            while (Peek() is '+' or '-')
            {
                var (a, op, b) = (left, text[_at++], Product());
                left = op == '+' ? v => a(v) + b(v) : v => a(v) - b(v);
            }
            return left;
        }

        private Value Product()
        {
            var left = Factor();
            while (Peek() is '*' or '/')
            {
                var (a, op, b) = (left, text[_at++], Factor());
                left = op == '*' ? v => a(v) * b(v) : v => Divide(a(v), b(v));
            }
            return left;
        }

        private Value Factor()
        {
            if (++_depth > Deepest) throw Wrong();
            var next = Peek();
            var value = next switch
            {
                '-' => Negative(),
                '(' => Bracket(),
                _ when char.IsAsciiLetter(next) => Letter(char.ToUpperInvariant(next) - 'A'),
                _ when char.IsAsciiDigit(next) => Constant(),
                _ => throw Wrong(),
            };
            _depth--;
            return value;
        }

        private Value Negative()
        {
            _at++;
            var value = Factor();
            return v => -value(v);
        }

        private Value Bracket()
        {
            _at++;
            var value = Sum();
            if (Peek() != ')') throw Wrong();
            _at++;
            return value;
        }

        private Value Letter(int index)
        {
            _at++;
            return index < series ? v => v[index] : throw new QuestionException(path, "no_such_series", (char)('A' + index));
        }

        private Value Constant()
        {
            var start = _at;
            while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.')) _at++;
            var found = decimal.TryParse(text.AsSpan(start, _at - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
            return found ? _ => number : throw Wrong();
        }

        private static decimal Divide(decimal a, decimal b) => b == 0 ? 0 : a / b;

        private char Peek()
        {
            while (_at < text.Length && text[_at] == ' ') _at++;
            return _at < text.Length ? text[_at] : '\0';
        }

        private QuestionException Wrong() => new(path, "not_a_formula");
    }
}
