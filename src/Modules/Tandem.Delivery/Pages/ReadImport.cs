using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Imports;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Pages;

/// <summary>The report of a project's last import; null where none was.</summary>
internal sealed class ReadImport(DeliveryDbContext db)
{
    public async Task<ImportReport?> LastAsync(ProjectId project, CancellationToken cancel = default) =>
        await db.Plans.AsNoTracking().Where(plan => plan.Project == project).Select(plan => plan.Report).FirstOrDefaultAsync(cancel) is { } json
            ? JsonSerializer.Deserialize<ImportReport>(json, TandemJson.Options) : null;
}
