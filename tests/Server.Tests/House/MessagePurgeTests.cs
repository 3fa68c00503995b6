using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Data;
using Tandem.Kernel.Messaging;

namespace Tandem.Server.Tests.House;

public sealed class MessagePurgeTests
{
    private const int Many = 1200;

    [Fact]
    public async Task Delivered_messages_go_after_thirty_days_and_a_mark_only_after_its_message()
    {
        await using var floor = await KernelFloor.StartAsync();
        var now = floor.Time.GetUtcNow().UtcDateTime;
        var (old, young, waiting) = (now.AddDays(-31), now.AddDays(-29), MessageId.New());
        await floor.InScopeAsync(async services =>
        {
            var kernel = services.GetRequiredService<KernelDbContext>();
            for (var i = 0; i < Many; i++) Add(kernel, MessageId.New(), old, old);
            Add(kernel, MessageId.New(), young, young);
            Add(kernel, MessageId.New(), young, old);
            Add(kernel, waiting, null, old);
            return await kernel.SaveChangesAsync();
        });
        await PurgeAsync(floor);
        Assert.Equal((3, 3), await CountAsync(floor));
        floor.Time.Pass(TimeSpan.FromDays(2));
        await PurgeAsync(floor);
        Assert.Equal((1, 1), await CountAsync(floor));
        Assert.Equal(waiting, await floor.InScopeAsync(services => services.GetRequiredService<KernelDbContext>().Inbox.Select(mark => mark.Message).SingleAsync()));
    }

    /// <summary>A message with the mark of one handler.</summary>
    private static void Add(KernelDbContext kernel, MessageId id, DateTime? delivered, DateTime handled)
    {
        kernel.Add(new OutboxMessage { Id = id, Workspace = WorkspaceId.New(), Type = "told", Body = "{}", At = handled, NotBefore = handled, DeliveredAt = delivered });
        kernel.Add(new InboxEntry { Message = id, Handler = "heard", At = handled });
    }

    private static Task PurgeAsync(KernelFloor floor) => floor.Hosted<MessagePurge>().RunAsync(CancellationToken.None);

    private static Task<(int, int)> CountAsync(KernelFloor floor) => floor.InScopeAsync(async services =>
    {
        var kernel = services.GetRequiredService<KernelDbContext>();
        return (await kernel.Outbox.CountAsync(), await kernel.Inbox.CountAsync());
    });
}
