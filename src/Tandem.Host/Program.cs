using Tandem.Host;
using Tandem.Kernel.Verbs;

try
{
    var line = CommandLine.Parse(args);
    return line.Verb is "serve" or "demo" ? await Serving.RunAsync(line) : await Verbs.RunAsync(line);
}
catch (Exception error) when (error is ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 2;
}
