using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Messages;
using Tandem.Delivery.Risks;

namespace Tandem.Delivery.Projects;

/// <summary>Someone left: the projects and programs they ran, their open risks and the items they had not finished go to whoever takes over, or to nobody; what is finished keeps their name.</summary>
internal sealed class HandOverWork(DeliveryDbContext db) : IHandle<AccountDeactivated>
{
    public Task HandleAsync(AccountDeactivated message, MessageId id, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        foreach (var project in await db.Projects.Where(project => project.Manager == message.Account).ToListAsync(cancel))
        {
            project.Manager = message.HandOverTo;
            project.Version++;
        }
        foreach (var program in await db.Programs.Where(program => program.Owner == message.Account).ToListAsync(cancel))
        {
            program.Owner = message.HandOverTo;
            program.Version++;
        }
        foreach (var risk in await db.Risks.Where(risk => risk.Owner == message.Account && (risk.State == RiskState.Open || risk.State == RiskState.Watched)).ToListAsync(cancel))
        {
            risk.Owner = message.HandOverTo;
            risk.Version++;
        }
        var items = await db.Items.Where(item => item.Owner == message.Account && item.ActualFinish == null).ToListAsync(cancel);
        foreach (var item in items)
        {
            item.Owner = message.HandOverTo;
            item.Version++;
        }
        // plans in memory hold the old owners
        var (stamp, touched) = (Guid.NewGuid(), items.Select(item => item.Project).Distinct().ToList());
        await db.Plans.Where(plan => touched.Contains(plan.Project)).ExecuteUpdateAsync(set => set.SetProperty(plan => plan.Stamp, stamp), cancel);
    }, cancel);
}
