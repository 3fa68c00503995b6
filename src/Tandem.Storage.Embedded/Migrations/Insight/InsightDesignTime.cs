using Tandem.Insight;
using Tandem.Storage.Embedded.Rows;

namespace Tandem.Storage.Embedded.Migrations.Insight;

internal sealed class InsightDesignTime() : DesignTime<InsightDbContext>("insight", (options, scope) => new(options, scope));
