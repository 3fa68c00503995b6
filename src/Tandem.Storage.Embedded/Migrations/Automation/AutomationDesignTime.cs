using Tandem.Automation;
using Tandem.Storage.Embedded.Rows;

namespace Tandem.Storage.Embedded.Migrations.Automation;

internal sealed class AutomationDesignTime() : DesignTime<AutomationDbContext>("automation", (options, scope) => new(options, scope));
