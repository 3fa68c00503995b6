using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting;

namespace Tandem.Kernel.Web;

/// <summary>Addresses of the built styles and scripts, with a mark of their content so that browsers keep them for good.</summary>
public sealed class Assets(IWebHostEnvironment environment)
{
    private readonly ConcurrentDictionary<string, string> _addresses = new();

    public string this[string name] => _addresses.GetOrAdd(name, file =>
    {
        var found = environment.WebRootFileProvider.GetFileInfo("assets/" + file);
        if (!found.Exists) return "/assets/" + file;
        using var stream = found.CreateReadStream();
        return $"/assets/{file}?v={Convert.ToHexString(SHA256.HashData(stream))[..12]}";
    });
}
