using System.Text.Json;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Data;
using Tandem.Kernel.Messaging;
using Tandem.Kernel.Web;

namespace Tandem.Kernel.Jobs;

/// <summary>Queues work of the current workspace and actor.</summary>
public sealed class JobQueue(KernelDbContext kernel, ActorScope actor, TimeProvider time, JobBell bell)
{
    public async Task<JobId> AddAsync(string kind, object arguments, CancellationToken cancel)
    {
        var job = new Job
        {
            Id = JobId.New(),
            Workspace = actor.Current.Workspace,
            Account = actor.Current.Account,
            Kind = kind,
            Arguments = JsonSerializer.Serialize(arguments, TandemJson.Options),
            MadeAt = time.GetUtcNow().UtcDateTime,
        };
        kernel.Add(job);
        await kernel.SaveChangesAsync(cancel);
        bell.Ring();
        return job.Id;
    }
}

/// <summary>Wakes the runner.</summary>
public sealed class JobBell : Bell;
