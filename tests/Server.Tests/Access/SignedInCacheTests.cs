using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Access;
using Tandem.Access.Accounts;
using Tandem.Access.Members;
using Tandem.Access.Sessions;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Server.Tests.House;

namespace Tandem.Server.Tests.Access;

public sealed class SignedInCacheTests
{
    /// <summary>Does something at the second look: the first is the cache's, the second comes when the account has been read.</summary>
    private sealed class WatchedClock : TimeProvider
    {
        private int _looks;

        public Action? AtSecond { get; set; }

        public override DateTimeOffset GetUtcNow()
        {
            if (AtSecond is { } act && ++_looks == 2)
            {
                AtSecond = null;
                act();
            }
            return base.GetUtcNow();
        }
    }

    private static void Deactivate(KernelFloor floor, AccountId account) => floor.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<AccessDbContext>();
        await db.WriteAsync(async () => (await db.Memberships.SingleAsync(m => m.Account == account)).Active = false);
        services.GetRequiredService<SignedInCache>().Forget();
        return true;
    }).GetAwaiter().GetResult();

    [Fact]
    public async Task Who_is_deactivated_while_being_read_is_not_remembered()
    {
        var clock = new WatchedClock();
        await using var floor = await KernelFloor.StartAsync(services =>
        {
            new AccessModule().AddServices(services);
            services.AddSingleton<TimeProvider>(clock);
        });
        var account = AccountId.New();
        await floor.InScopeAsync(services =>
        {
            var db = services.GetRequiredService<AccessDbContext>();
            db.Add(new Account { Id = account, Name = "Ben", SecurityStamp = "stamp" });
            db.Add(new Membership { Workspace = floor.Workspace, Account = account, Name = "Ben", Role = Role.Member, JoinedAt = DateTime.UnixEpoch, LastSeenAt = clock.GetUtcNow().UtcDateTime });
            return db.SaveChangesAsync();
        });
        var cache = floor.Services.GetRequiredService<SignedInCache>();
        Assert.NotNull(await cache.OfSessionAsync(account, floor.Workspace, "stamp"));
        cache.Forget();
        clock.AtSecond = () => Deactivate(floor, account);
        _ = await cache.OfSessionAsync(account, floor.Workspace, "stamp");
        Assert.Null(clock.AtSecond);
        Assert.Null(await cache.OfSessionAsync(account, floor.Workspace, "stamp"));
    }
}
