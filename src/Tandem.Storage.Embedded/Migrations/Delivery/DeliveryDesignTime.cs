using Tandem.Delivery;
using Tandem.Storage.Embedded.Rows;

namespace Tandem.Storage.Embedded.Migrations.Delivery;

internal sealed class DeliveryDesignTime() : DesignTime<DeliveryDbContext>("delivery", (options, scope) => new(options, scope));
