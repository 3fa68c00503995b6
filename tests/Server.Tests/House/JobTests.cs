using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Data;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Modules;
using Tandem.Kernel.Verbs;
using Tandem.Storage.Embedded.Rows;

namespace Tandem.Server.Tests.House;

public sealed class JobTests
{
    /// <summary>Works until it is told to stop.</summary>
    private sealed class Endless : IJobHandler
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Kind => "endless";

        public async Task<object?> RunAsync(string arguments, IProgress<double> progress, CancellationToken cancel)
        {
            Begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancel);
            return null;
        }
    }

    [Fact]
    public async Task A_job_under_way_when_the_process_ends_is_given_back_for_the_next_start()
    {
        var folder = Directory.CreateTempSubdirectory("tandem-jobs-");
        try
        {
            var endless = new Endless();
            var services = new ServiceCollection();
            services.AddLogging();
            new KernelModule().AddServices(services);
            services.AddSingleton(new DataFolder(folder.FullName)).AddSingleton<IRowStore, SqliteRowStore>().AddSingleton<IJobHandler>(endless);
            await using var provider = services.BuildServiceProvider();
            await provider.MigrateAllAsync(CancellationToken.None);
            await using var scope = provider.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ActorScope>().Current = Actor.System(WorkspaceId.New());
            var id = await scope.ServiceProvider.GetRequiredService<JobQueue>().AddAsync(endless.Kind, new { }, CancellationToken.None);
            var runner = provider.GetServices<IHostedService>().Single(service => service.GetType().Name == "JobRunner");
            await runner.StartAsync(CancellationToken.None);
            await endless.Begun.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await runner.StopAsync(CancellationToken.None);
            var job = await scope.ServiceProvider.GetRequiredService<KernelDbContext>().Jobs.AsNoTracking().SingleAsync(j => j.Id == id);
            Assert.Equal(("queued", 0, null), (job.State, job.Attempts, job.LeaseUntil));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }
}
