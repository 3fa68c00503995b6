using Tandem.Kernel.Verbs;
using Tandem.Kernel.Web;

namespace Tandem.Host;

/// <summary>The verb <c>demo</c>: serves at once and fills the sample in beside it, once a folder.</summary>
internal static class Demo
{
    public static void Begin(WebApplication app, CommandLine line)
    {
        var filled = app.Services.GetRequiredService<Readiness>().Await("sample");
        app.Lifetime.ApplicationStarted.Register(() => Task.Run(() => { _ = line; filled(); }));
    }
}
