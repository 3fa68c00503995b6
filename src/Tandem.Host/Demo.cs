using System.Globalization;
using Tandem.Kernel.Samples;
using Tandem.Kernel.Verbs;
using Tandem.Kernel.Web;
using Tandem.Kernel.Wording;

namespace Tandem.Host;

/// <summary>The verb <c>demo</c>: serves at once and fills the sample in beside it, once a folder; ready when that is done and the accounts are printed.</summary>
internal static class Demo
{
    public static void Begin(WebApplication app, CommandLine line)
    {
        var ready = app.Services.GetRequiredService<Readiness>().Await("sample");
        var language = line.Option("language") ?? Words.Language(CultureInfo.CurrentUICulture);
        if (!Words.Languages.Contains(language)) throw new ArgumentException($"--language may be {string.Join(" or ", Words.Languages)}.");
        app.Lifetime.ApplicationStarted.Register(() => _ = FillAsync(app, language, ready));
    }

    private static async Task FillAsync(WebApplication app, string language, Action ready)
    {
        try
        {
            var words = app.Services.GetRequiredService<Words>();
            var fill = app.Services.GetRequiredService<SampleFill>();
            var notes = fill.Done
                ? await SampleAccounts.ListAsync(app.Services, words, language)
                : (await fill.RunAsync(language, new ProgressLine(words, language), app.Lifetime.ApplicationStopping)).Notes;
            Console.WriteLine();
            foreach (var note in notes) Console.WriteLine(note);
            Console.WriteLine();
            Console.WriteLine(words.In(language, "demo.look", app.Urls.First()));
            await Console.Out.FlushAsync();
            ready();
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("The sample was not filled in to its end. Start again with an empty --data folder.");
        }
        catch (Exception error)
        {
            await Console.Error.WriteLineAsync($"The sample could not be filled in: {error}");
            Environment.ExitCode = 1;
            app.Lifetime.StopApplication();
        }
    }
}
