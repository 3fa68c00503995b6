using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Data;
using Tandem.Kernel.Problems;

namespace Tandem.Kernel.Web;

/// <summary>Honours <c>Idempotency-Key</c> on POST under /api: a retry gets the first answer and changes nothing.</summary>
internal sealed class Idempotency(RequestDelegate next)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    public async Task InvokeAsync(HttpContext http, ActorScope actor, KernelDbContext kernel, TimeProvider time)
    {
        var given = http.Request.Headers["Idempotency-Key"].ToString();
        if (given.Length == 0 || http.Request.Method != HttpMethods.Post || !http.Request.Path.StartsWithSegments("/api") || actor.Current.Kind == ActorKind.Nobody)
        {
            await next(http);
            return;
        }
        var now = time.GetUtcNow().UtcDateTime;
        http.Request.EnableBuffering();
        var hash = Convert.ToHexString(await SHA256.HashDataAsync(http.Request.Body, http.RequestAborted));
        http.Request.Body.Position = 0;
        var key = Hash($"{actor.Current.Account}|{actor.Current.Workspace}|{http.Request.Path}{http.Request.QueryString}|{given}");
        var record = new IdempotencyRecord { Key = key, BodyHash = hash, At = now };
        var known = await kernel.WriteAsync(async () =>
        {
            var oldest = now - Kept;
            await kernel.Idempotency.Where(r => r.At < oldest).ExecuteDeleteAsync();
            var found = await kernel.Idempotency.AsNoTracking().FirstOrDefaultAsync(r => r.Key == key);
            if (found is null) kernel.Add(record);
            return found;
        });
        if (known is not null) await AgainAsync(http, known, hash);
        else await FirstAsync(http, kernel, record);
    }

    private static async Task AgainAsync(HttpContext http, IdempotencyRecord known, string hash)
    {
        if (known.BodyHash != hash) throw new ProblemException(422, "idempotency_key_reused", "Idempotency-Key");
        if (known.Status is not null && known.Body is null) throw new ProblemException(409, "shown_once", "Idempotency-Key");
        if (known.Status is null) throw new ProblemException(409, "idempotency_key_in_use", "Idempotency-Key");
        http.Response.StatusCode = known.Status.Value;
        http.Response.ContentType = known.ContentType;
        if (known.Location is not null) http.Response.Headers.Location = known.Location;
        http.Response.Headers["Idempotent-Replay"] = "true";
        await http.Response.Body.WriteAsync(known.Body);
    }

    private async Task FirstAsync(HttpContext http, KernelDbContext kernel, IdempotencyRecord record)
    {
        // who hangs up will ask again: what has begun is done to its end, so that the answer is known then
        http.RequestAborted = CancellationToken.None;
        var body = http.Response.Body;
        using var copy = new MemoryStream();
        http.Response.Body = copy;
        var answered = false;
        try
        {
            await next(http);
            answered = http.Response.StatusCode < 500;
        }
        finally
        {
            http.Response.Body = body;
            record.Status = http.Response.StatusCode;
            record.ContentType = http.Response.ContentType;
            record.Location = http.Response.Headers.Location;
            // an answer that holds a secret (no-store) is not kept: a retry learns that it was done
            record.Body = http.Response.Headers.CacheControl.ToString().Contains("no-store", StringComparison.Ordinal) ? null : copy.ToArray();
            // only the record: what a failed request left behind here is not written with it
            kernel.ChangeTracker.Clear();
            if (answered) kernel.Update(record);
            else kernel.Remove(record);
            await kernel.SaveChangesAsync();
        }
        await body.WriteAsync(copy.ToArray());
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
