using Tandem.Access;
using Tandem.Storage.Embedded.Rows;

namespace Tandem.Storage.Embedded.Migrations.Access;

internal sealed class AccessDesignTime() : DesignTime<AccessDbContext>("access", (options, scope) => new(options, scope));
