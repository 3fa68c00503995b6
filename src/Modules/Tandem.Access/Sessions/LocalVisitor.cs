using System.Net;
using Microsoft.AspNetCore.Http;

namespace Tandem.Access.Sessions;

/// <summary>
/// A visitor at the machine itself: connected over loopback, and under a loopback name (else a foreign page could rebind its own name to 127.0.0.1 and act
/// through the visitor's browser).
/// </summary>
internal static class LocalVisitor
{
    public static bool Is(HttpContext http) => http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && IsLoopbackName(http.Request.Host.Host);

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
