using System.Globalization;
using Tandem.Kernel.Samples;
using Tandem.Kernel.Wording;

namespace Tandem.Host;

/// <summary>One line of a terminal that shows the fill's step and a bar; a line a step where the output is no terminal.</summary>
internal sealed class ProgressLine(Words words, string language) : IProgress<FillProgress>
{
    private const int Width = 32;
    private readonly Lock _lock = new();
    private string _step = "";
    private int _shown = -1;

    public void Report(FillProgress value)
    {
        lock (_lock)
        {
            var percent = (int)Math.Clamp(value.Done * 100, 0, 100);
            if (value.Step == _step && percent == _shown) return;
            var newStep = value.Step != _step;
            (_step, _shown) = (value.Step, percent);
            var name = words.In(language, value.Step);
            if (Console.IsOutputRedirected)
            {
                if (newStep) Console.WriteLine(name);
                return;
            }
            var done = percent * Width / 100;
            Console.Write(string.Create(CultureInfo.InvariantCulture, $"\r[{new string('#', done)}{new string('.', Width - done)}] {percent,3}% {name}   "));
            if (percent == 100) Console.WriteLine();
        }
    }
}
