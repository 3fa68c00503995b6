using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Programs;

/// <summary>A stored result as the API gives it; current: the plans are as they were when it was found.</summary>
internal sealed record StoredResult<T>(Guid Id, DateTime At, string By, bool Current, T Result);

/// <summary>Keeps the last result of each kind of a program.</summary>
internal sealed class ProgramResults(DeliveryDbContext db, ActorScope actor, TimeProvider time)
{
    public async Task<StoredResult<T>?> LastAsync<T>(ProgramPicture picture, string kind, CancellationToken cancel)
    {
        var id = picture.Program.Id;
        var row = await db.ProgramResults.AsNoTracking().Where(result => result.Program == id && result.Kind == kind).OrderByDescending(result => result.At).FirstOrDefaultAsync(cancel);
        return row is null ? null : new(row.Id, row.At, row.By, picture.IsAsOf(row.Plans), JsonSerializer.Deserialize<T>(row.Result, TandemJson.Options)!);
    }

    /// <returns>What the job answers.</returns>
    public async Task<object> KeepAsync<T>(ProgramPicture picture, string kind, string by, T found, CancellationToken cancel)
    {
        var id = picture.Program.Id;
        var row = new ProgramResult
        {
            Id = Guid.CreateVersion7(), Workspace = actor.Current.Workspace, Program = id, Kind = kind, At = time.GetUtcNow().UtcDateTime, By = by, Plans = picture.Versions, Result = JsonSerializer.Serialize(found, TandemJson.Options),
        };
        await db.WriteAsync(async () =>
        {
            await db.ProgramResults.Where(old => old.Program == id && old.Kind == kind).ExecuteDeleteAsync(cancel);
            db.Add(row);
        }, cancel);
        return new { program = id, result = row.Id };
    }
}
