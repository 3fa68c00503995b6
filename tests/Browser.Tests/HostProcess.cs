using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Tandem.Browser.Tests;

/// <summary>The real program on a temporary data folder and a free port; ends with the test run.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("tandem-browser-").FullName;

    private HostProcess(string verb, params string[] more)
    {
        Url = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo(Program()) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])[verb, "--data", _folder, "--urls", Url, .. more]) start.ArgumentList.Add(word);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Url { get; }

    public IReadOnlyCollection<string> Said => _said;

    public static async Task<HostProcess> StartAsync(string verb, params string[] more)
    {
        var host = new HostProcess(verb, more);
        using var client = new HttpClient();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(5); await Task.Delay(200))
        {
            if (host._process.HasExited) break;
            try
            {
                if ((await client.GetAsync(host.Url + "/healthz/ready")).StatusCode == HttpStatusCode.OK) return host;
            }
            catch (HttpRequestException) { }
        }
        var said = string.Join('\n', host._said);
        await host.DisposeAsync();
        throw new InvalidOperationException($"The program did not get ready:\n{said}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The host as this solution built it, in this build's configuration.</summary>
    private static string Program()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = output.Parent!.Name;
        var root = output.Parent.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, "src", "Tandem.Host", "bin", configuration, output.Name, "Tandem.Host");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
