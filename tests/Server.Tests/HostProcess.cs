using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tandem.Server.Tests;

/// <summary>The real program as a process of its own on a data folder and a free port.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly StringBuilder _said = new();
    private readonly bool _ownsFolder;
    private Process? _process;

    public HostProcess(string? folder = null)
    {
        _ownsFolder = folder is null;
        Folder = folder ?? Directory.CreateTempSubdirectory("tandem-test-").FullName;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    public string Folder { get; }
    public string Url { get; }

    /// <summary>What the program printed so far.</summary>
    public string Said
    {
        get { lock (_said) return _said.ToString(); }
    }

    public int Id => _process!.Id;

    /// <summary>Starts the verb and waits until /healthz/ready answers 200.</summary>
    public async Task StartAsync(string verb = "serve", params string[] options)
    {
        _process = Start([verb, "--data", Folder, "--urls", Url, .. options]);
        _process.OutputDataReceived += (_, line) => Say(line.Data);
        _process.ErrorDataReceived += (_, line) => Say(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = new Uri(Url) };
        for (var waited = 0; waited < 6000; waited++)
        {
            if (_process.HasExited) throw new InvalidOperationException($"{verb} ended with {_process.ExitCode}: {Said}");
            if (await IsReadyAsync(http)) return;
            await Task.Delay(100);
        }
        throw new TimeoutException($"{verb} was not ready in ten minutes: {Said}");
    }

    /// <summary>Ends the process as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Runs another verb on the folder, beside the serving process or without one; gives its exit code, output and complaints.</summary>
    public async Task<(int Code, string Out, string Error)> RunAsync(string verb, params string[] options)
    {
        using var process = Start([verb, "--data", Folder, .. options]);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>A new API token by the verb.</summary>
    public async Task<string> TokenAsync(string role = "owner", string? workspace = null)
    {
        var (code, output, error) = await RunAsync("token", ["--role", role, .. workspace is null ? Array.Empty<string>() : ["--workspace", workspace]]);
        return code == 0 ? output.Trim() : throw new InvalidOperationException($"token ended with {code}: {error}");
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (_ownsFolder) Directory.Delete(Folder, recursive: true);
    }

    private static Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Paths.Host, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["LC_ALL"] = "C.UTF-8";
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/healthz/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Say(string? line)
    {
        if (line is null) return;
        lock (_said) _said.AppendLine(line);
    }
}
